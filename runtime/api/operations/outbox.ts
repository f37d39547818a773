import { z } from '@hono/zod-openapi';
import { hold, type OutboxRow, release, unfinished } from '../../../db/queries/outbox.ts';
import { drop, pageOfOutbox, readUnsent } from '../../../db/queries/outbox-desk.ts';
import { shownIn } from '../../contacts/sealed-effect.ts';
import { masked, withoutPayment } from '../../masking.ts';
import { afterTime, pageOf, paged, pageQuery } from '../asking/page.ts';
import { refuse } from '../asking/refusal.ts';
import { json, principalOf, route, router } from '../route.ts';
import type { OperationParts } from './parts.ts';

const READ = { roles: ['admin'], scope: 'contacts:read' } as const;
const WRITE = { roles: ['admin'], scope: 'contacts:write' } as const;

/** More than any outbox a person could still judge. */
const MOST_OPEN = 1_000_000;
const STATES = ['held', 'unknown', 'failed', 'pending', 'sending'] as const;

const rowSchema = z
  .object({
    id: z.string(),
    contact: z.string(),
    connection: z.string(),
    state: z.enum(STATES),
    /** Why it waits for a person: `recovery`, `unknown`; or why it failed. */
    flag: z.string().nullable(),
    attempts: z.number().int(),
    createdAt: z.number(),
    /** What would be sent, without what is sensitive. */
    effect: z.record(z.string(), z.unknown()).nullable(),
  })
  .openapi('OutboxRow');

const idsSchema = z.strictObject({ ids: z.array(z.string().min(1).max(200)).min(1).max(200) });

/** Sends that wait for a person. */
export function outboxDeskRoutes(parts: OperationParts) {
  const { db, audit } = parts;
  /** All of them, or a refusal: half of a decision would be worse than none. */
  const rowsOf = (organisation: string, ids: string[], states: readonly string[]): OutboxRow[] =>
    [...new Set(ids)].map((id) => {
      const row = readUnsent(db, organisation, id);
      if (!row) return refuse(404, 'outbox.unknown', 'There is no such send, or it is done.', { id });
      if (!states.includes(row.state))
        refuse(409, 'outbox.not-waiting', `This send is ${row.state}: it does not wait for a person.`, {
          id,
        });
      return row;
    });

  return router()
    .openapi(
      route(READ, {
        method: 'get',
        path: '/',
        summary: 'Sends that are not done, those that wait for a person first asked for',
        request: {
          query: z.strictObject({
            ...pageQuery,
            state: z.enum(STATES).optional(),
            contact: z.string().max(200).optional(),
          }),
        },
        responses: { 200: json(pageOf(rowSchema)) },
      }),
      (c) => {
        const { limit, cursor, state, contact } = c.req.valid('query');
        const after = afterTime(cursor);
        const rows = pageOfOutbox(db, principalOf(c).organisation, {
          states: state === undefined ? ['held', 'unknown'] : [state],
          contact,
          after: after && { createdAt: after.at, id: after.id },
          limit: limit + 1,
        });
        return c.json(
          paged(rows, limit, (row) => [row.createdAt, row.id], shown),
          200,
        );
      },
    )
    .openapi(
      route(WRITE, {
        method: 'post',
        path: '/send',
        summary: 'Let sends that wait for a person go out',
        request: { body: json(idsSchema) },
        responses: { 200: json(z.object({ released: z.number().int() })) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const rows = rowsOf(principal.organisation, c.req.valid('json').ids, ['held', 'unknown']);
        const now = parts.now();
        const statements = rows.flatMap(({ id, state }) => [
          ...(state === 'unknown' ? [hold(id, 'unknown')] : []),
          release(id, now),
        ]);
        const ids = rows.map(({ id }) => id);
        await audit(principal, 'outbox.released', 'outbox', { ids }, statements);
        const going = new Set(ids);
        parts.takeUp(unfinished(db, MOST_OPEN).filter(({ id }) => going.has(id)));
        return c.json({ released: rows.length }, 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'post',
        path: '/drop',
        summary: 'Never send what waits for a person',
        request: { body: json(idsSchema) },
        responses: { 200: json(z.object({ dropped: z.number().int() })) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const rows = rowsOf(principal.organisation, c.req.valid('json').ids, ['held', 'unknown', 'failed']);
        const ids = rows.map(({ id }) => id);
        const statements = ids.map((id) => drop(id, parts.now()));
        await audit(principal, 'outbox.dropped', 'outbox', { ids }, statements);
        return c.json({ dropped: rows.length }, 200);
      },
    );
}

const shown = ({ id, contact, connection, state, flag, attempts, createdAt, body }: OutboxRow) => {
  const effect = shownIn(body);
  return {
    id,
    contact,
    connection,
    flag,
    attempts,
    createdAt,
    state: state as (typeof STATES)[number],
    effect: effect ? masked<{ [member: string]: unknown }>({ ...effect }, withoutPayment) : null,
  };
};
