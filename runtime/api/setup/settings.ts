import { z } from '@hono/zod-openapi';
import { readSettingsOf, saveSettingsOf } from '../../../db/queries/organisation-settings.ts';
import { calendarSchema, languageTagSchema } from '../../engine/index.ts';
import { json, principalOf, route, router } from '../route.ts';
import type { SetupParts } from './parts.ts';

/** Days a class of data is kept; null keeps it for ever. Ten years at most: who needs more says for ever. */
const daysSchema = z.number().int().min(1).max(3_650).nullable();

const settingsSchema = z
  .strictObject({
    /** Whether flows may hold designers' own code. */
    codeAllowed: z.boolean(),
    /** Whether a flow whose tests fail is not published. */
    testsBlock: z.boolean(),
    /** What new flows begin with. */
    language: languageTagSchema,
    zone: calendarSchema.shape.zone,
    retention: z.strictObject({
      /** What was said and done in contacts, after their end. */
      logDays: daysSchema,
      /** Contacts themselves, after their end. */
      contactDays: daysSchema,
      deadLetterDays: daysSchema,
      auditDays: daysSchema,
    }),
  })
  .openapi('Settings');

/** Older programs know nothing of tests: what was chosen for them stays when it is left out. */
const givenSchema = settingsSchema.partial({ testsBlock: true });

const READ = { roles: ['admin', 'designer'], scope: 'settings:read' } as const;
const WRITE = { roles: ['admin'], scope: 'settings:write' } as const;

/** How an organisation's flows behave, and how long it keeps what. */
export function settingsRoutes(parts: SetupParts) {
  const { db, audit } = parts;
  const shown = (organisation: string) => {
    const { codeAllowed, testsBlock, language, zone, ...days } = readSettingsOf(db, organisation);
    const { logDays, contactDays, deadLetterDays, auditDays } = days;
    const retention = { logDays, contactDays, deadLetterDays, auditDays };
    return { codeAllowed, testsBlock, language, zone, retention };
  };
  return router()
    .openapi(
      route(READ, {
        method: 'get',
        path: '/',
        summary: 'The settings of the organisation',
        responses: { 200: json(settingsSchema) },
      }),
      (c) => c.json(shown(principalOf(c).organisation), 200),
    )
    .openapi(
      route(WRITE, {
        method: 'put',
        path: '/',
        summary: 'Replace the settings of the organisation',
        request: { body: json(givenSchema) },
        responses: { 200: json(settingsSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { retention, ...given } = c.req.valid('json');
        const rest = { ...given, testsBlock: given.testsBlock ?? shown(organisation).testsBlock };
        const row = { organisation, ...rest, ...retention, updatedAt: parts.now() };
        await audit(principal, 'settings.changed', 'settings', { ...rest, ...retention }, [
          saveSettingsOf(row),
        ]);
        return c.json(shown(organisation), 200);
      },
    );
}
