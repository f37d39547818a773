import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';

/** Whether a request comes from the command line of this machine, which can read the token. */
export function knowsLocalToken(c: Context, token: string): boolean {
  const given = Buffer.from(c.req.header('authorization')?.replace(/^Bearer /, '') ?? '');
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
