import { z } from '@hono/zod-openapi';
import { dropDeadLetter, pageOfDeadLetters, readDeadLetter } from '../../../db/queries/dead-letters.ts';
import { withoutPayment } from '../../masking.ts';
import { afterTime, pageOf, paged, pageQuery } from '../asking/page.ts';
import { found, refuse } from '../asking/refusal.ts';
import { json, nothing, principalOf, route, router } from '../route.ts';
import type { OperationParts } from './parts.ts';

const READ = { roles: ['admin'], scope: 'contacts:read' } as const;
const WRITE = { roles: ['admin'], scope: 'contacts:write' } as const;

const one = z.object({ id: z.string().min(1).max(200) });
const letterSchema = z
  .object({
    id: z.string(),
    connection: z.string(),
    at: z.number(),
    reason: z.string(),
    body: z.string(),
  })
  .openapi('DeadLetter');

/** Genuine deliveries nobody could read. */
export function deadLetterRoutes({ db, audit, retry }: OperationParts) {
  return router()
    .openapi(
      route(READ, {
        method: 'get',
        path: '/',
        summary: 'Deliveries nobody could read, the newest first',
        request: { query: z.strictObject({ ...pageQuery, connection: z.string().max(200).optional() }) },
        responses: { 200: json(pageOf(letterSchema)) },
      }),
      (c) => {
        const { limit, cursor, connection } = c.req.valid('query');
        const rows = pageOfDeadLetters(db, principalOf(c).organisation, {
          connection,
          after: afterTime(cursor),
          limit: limit + 1,
        });
        return c.json(
          paged(
            rows,
            limit,
            ({ at, id }) => [at, id],
            ({ organisation: _organisation, body, ...letter }) => ({ ...letter, body: withoutPayment(body) }),
          ),
          200,
        );
      },
    )
    .openapi(
      route(WRITE, {
        method: 'post',
        path: '/{id}/retry',
        summary: 'Read a delivery again, after whatever was wrong was put right',
        request: { params: one },
        responses: { 204: nothing },
      }),
      async (c) => {
        const principal = principalOf(c);
        const letter = found(
          readDeadLetter(db, principal.organisation, c.req.valid('param').id),
          'dead-letter',
        );
        if (!(await retry(letter.connection, letter.body)))
          refuse(422, 'dead-letter.unreadable', 'Its channel cannot read it now either.');
        await audit(principal, 'dead-letter.retried', `dead-letter/${letter.id}`, {}, [
          dropDeadLetter(principal.organisation, letter.id),
        ]);
        return c.body(null, 204);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'delete',
        path: '/{id}',
        summary: 'Drop a delivery nobody could read',
        request: { params: one },
        responses: { 204: nothing },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { id } = found(readDeadLetter(db, organisation, c.req.valid('param').id), 'dead-letter');
        await audit(principal, 'dead-letter.dropped', `dead-letter/${id}`, {}, [
          dropDeadLetter(organisation, id),
        ]);
        return c.body(null, 204);
      },
    );
}
