import type { Context } from 'hono';
import type { RateLimit } from '../../limits/rate-limits.ts';
import { type ApiEnv, principalOf } from '../route.ts';
import { refuse } from './refusal.ts';

/**
 * Refuses what the same person or token has done too often. The command line of this machine is let through: whoever can
 * use it has the database itself.
 */
export async function refuseTooOften(c: Context<ApiEnv>, limit: RateLimit, code: string): Promise<void> {
  const { kind, id, organisation } = principalOf(c);
  if (kind === 'machine') return;
  const share = await limit.take(`${organisation} ${kind} ${id}`);
  if (share.ok) return;
  const seconds = share.retryAfterSeconds;
  c.header('retry-after', String(seconds));
  refuse(429, code, `Too often. Try again in ${seconds} seconds.`, { seconds });
}
