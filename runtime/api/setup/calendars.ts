import { z } from '@hono/zod-openapi';
import { list, read, removeCalendar, save } from '../../../db/queries/calendars.ts';
import { type Calendar, calendarSchema, readCalendar } from '../../engine/index.ts';
import { isUsed, usageOf } from '../../flows/usage.ts';
import type { Principal } from '../access.ts';
import { found, refuse } from '../asking/refusal.ts';
import { slugOf } from '../asking/slug.ts';
import { usageSchema } from '../flows/shapes.ts';
import { json, nothing, principalOf, route, router } from '../route.ts';
import type { SetupParts } from './parts.ts';

const READ = { roles: ['admin', 'designer', 'supervisor', 'viewer'], scope: 'settings:read' } as const;
const WRITE = { roles: ['admin', 'supervisor'], scope: 'settings:write' } as const;

const one = z.object({ id: z.string().min(1).max(200) });
const givenSchema = calendarSchema.omit({ id: true });
const emergencySchema = calendarSchema.shape.emergency;
const shownSchema = calendarSchema.extend({ updatedAt: z.number() }).openapi('Calendar');

const readingSchema = z
  .object({
    at: z.string(),
    status: z.enum(['open', 'closed', 'holiday', 'emergency']),
    holiday: z.string().optional(),
    reason: z.string().optional(),
    opensAt: z.string().optional(),
    closesAt: z.string().optional(),
  })
  .openapi('CalendarReading');

/** Opening hours, holidays, and the switch for emergencies. */
export function calendarRoutes(parts: SetupParts) {
  const { db, audit } = parts;
  const shown = (organisation: string, id: string) => {
    const { definition, updatedAt } = found(read(db, organisation, id), 'calendar');
    return { ...(definition as Calendar), updatedAt };
  };
  const store = async (principal: Principal, action: string, calendar: Calendar) => {
    const { organisation } = principal;
    const row = { organisation, id: calendar.id, definition: calendar, updatedAt: parts.now() };
    const { on } = calendar.emergency;
    await audit(principal, action, `calendar/${calendar.id}`, { emergency: on }, [save(row)]);
    parts.calendarChanged(organisation, calendar.id);
    return shown(organisation, calendar.id);
  };

  return router()
    .openapi(
      route(READ, {
        method: 'get',
        path: '/',
        summary: 'All calendars',
        responses: { 200: json(z.array(shownSchema)) },
      }),
      (c) => {
        const { organisation } = principalOf(c);
        return c.json(
          list(db, organisation).map(({ id }) => shown(organisation, id)),
          200,
        );
      },
    )
    .openapi(
      route(READ, {
        method: 'get',
        path: '/{id}',
        summary: 'A calendar',
        request: { params: one },
        responses: { 200: json(shownSchema) },
      }),
      (c) => c.json(shown(principalOf(c).organisation, c.req.valid('param').id), 200),
    )
    .openapi(
      route(WRITE, {
        method: 'post',
        path: '/',
        summary: 'A new calendar',
        request: { body: json(givenSchema) },
        responses: { 201: json(shownSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const given = c.req.valid('json');
        const taken = (id: string) => read(db, principal.organisation, id) !== undefined;
        const id = slugOf(given.name, 'calendar', taken);
        return c.json(await store(principal, 'calendar.created', { ...given, id }), 201);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'put',
        path: '/{id}',
        summary: 'Replace a calendar',
        request: { params: one, body: json(givenSchema) },
        responses: { 200: json(shownSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { id } = shown(principal.organisation, c.req.valid('param').id);
        return c.json(await store(principal, 'calendar.changed', { ...c.req.valid('json'), id }), 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'put',
        path: '/{id}/emergency',
        summary: 'Turn the emergency of a calendar on or off',
        request: { params: one, body: json(emergencySchema) },
        responses: { 200: json(shownSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { updatedAt: _updatedAt, ...calendar } = shown(principal.organisation, c.req.valid('param').id);
        const emergency = c.req.valid('json');
        return c.json(await store(principal, 'calendar.emergency', { ...calendar, emergency }), 200);
      },
    )
    .openapi(
      route(READ, {
        method: 'get',
        path: '/{id}/reading',
        summary: 'What a calendar says now, or at an instant',
        request: {
          params: one,
          query: z.strictObject({ at: z.iso.datetime({ offset: true }).optional() }),
        },
        responses: { 200: json(readingSchema) },
      }),
      (c) => {
        const calendar = shown(principalOf(c).organisation, c.req.valid('param').id);
        const { at: wanted } = c.req.valid('query');
        const at = wanted === undefined ? parts.now() : Date.parse(wanted);
        return c.json({ at: new Date(at).toISOString(), ...readCalendar(calendar, at) }, 200);
      },
    )
    .openapi(
      route(READ, {
        method: 'get',
        path: '/{id}/usage',
        summary: 'Which flows ask a calendar',
        request: { params: one },
        responses: { 200: json(usageSchema) },
      }),
      (c) => {
        const { organisation } = principalOf(c);
        const { id } = shown(organisation, c.req.valid('param').id);
        return c.json(usageOf(parts, organisation, 'calendar', id), 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'delete',
        path: '/{id}',
        summary: 'Delete a calendar no flow asks',
        request: { params: one },
        responses: { 204: nothing },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { id } = shown(organisation, c.req.valid('param').id);
        const usage = usageOf(parts, organisation, 'calendar', id);
        if (isUsed(usage)) refuse(409, 'calendar.in-use', 'Flows still ask this calendar.', { usage });
        await audit(principal, 'calendar.deleted', `calendar/${id}`, {}, [removeCalendar(organisation, id)]);
        parts.calendarChanged(organisation, id);
        return c.body(null, 204);
      },
    );
}
