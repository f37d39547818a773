import { z } from '@hono/zod-openapi';
import { readOrganisation } from '../../../db/queries/organisations.ts';
import { deleteSession, deleteSessions, listSessions } from '../../../db/queries/sessions.ts';
import { newPasswordSchema } from '../../accounts/password.ts';
import { ROLES } from '../access.ts';
import { json, nothing, principalOf, route, router, signedInOf } from '../route.ts';
import { tooMany } from './limits.ts';
import type { AccountRouteParts } from './parts.ts';
import { refused, relay } from './relay.ts';

const meSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    organisation: z.object({ id: z.string(), name: z.string() }),
    method: z.enum(['password', 'sso']),
    secondFactor: z.boolean(),
    /** Nothing else is open until a second factor is set up. */
    mustSetUpSecondFactor: z.boolean(),
  })
  .openapi('Me');

const sessionSchema = z.object({
  id: z.string(),
  current: z.boolean(),
  method: z.string(),
  address: z.string().nullable(),
  browser: z.string().nullable(),
  since: z.number(),
  lastUsed: z.number(),
});

/** What people do about themselves. */
export function meRoutes({ db, accounts }: AccountRouteParts) {
  const { audit, library, throttle } = accounts;
  return router()
    .openapi(
      route('self', {
        method: 'get',
        path: '/',
        summary: 'Who is signed in',
        responses: { 200: json(meSchema) },
      }),
      (c) => {
        const { user, method, twoFactor, mustEnrol } = signedInOf(c);
        const { id, name, email, role } = user;
        const organisation = {
          id: user.organisation,
          name: readOrganisation(db, user.organisation)?.name ?? '',
        };
        return c.json(
          {
            id,
            name,
            email,
            role,
            organisation,
            method,
            secondFactor: twoFactor,
            mustSetUpSecondFactor: mustEnrol,
          },
          200,
        );
      },
    )
    .openapi(
      route('self', {
        method: 'post',
        path: '/password',
        summary: 'Choose another password',
        description: 'Ends all other sessions, and gives this one a new cookie.',
        request: {
          body: json(z.strictObject({ current: z.string().min(1).max(200), password: newPasswordSchema })),
        },
        responses: { 204: nothing },
      }),
      async (c) => {
        const { user } = signedInOf(c);
        const limited = await tooMany(c, throttle, `password:${user.id}`);
        if (limited) return limited;
        const { current, password } = c.req.valid('json');
        const answer = await relay(c, library, '/change-password', {
          currentPassword: current,
          newPassword: password,
          revokeOtherSessions: true,
        });
        if (!answer.ok) return refused(c, answer);
        await audit(principalOf(c), 'password.changed', `member/${user.id}`);
        return c.body(null, 204);
      },
    )
    .openapi(
      route('self', {
        method: 'get',
        path: '/sessions',
        summary: 'Where I am signed in',
        responses: { 200: json(z.array(sessionSchema)) },
      }),
      (c) => {
        const { user, session } = signedInOf(c);
        const rows = listSessions(db, user.id).map((row) => ({
          id: row.id,
          current: row.id === session,
          method: row.method,
          address: row.ipAddress,
          browser: row.userAgent,
          since: row.createdAt,
          lastUsed: row.updatedAt,
        }));
        return c.json(rows, 200);
      },
    )
    .openapi(
      route('self', {
        method: 'delete',
        path: '/sessions',
        summary: 'Sign out everywhere else',
        responses: { 204: nothing },
      }),
      async (c) => {
        const { user, session } = signedInOf(c);
        await audit(principalOf(c), 'sessions.ended', `member/${user.id}`, {}, [
          deleteSessions(user.id, session),
        ]);
        return c.body(null, 204);
      },
    )
    .openapi(
      route('self', {
        method: 'delete',
        path: '/sessions/{id}',
        summary: 'Sign out there',
        request: { params: z.object({ id: z.string().max(100) }) },
        responses: { 204: nothing },
      }),
      async (c) => {
        const { user } = signedInOf(c);
        const { id } = c.req.valid('param');
        // Another person's session is not among mine, so there is nothing to tell about it.
        if (listSessions(db, user.id).some((row) => row.id === id))
          await audit(principalOf(c), 'session.ended', `member/${user.id}`, {}, [deleteSession(user.id, id)]);
        return c.body(null, 204);
      },
    );
}
