import { timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { problem } from './problem.ts';

/** Whether a request comes from the command line of this machine, which can read the token. */
export function knowsLocalToken(c: Context, token: string): boolean {
  const given = Buffer.from(c.req.header('authorization')?.replace(/^Bearer /, '') ?? '');
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

export const needsLocalToken = (c: Context) =>
  problem(
    c,
    401,
    'auth.required',
    'This needs the token of this machine: use the command line, npx patchbay.',
  );
