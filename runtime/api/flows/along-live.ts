import type { MiddlewareHandler } from 'hono';
import { liveOf } from '../../live-drafts/grant.ts';
import type { LiveDrafts } from '../../live-drafts/live-drafts.ts';
import type { ApiEnv } from '../route.ts';

const READS = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Lets every route see the same draft as the people who are drawing it: what they drew is written before a route reads, and
 * what a route wrote is a change of their document afterwards.
 */
export function alongLive(live: Pick<LiveDrafts, 'write' | 'catchUp'>): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const organisation = c.get('principal')?.organisation;
    if (organisation === undefined || liveOf(c.env)) return next();
    const reads = READS.includes(c.req.method);
    // Whoever only reads gets what there is while the disk is full; whoever writes must not go by something older.
    await live.write(organisation).catch((error: unknown) => {
      if (!reads) throw error;
    });
    await next();
    // Failing here changes nothing: the next write of the draft meets the other revision, and takes it over then.
    if (!reads) await live.catchUp(organisation).catch(() => undefined);
  };
}
