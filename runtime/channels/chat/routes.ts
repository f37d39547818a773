import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { z } from 'zod';
import { pickLanguage } from '../../engine/index.ts';
import type { Connection, Host } from '../adapter.ts';
import { askerOf } from './client-address.ts';
import { configOf } from './config.ts';
import { isAllowed } from './origins.ts';
import { issueToken } from './visitor-token.ts';

const VISITORS_PER_MINUTE = 10;

/** `incoming` is there when the runtime is served by Node itself. */
type Environment = {
  Bindings: { incoming?: IncomingMessage } | undefined;
  Variables: { found: Connection };
};

const newVisitorSchema = z.strictObject({ language: z.string().max(35).optional() });

const problem = (code: string, message: string) => ({ code, message });

/** What the widget asks for by HTTP: how it should look, and a token. */
export function chatRoutes(host: Host): Hono {
  const visitors = host.limit({
    name: 'visitors-from-address',
    most: VISITORS_PER_MINUTE,
    windowMs: 60_000,
    kept: 'batched',
  });
  const app = new Hono<Environment>();

  app.use('/:connection/*', fromKnownPages(host));

  app.get('/:connection/look', (c) => {
    const { title, color } = configOf(c.get('found'));
    const language = pickLanguage(c.req.query('language'), Object.keys(title), Object.keys(title)[0] ?? 'en');
    const body = JSON.stringify({ title: title[language], color });
    const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    c.header('Cache-Control', 'no-cache');
    c.header('ETag', etag);
    if (c.req.header('if-none-match') === etag) return c.body(null, 304);
    return c.body(body, 200, { 'Content-Type': 'application/json' });
  });

  const limit = bodyLimit({
    maxSize: 1024,
    onError: (c) => c.json(problem('request.too-large', 'At most 1024 bytes.'), 413),
  });
  app.post('/:connection/visitors', limit, async (c) => {
    c.header('Cache-Control', 'no-store');
    if (!c.req.header('content-type')?.startsWith('application/json'))
      return c.json(problem('request.not-json', 'Send JSON.'), 415);
    const body = newVisitorSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success) return c.json(problem('request.malformed', 'The body is { language? }.'), 400);
    const { proxies } = configOf(c.get('found'));
    const asker = askerOf(c.env?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'), proxies);
    // Without a socket to ask nobody is turned away here: a token is only a signature, opening has a limit too.
    const share = asker === undefined ? ({ ok: true } as const) : await visitors.take(asker);
    if (!share.ok) {
      c.header('Retry-After', String(share.retryAfterSeconds));
      return c.json(problem('chat.slow-down', 'Too many new visitors from this address.'), 429);
    }
    const visitor = host.newId();
    const token = issueToken(visitor, c.get('found').id, host.now(), host.key('chat-visitor'));
    return c.json({ token, visitor }, 201);
  });

  return app as unknown as Hono;
}

/** Lets in only pages that may talk to the chat, and tells their browsers so (CORS). */
const fromKnownPages = (host: Host) =>
  createMiddleware<Environment>(async (c, next) => {
    const found = host.connection(c.req.param('connection') ?? '');
    c.header('Vary', 'Origin');
    c.header('X-Content-Type-Options', 'nosniff');
    if (!found) return c.json(problem('chat.unknown', 'There is no such chat.'), 404);
    const origin = c.req.header('origin');
    const own = { host: c.req.header('host'), publicUrl: host.publicUrl };
    // A page's own browser leaves the origin out of a plain GET to its own server, and only there.
    const harmless = origin === undefined && c.req.method === 'GET';
    if (!harmless && !isAllowed(origin, configOf(found), own))
      return c.json(problem('chat.wrong-origin', 'This page may not use this chat.'), 403);
    if (origin !== undefined) c.header('Access-Control-Allow-Origin', origin);
    if (c.req.method === 'OPTIONS') {
      c.header('Access-Control-Allow-Methods', 'GET, POST');
      c.header('Access-Control-Allow-Headers', 'Content-Type');
      c.header('Access-Control-Max-Age', '600');
      return c.body(null, 204);
    }
    c.set('found', found);
    await next();
  });
