import { lookup as lookUpName, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { isPublicAddress } from './address.ts';
import type { AllowedHost } from './allow-list.ts';
import { checkUrl, EgressRefused } from './check-url.ts';
import { checkHeaders } from './headers.ts';

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
  /** Adds secret headers for a host; asked again for each hop, so a credential never follows a redirect elsewhere. */
  credential?: (url: URL) => { [name: string]: string };
}

export type Answer =
  | { status: number; headers: { [name: string]: string }; body: string; bytes: number }
  | { error: 'timeout' | 'unreachable' | 'refused' | 'too-large'; code: string; message: string };

/** Makes checked calls for one organisation. Never throws: what goes wrong is an answer too. */
export type GuardedCall = (call: Call, allowed: AllowedHost[]) => Promise<Answer>;

/** Bytes of an answer that are read. */
export const LARGEST_ANSWER = 256 * 1024;
const MOST_REDIRECTS = 3;

/** How names become addresses; a test may bring its own. */
export type LookUp = (name: string) => Promise<LookupAddress[]>;

const systemLookUp: LookUp = (name) =>
  new Promise((resolve, reject) =>
    lookUpName(name, { all: true, verbatim: true }, (error, addresses) =>
      error ? reject(error) : resolve(addresses),
    ),
  );

/**
 * The one way out. The host must be on the list, every address its name gives is checked at the moment of connecting
 * (so a name that changes its mind between two look-ups gains nothing), redirects are followed by hand, and answers are capped.
 */
export function guardedCall(lookUp: LookUp = systemLookUp): GuardedCall {
  const agents = { outside: agentFor(lookUp, false), inside: agentFor(lookUp, true) };

  async function hop(
    call: Call,
    allowed: AllowedHost[],
    left: number,
    deadline: AbortSignal,
  ): Promise<Answer> {
    const { url, entry } = checkUrl(call.url, allowed);
    const response = await request(url, {
      method: call.method,
      headers: { ...checkHeaders(call.headers), ...call.credential?.(url) },
      dispatcher: entry.insideNetwork ? agents.inside : agents.outside,
      signal: deadline,
      ...(call.body === undefined ? {} : { body: call.body }),
    });
    const location = response.headers['location'];
    if (response.statusCode >= 300 && response.statusCode < 400 && typeof location === 'string') {
      await response.body.dump();
      if (left === 0)
        throw new EgressRefused('egress.redirects', 'The answer is a redirect, and no more are followed.');
      return hop(afterRedirect(call, url, location, response.statusCode), allowed, left - 1, deadline);
    }
    return readAnswer(response.statusCode, response.headers, response.body);
  }

  return async (call, allowed) => {
    const deadline = AbortSignal.timeout(call.timeoutMs);
    try {
      return await hop(call, allowed, Math.min(call.redirects ?? 0, MOST_REDIRECTS), deadline);
    } catch (error) {
      return failure(error, deadline.aborted);
    }
  };
}

/** Connections whose look-up refuses what lies inside a network; literal addresses were checked with the URL. */
function agentFor(lookUp: LookUp, insideNetwork: boolean): Agent {
  const lookup: LookupFunction = (name, options, done) => {
    lookUp(name).then(
      (addresses) => {
        const inside = insideNetwork ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
        // One inside address among several refuses them all: it would be the one a rebinding name wants to be used.
        if (inside)
          done(new EgressRefused('egress.inside-network', `"${name}" leads inside a network.`), '', 4);
        else if (addresses.length === 0)
          done(new EgressRefused('egress.no-address', `"${name}" has no address.`), '', 4);
        else if (options.all) done(null, addresses);
        else done(null, addresses[0]!.address, addresses[0]!.family);
      },
      (error: NodeJS.ErrnoException) => done(error, '', 4),
    );
  };
  return new Agent({
    connect: { lookup, timeout: 5_000 },
    headersTimeout: 60_000,
    bodyTimeout: 60_000,
    keepAliveTimeout: 10_000,
    maxResponseSize: -1,
  });
}

/** RFC 9110 15.4: 303, and 301 and 302 after a POST, go on as GET without the body. */
function afterRedirect(call: Call, from: URL, location: string, status: number): Call {
  const asGet = status === 303 || ((status === 301 || status === 302) && call.method === 'POST');
  const { body: _body, ...bodiless } = call;
  const url = new URL(location, from).href;
  return asGet ? { ...bodiless, method: 'GET', url } : { ...call, url };
}

async function readAnswer(
  status: number,
  headers: { [name: string]: string | string[] | undefined },
  body: AsyncIterable<Uint8Array> & { destroy?(): void },
): Promise<Answer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > LARGEST_ANSWER) {
      body.destroy?.();
      return {
        error: 'too-large',
        code: 'egress.answer-too-large',
        message: `The answer is larger than ${LARGEST_ANSWER} bytes.`,
      };
    }
    chunks.push(chunk);
  }
  const flat = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  return { status, headers: flat, body: new TextDecoder().decode(Buffer.concat(chunks)), bytes };
}

function failure(error: unknown, timedOut: boolean): Answer {
  if (timedOut) return { error: 'timeout', code: 'egress.timeout', message: 'There was no answer in time.' };
  const cause =
    error instanceof EgressRefused
      ? error
      : error instanceof Error && error.cause instanceof EgressRefused
        ? error.cause
        : undefined;
  if (cause) return { error: 'refused', code: cause.code, message: cause.message };
  const code = (error as { code?: unknown }).code;
  const late =
    code === 'UND_ERR_HEADERS_TIMEOUT' ||
    code === 'UND_ERR_BODY_TIMEOUT' ||
    code === 'UND_ERR_CONNECT_TIMEOUT';
  return {
    error: late ? 'timeout' : 'unreachable',
    code: typeof code === 'string' ? code : 'egress.failed',
    message: 'The host could not be reached.',
  };
}
