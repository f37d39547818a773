import { z } from '@hono/zod-openapi';
import { readCustomer } from '../../../db/queries/customers.ts';
import { type ErasureRow, pageOfErasures } from '../../../db/queries/privacy.ts';
import { backupsWith, listBackups, noteBackup } from '../../customers/backups.ts';
import { eraseCustomer } from '../../customers/erase.ts';
import { exportCustomer } from '../../customers/export.ts';
import { afterTime, pageOf, paged, pageQuery } from '../asking/page.ts';
import { found } from '../asking/refusal.ts';
import { refuseTooOften } from '../asking/too-often.ts';
import type { ContactRouteParts } from '../contacts/parts.ts';
import { json, nothing, principalOf, route, router } from '../route.ts';

/** What a customer may ask of us is done by admins. */
const PRIVACY = { roles: ['admin'], scope: 'privacy' } as const;

const one = z.object({ id: z.string().min(1).max(200) });
const backupSchema = z
  .object({
    file: z.string(),
    /** When it was made, epoch ms. */
    at: z.number(),
    bytes: z.number(),
    /** It is still where it was put. */
    present: z.boolean(),
  })
  .openapi('Backup');

const erasureSchema = z
  .object({
    id: z.string(),
    customer: z.string(),
    at: z.number(),
    by: z.string(),
    contacts: z.number().int(),
    events: z.number().int(),
    /** Copies of the database that were made before: what was erased may still be in them. */
    backups: z.array(backupSchema),
  })
  .openapi('Erasure');

/** Telling a customer what is known of them, and forgetting it. */
export function privacyRoutes(parts: ContactRouteParts) {
  const { db, audit } = parts;
  return router()
    .openapi(
      route(PRIVACY, {
        method: 'get',
        path: '/customers/{id}/export',
        summary: 'Everything that is known of a customer',
        request: { params: one },
        responses: { 200: json(z.record(z.string(), z.unknown())) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const row = found(readCustomer(db, principal.organisation, c.req.valid('param').id), 'customer');
        await refuseTooOften(c, parts.limits.export, 'export.too-often');
        await audit(principal, 'customer.exported', `customer/${row.id}`);
        c.header('content-disposition', `attachment; filename="customer-${row.id}.json"`);
        return c.json({ ...exportCustomer(db, row, parts.now()) } as { [name: string]: unknown }, 200);
      },
    )
    .openapi(
      route(PRIVACY, {
        method: 'post',
        path: '/customers/{id}/erase',
        summary: 'Forget a customer: contacts, what was said and sent, addresses. Counters stay',
        description: 'Live contacts are ended. The answer names the backups that may still hold the data.',
        request: { params: one },
        responses: { 200: json(erasureSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const row = found(readCustomer(db, principal.organisation, c.req.valid('param').id), 'customer');
        const erasure = await eraseCustomer(
          {
            ...parts,
            finish: (statements, { contacts, events }) =>
              audit(principal, 'customer.erased', `customer/${row.id}`, { contacts, events }, statements),
          },
          row,
          principal.name,
        );
        return c.json(shownErasure(erasure, listBackups(db)), 200);
      },
    )
    .openapi(
      route(PRIVACY, {
        method: 'get',
        path: '/erasures',
        summary: 'Who was forgotten, and which backups may still hold it',
        request: { query: z.strictObject(pageQuery) },
        responses: { 200: json(pageOf(erasureSchema)) },
      }),
      (c) => {
        const { limit, cursor } = c.req.valid('query');
        const rows = pageOfErasures(db, principalOf(c).organisation, {
          after: afterTime(cursor),
          limit: limit + 1,
        });
        const backups = listBackups(db);
        return c.json(
          paged(
            rows,
            limit,
            ({ at, id }) => [at, id],
            (row) => shownErasure(row, backups),
          ),
          200,
        );
      },
    )
    .openapi(
      // Copies hold all organisations: where they lie is for whoever runs the machine.
      route(
        { roles: [] },
        {
          method: 'get',
          path: '/backups',
          summary: 'The copies of the database that were made',
          responses: { 200: json(z.array(backupSchema)) },
        },
      ),
      (c) => c.json(listBackups(db), 200),
    )
    .openapi(
      route(
        { roles: [] },
        {
          method: 'post',
          path: '/backups',
          summary: 'Note that a copy of the database was made',
          request: {
            body: json(
              z.strictObject({
                file: z.string().min(1).max(4_000),
                at: z.number().int(),
                bytes: z.number().int(),
              }),
            ),
          },
          responses: { 204: nothing },
        },
      ),
      async (c) => {
        const made = c.req.valid('json');
        await audit(principalOf(c), 'backup.made', 'backup', { bytes: made.bytes }, [noteBackup(db, made)]);
        return c.body(null, 204);
      },
    );
}

const shownErasure = (
  { id, customer, since, at, by, contacts, events }: ErasureRow,
  backups: ReturnType<typeof listBackups>,
) => ({ id, customer, at, by, contacts, events, backups: backupsWith(backups, { since, at }) });
