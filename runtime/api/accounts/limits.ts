import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { Throttle } from '../../accounts/throttle.ts';
import { problem } from '../problem.ts';
import type { ApiEnv } from '../route.ts';

/** Attempts a minute. */
const PER_ACCOUNT = 5;
const PER_ADDRESS = 20;

/** Name of an account's limit; a hash, so that the table is no list of addresses people have tried. */
export const accountKey = (email: string): string =>
  `account:${createHash('sha256').update(email).digest('base64url')}`;

/** Counts an attempt of this address, and on this account if it is known; gives the refusal when there were too many. */
export async function tooMany(c: Context<ApiEnv>, throttle: Throttle, account?: string) {
  const waits = await Promise.all([
    throttle.attempt(`address:${c.get('address')}`, PER_ADDRESS),
    ...(account === undefined ? [] : [throttle.attempt(account, PER_ACCOUNT)]),
  ]);
  const wait = Math.ceil(Math.max(...waits) / 1000);
  if (wait === 0) return undefined;
  c.header('retry-after', String(wait));
  return problem(c, 429, 'auth.too-many', `Too many attempts. Try again in ${wait} seconds.`, {
    seconds: wait,
  });
}
