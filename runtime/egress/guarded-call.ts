import { type Dispatcher, request } from 'undici';
import { agents, type LookUp, systemLookUp } from './agents.ts';
import type { AllowedHost } from './allow-list.ts';
import { type Answer, failureOf, readAnswer } from './answer.ts';
import { checkUrl, EgressRefused } from './check-url.ts';
import { checkHeaders, withoutOwn } from './headers.ts';

export { type Answer, LARGEST_ANSWER } from './answer.ts';

/** A call somebody outside of this code has asked for: a designer, a webhook, a provider's media link. */
export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  url: string;
  headers: { [name: string]: string };
  body?: string;
  /** Whole call, redirects included, ms. */
  timeoutMs: number;
  /** Redirects that are followed, each checked like a first call. */
  redirects?: number;
  /** Whatever comes back is the answer: a redirect as it is, and of a body as much as can be read. */
  anyAnswer?: boolean;
  /**
   * Secret headers for a host; asked again for each hop, so a credential never follows a redirect elsewhere.
   * May throw `EgressRefused`.
   */
  credential?: (url: URL) => { [name: string]: string };
}

/** Makes checked calls for one organisation. Never throws. */
export type GuardedCall = (call: Call, allowed: readonly AllowedHost[]) => Promise<Answer>;

/** Services of this very process by host name. Nothing leaves the machine for them; they are called only if they are allowed. */
export type Services = { [host: string]: (request: Request) => Response | Promise<Response> };

const MOST_REDIRECTS = 3;

/** Not a designer's to change: we say who we are, and answers are read as they are. */
const OWN_HEADERS = { 'user-agent': 'Patchbay', 'accept-encoding': 'identity' };

/**
 * The one way out. The host must be on the list, every address its name gives is checked at the moment of connecting
 * (so a name that changes its mind between two look-ups gains nothing), redirects are followed by hand, and answers are capped.
 */
export function guardedCall(lookUp: LookUp = systemLookUp, services: Services = {}): GuardedCall {
  const agentOf = agents(lookUp);

  async function hop(
    call: Call,
    allowed: readonly AllowedHost[],
    left: number,
    deadline: AbortSignal,
  ): Promise<Answer> {
    const { url, entry } = checkUrl(call.url, allowed);
    const headers = { ...checkHeaders(call.headers), ...call.credential?.(url), ...OWN_HEADERS };
    const { method, body } = call;
    const service = Object.hasOwn(services, url.hostname) ? services[url.hostname] : undefined;
    if (service)
      return askService(service, url, { method, headers, ...(body === undefined ? {} : { body }) });
    const response = await request(url, {
      method,
      headers,
      dispatcher: agentOf(entry),
      signal: deadline,
      ...(body === undefined ? {} : { body }),
    });
    const location = response.headers['location'];
    const redirected = response.statusCode >= 300 && response.statusCode < 400;
    if (redirected && typeof location === 'string' && !call.anyAnswer) {
      drop(response.body);
      if (left === 0)
        throw new EgressRefused('egress.redirects', 'The answer is a redirect, and no more are followed.');
      return hop(afterRedirect(call, url, location, response.statusCode), allowed, left - 1, deadline);
    }
    const { statusCode: status, headers: told, body: content } = response;
    return readAnswer({ status, headers: told, body: content, drop: () => drop(content) }, call.anyAnswer);
  }

  return async (call, allowed) => {
    const deadline = AbortSignal.timeout(call.timeoutMs);
    try {
      const left = Math.min(call.redirects ?? 0, MOST_REDIRECTS);
      return await Promise.race([hop(call, allowed, left, deadline), overdue(deadline)]);
    } catch (error) {
      return failureOf(error, deadline.aborted);
    }
  };
}

/** An answer nobody wants; it may have no end. Being told off by its own error is part of letting go. */
function drop(body: Dispatcher.ResponseData['body']): void {
  body.on('error', () => undefined).destroy();
}

/** Rejects at the deadline: whatever a call hangs on (a look-up cannot be aborted), its asker goes on. */
const overdue = (deadline: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) =>
    deadline.addEventListener('abort', () => reject(deadline.reason as Error), { once: true }),
  );

async function askService(service: Services[string], url: URL, init: RequestInit): Promise<Answer> {
  const response = await service(new Request(url, init));
  const { status, headers } = response;
  const content = response.body ?? new Blob([]).stream();
  const drop = () => void content.cancel();
  return readAnswer({ status, headers: Object.fromEntries(headers), body: content, drop });
}

/** RFC 9110 15.4: 303, and 301 and 302 after a POST, go on as GET without the body. */
function afterRedirect(call: Call, from: URL, location: string, status: number): Call {
  if (!URL.canParse(location, from.href))
    throw new EgressRefused('egress.redirects', 'The answer is a redirect to no address.');
  const to = new URL(location, from);
  const asGet = status === 303 || ((status === 301 || status === 302) && call.method === 'POST');
  const elsewhere = to.origin !== from.origin;
  if (elsewhere && call.body !== undefined && !asGet)
    throw new EgressRefused('egress.redirects', 'The answer would send the data on to another host.');
  const { body: _body, ...bodiless } = call;
  const next = asGet ? { ...bodiless, method: 'GET' as const } : call;
  return { ...next, url: to.href, headers: elsewhere ? withoutOwn(call.headers) : call.headers };
}
