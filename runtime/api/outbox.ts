import { z } from '@hono/zod-openapi';
import type { Accounts } from '../accounts/accounts.ts';
import { json, principalOf, route, router } from './route.ts';

export interface OutboxRouteParts {
  accounts: Accounts;
  /** Lets held effects go out, all or those with these ids; gives how many. */
  release: (ids?: string[]) => Promise<number>;
}

/** What is held back. It is the installation's, not an organisation's: only the command line of this machine may. */
export function outboxRoutes({ release, accounts }: OutboxRouteParts) {
  return router().openapi(
    route(
      { roles: [] },
      {
        method: 'post',
        path: '/release',
        summary: 'Let held effects go out: {} for all, or {"ids": [...]} for some',
        request: {
          body: json(z.strictObject({ ids: z.array(z.string().max(200)).max(100_000).optional() })),
        },
        responses: { 200: json(z.object({ released: z.number().int() })) },
      },
    ),
    async (c) => {
      const { ids } = c.req.valid('json');
      const released = await release(ids);
      await accounts.audit(principalOf(c), 'outbox.released', 'outbox', { released, all: ids === undefined });
      return c.json({ released }, 200);
    },
  );
}
