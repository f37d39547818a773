import { Hono } from 'hono';
import { z } from 'zod';
import { knowsLocalToken, needsLocalToken } from './local-token.ts';
import { problem } from './problem.ts';

export interface OutboxRouteParts {
  localToken: string;
  /** Lets held effects go out, all or those with these ids; gives how many. */
  release(ids?: string[]): Promise<number>;
}

const bodySchema = z.strictObject({ ids: z.array(z.string().max(200)).max(100_000).optional() });

/** What is held back, for the command line of this machine. */
export function outboxRoutes(parts: OutboxRouteParts) {
  return new Hono().post('/release', async (c) => {
    if (!knowsLocalToken(c, parts.localToken)) return needsLocalToken(c);
    const body = bodySchema.safeParse(await c.req.json().catch(() => undefined));
    if (!body.success) return problem(c, 400, 'body.invalid', 'Send {} for all, or {"ids": [...]} for some.');
    return c.json({ released: await parts.release(body.data.ids) });
  });
}
