import type { OutboundRequest, ProviderAnswer } from '../channels/adapter.ts';
import type { AllowedHost } from '../egress/allow-list.ts';
import type { GuardedCall } from '../egress/guarded-call.ts';

/** Longest a provider may take, ms. */
const TIMEOUT_MS = 10_000;

/** Performs a request to a provider. Never throws: what goes wrong is an answer too. */
export type CallProvider = (request: OutboundRequest) => Promise<ProviderAnswer>;

/**
 * Calls providers through the guard, following no redirects. Their addresses come from adapters and from the connections an
 * admin has set up, so the host of each is its own permission, the admin's own network included. What stays shut is what no
 * admin can mean: metadata services, link-local addresses, and this machine under any name but its own.
 */
export const providerClient =
  (call: GuardedCall): CallProvider =>
  async ({ method, url, headers, body }) => {
    const answer = await call(
      {
        method,
        url,
        headers,
        timeoutMs: TIMEOUT_MS,
        anyAnswer: true,
        ...(body === undefined ? {} : { body }),
      },
      ownHost(url),
    );
    // Whether anything was sent is for the adapter to conclude from the code.
    return 'error' in answer ? { error: answer.code } : answer;
  };

function ownHost(text: string): AllowedHost[] {
  if (!URL.canParse(text)) return [];
  const { hostname, port, protocol } = new URL(text);
  return [
    {
      host: hostname.replace(/\.$/, ''),
      ports: port === '' ? [] : [Number(port)],
      plainHttp: protocol === 'http:',
      insideNetwork: true,
    },
  ];
}
