import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Connection, Host, Mounted, RawRequest } from '../adapter.ts';
import { type Calls, calls, type Proven } from './call.ts';
import { partiesOf } from './caller.ts';
import type { Config } from './config.ts';
import { mediaOf, readForm } from './form.ts';
import { type Later, later } from './later.ts';
import { readPosition, type Route } from './links.ts';
import { verify } from './signature/verify.ts';
import { NOTHING } from './twiml/document.ts';

/** Far more than any request of a call has. */
const BODY_LIMIT = 64 * 1024;

const ROUTES: Route[] = ['', '/turn', '/dial', '/status'];

/** What a carrier calls, below `/channels/twilio`. Nothing is looked at beyond the called number before the origin is proven. */
export function routes(host: Host): Required<Pick<Mounted, 'routes' | 'retry' | 'close'>> {
  const app = new Hono();
  const afterwards = later();
  const answering = calls(host);
  const limit = bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => c.text('Too large.', 413) });
  for (const route of ROUTES)
    app.post(`/voice${route}`, limit, async (c) => {
      const proven = await prove(c, route, host);
      if (proven instanceof Response) return proven;
      return route === '/status'
        ? noted(c, answering, proven, host, afterwards)
        : xml(c, await answering.answer(proven));
    });
  return {
    routes: app,
    async retry(connection, body) {
      const bytes = Buffer.from(body);
      const form = readForm(body.startsWith('{') ? 'json' : 'form', bytes);
      return form !== undefined && answering.again(connection as Connection<Config>, form);
    },
    close: async () => afterwards.close(),
  };
}

/** The request with its origin proven, or the refusal. */
async function prove(c: Context, route: Route, host: Host): Promise<Proven | Response> {
  const media = mediaOf(c.req.header('content-type'));
  if (!media) return c.text('Send a form.', 415);
  const body = new Uint8Array(await c.req.arrayBuffer());
  const form = readForm(media, body);
  if (!form) return c.text('This cannot be read.', 400);
  const { ours } = partiesOf(form);
  const connection = ours === undefined ? undefined : (host.connectionByAddress(ours) as Connection<Config>);
  if (!connection) return c.text('There is no such number.', 404);

  const base = (connection.config.publicUrl ?? host.publicUrl ?? new URL(c.req.url).origin).replace(
    /\/+$/,
    '',
  );
  const target = targetOf(c);
  const request: RawRequest = { method: 'POST', url: base + target, headers: c.req.header(), body };
  const verdict = verify(connection.config.dialect, connection.secret, request, host.now());
  if (verdict !== 'genuine') {
    host.log('warn', 'A request for a phone number was refused.', { connection: connection.id, verdict });
    return c.text('Refused.', verdict === 'stale' ? 401 : 403);
  }
  const question = target.indexOf('?');
  return {
    connection,
    route,
    position: readPosition(new URLSearchParams(question < 0 ? '' : target.slice(question + 1))),
    form,
    body: Buffer.from(body).toString('utf8'),
    base,
  };
}

/**
 * Path and query exactly as they came by the socket, for the signature covers their spelling. Forwarding headers play no
 * part: anyone can send them.
 */
function targetOf(c: Context): string {
  const raw = (c.env as { incoming?: { url?: string } } | undefined)?.incoming?.url;
  if (raw?.startsWith('/')) return raw;
  const url = new URL(c.req.url);
  return url.pathname + url.search;
}

/**
 * Nobody hears the answer to a status, so it may say that it was not taken. Twilio still tells it only once, and a contact
 * nobody is behind would wait for its timers: so we try again ourselves. What Telnyx sends again then is a repeat.
 */
async function noted(
  c: Context,
  answering: Calls,
  proven: Proven,
  host: Host,
  afterwards: Later,
): Promise<Response> {
  const failed = (level: 'warn' | 'error', message: string) => (error: unknown) =>
    host.log(level, message, {
      connection: proven.connection.id,
      error: error instanceof Error ? error.message : String(error),
    });
  try {
    await answering.note(proven);
    return xml(c, NOTHING);
  } catch (error) {
    failed('warn', 'The status of a call could not be taken yet.')(error);
    afterwards.tryAgain(() => answering.note(proven), failed('error', 'The status of a call was lost.'));
    return c.text('Later, please.', 503, { 'retry-after': '5' });
  }
}

function xml(c: Context, document: string): Response {
  return c.body(document, 200, { 'content-type': 'text/xml; charset=utf-8', 'cache-control': 'no-store' });
}
