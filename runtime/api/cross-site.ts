import type { Context, MiddlewareHandler } from 'hono';
import { problem } from './problem.ts';
import type { ApiEnv } from './route.ts';

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses what another site makes a browser send: whatever changes something must come from our own pages and be JSON.
 * A token in `Authorization` needs no such proof, as no browser adds it by itself.
 */
export function refuseOtherSites(publicUrl: string | undefined): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    if (READS.has(c.req.method) || c.req.header('authorization') !== undefined) return next();
    if (!isOwnPage((name) => c.req.header(name), publicUrl))
      return problem(c, 403, 'access.other-site', 'This has to come from the pages of this address.');
    const type = c.req.header('content-type');
    if (type === undefined ? hasBody(c) : !/^application\/json(;|$)/i.test(type))
      return problem(c, 415, 'body.not-json', 'Send JSON, with content-type: application/json.');
    return next();
  };
}

/** By its headers: a server's request has a stream for a body, also when nothing comes. */
const hasBody = (c: Context): boolean =>
  c.req.header('transfer-encoding') !== undefined || Number(c.req.header('content-length') ?? 0) > 0;

/** Whether a browser says that a request comes from a page of ours. */
export function isOwnPage(
  header: (name: string) => string | undefined,
  publicUrl: string | undefined,
): boolean {
  const site = header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin') return false;
  const origin = header('origin');
  if (origin === undefined) return site === 'same-origin';
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return true;
  // Behind a proxy that ends TLS we see http where the browser saw https; the host is what cannot be forged from outside.
  return URL.canParse(origin) && new URL(origin).host === header('host');
}
