import { z } from '@hono/zod-openapi';
import { listAudit } from '../../../db/queries/audit.ts';
import { changeOrganisation, readOrganisation } from '../../../db/queries/organisations.ts';
import { LONGEST_SESSION_MS } from '../../accounts/library.ts';
import { problem } from '../problem.ts';
import { json, nothing, principalOf, route, router } from '../route.ts';
import type { AccountRouteParts } from './parts.ts';

const MINUTE = 60_000;

const settingsSchema = z
  .object({
    name: z.string(),
    requireSecondFactor: z.boolean(),
    idleMinutes: z.number().int(),
    longestMinutes: z.number().int(),
  })
  .openapi('OrganisationSettings');
const changeSchema = z.strictObject({
  name: z.string().trim().min(1).max(100).optional(),
  requireSecondFactor: z.boolean().optional(),
  idleMinutes: z
    .number()
    .int()
    .min(1)
    .max(LONGEST_SESSION_MS / MINUTE)
    .optional(),
  longestMinutes: z
    .number()
    .int()
    .min(5)
    .max(LONGEST_SESSION_MS / MINUTE)
    .optional(),
});

/** What an organisation asks of its people. */
export function organisationRoutes({ db, accounts }: AccountRouteParts) {
  return router()
    .openapi(
      route(
        { roles: ['admin'], scope: 'settings:read' },
        {
          method: 'get',
          path: '/',
          summary: 'Name and rules of the organisation',
          responses: { 200: json(settingsSchema) },
        },
      ),
      (c) => {
        const row = readOrganisation(db, principalOf(c).organisation);
        if (!row) return problem(c, 404, 'organisation.unknown', 'There is no organisation yet.');
        const { name, requireTwoFactor, idleMs, longestMs } = row;
        return c.json(
          {
            name,
            requireSecondFactor: requireTwoFactor,
            idleMinutes: idleMs / MINUTE,
            longestMinutes: longestMs / MINUTE,
          },
          200,
        );
      },
    )
    .openapi(
      route(
        { roles: ['admin'], scope: 'settings:write' },
        {
          method: 'patch',
          path: '/',
          summary: 'Change name or rules',
          request: { body: json(changeSchema) },
          responses: { 204: nothing },
        },
      ),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const given = c.req.valid('json');
        if (Object.keys(given).length === 0) return c.body(null, 204);
        const set = {
          ...(given.name === undefined ? {} : { name: given.name }),
          ...(given.requireSecondFactor === undefined ? {} : { requireTwoFactor: given.requireSecondFactor }),
          ...(given.idleMinutes === undefined ? {} : { idleMs: given.idleMinutes * MINUTE }),
          ...(given.longestMinutes === undefined ? {} : { longestMs: given.longestMinutes * MINUTE }),
        };
        await accounts.audit(principal, 'organisation.changed', `organisation/${organisation}`, given, [
          changeOrganisation(organisation, set),
        ]);
        return c.body(null, 204);
      },
    );
}

const detailSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
);
const entrySchema = z
  .object({
    seq: z.number().int(),
    at: z.number(),
    actorKind: z.string(),
    actorName: z.string(),
    action: z.string(),
    subject: z.string(),
    detail: detailSchema,
  })
  .openapi('AuditEntry');

/** Who did what. */
export function auditRoutes({ db }: AccountRouteParts) {
  return router().openapi(
    route(
      { roles: ['admin'] },
      {
        method: 'get',
        path: '/',
        summary: 'What was done, newest first',
        request: {
          query: z.strictObject({
            /** The `next` of the page before. */
            before: z.coerce.number().int().positive().optional(),
            limit: z.coerce.number().int().min(1).max(200).default(50),
          }),
        },
        responses: { 200: json(z.object({ entries: z.array(entrySchema), next: z.number().nullable() })) },
      },
    ),
    (c) => {
      const { before, limit } = c.req.valid('query');
      const rows = listAudit(db, principalOf(c).organisation, { before, limit });
      const entries = rows.map(({ seq, at, actorKind, actorName, action, subject, detail }) => ({
        seq,
        at,
        actorKind,
        actorName,
        action,
        subject,
        detail: detailSchema.parse(JSON.parse(detail)),
      }));
      return c.json({ entries, next: rows.length < limit ? null : (rows.at(-1)?.seq ?? null) }, 200);
    },
  );
}
