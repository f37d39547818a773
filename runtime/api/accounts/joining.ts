import { z } from '@hono/zod-openapi';
import { readOrganisation } from '../../../db/queries/organisations.ts';
import { emailSchema, findInvitation, join } from '../../accounts/joining.ts';
import { newPasswordSchema } from '../../accounts/password.ts';
import { problem } from '../problem.ts';
import { json, nothing, route, router } from '../route.ts';
import { tooMany } from './limits.ts';
import type { AccountRouteParts } from './parts.ts';
import { refused, relay } from './relay.ts';

const tokenSchema = z.string().min(16).max(100);
const nameSchema = z.string().trim().min(1, 'a name').max(100);

/** What the bearer of a link may do: see what it is for, and come in. */
export function joiningRoutes(parts: AccountRouteParts) {
  const { db, accounts, now } = parts;
  return router()
    .openapi(
      route('public', {
        method: 'post',
        path: '/invitation',
        summary: 'What a link is for',
        description: 'Sent as a body, so that the token stands in no log.',
        request: { body: json(z.strictObject({ token: tokenSchema })) },
        responses: {
          200: json(z.object({ organisation: z.string(), role: z.string(), email: z.string().nullable() })),
        },
      }),
      async (c) => {
        const limited = await tooMany(c, accounts.throttle);
        if (limited) return limited;
        const found = findInvitation(db, c.req.valid('json').token, now());
        if (!found) return problem(c, 404, ...UNKNOWN);
        const organisation = readOrganisation(db, found.organisation)?.name ?? found.organisation;
        return c.json({ organisation, role: found.role, email: found.email }, 200);
      },
    )
    .openapi(
      route('public', {
        method: 'post',
        path: '/join',
        summary: 'Become a user with a link, and be signed in',
        request: {
          body: json(
            z.strictObject({
              token: tokenSchema,
              name: nameSchema,
              /** Only for the link of a first admin; an invitation has its address. */
              email: emailSchema.optional(),
              password: newPasswordSchema,
            }),
          ),
        },
        responses: { 204: nothing },
      }),
      async (c) => {
        const limited = await tooMany(c, accounts.throttle);
        if (limited) return limited;
        const given = c.req.valid('json');
        const joined = await join({ ...parts, audit: accounts.audit }, given);
        if (!joined.ok) {
          switch (joined.why) {
            case 'link':
              return problem(c, 404, ...UNKNOWN);
            case 'email-missing':
              return problem(c, 422, 'invitation.email-missing', 'This link needs an e-mail address.');
            case 'email-taken':
              return problem(
                c,
                409,
                'invitation.email-taken',
                'Somebody signs in with this address already.',
              );
          }
        }
        const { email } = joined.user;
        const answer = await relay(c, accounts.library, '/sign-in/email', {
          email,
          password: given.password,
        });
        return answer.ok ? c.body(null, 204) : refused(c, answer);
      },
    );
}

const UNKNOWN = [
  'invitation.unknown',
  'This link was used, taken back, or is too old. Ask for a new one.',
] as const;
