import { z } from '@hono/zod-openapi';
import { deleteInvitation, listInvitations, readInvitation } from '../../../db/queries/invitations.ts';
import { userByEmail } from '../../../db/queries/users.ts';
import { CommitConflict } from '../../../db/writer.ts';
import { emailSchema, makeInvitation } from '../../accounts/joining.ts';
import { ROLES } from '../access.ts';
import { problem } from '../problem.ts';
import { json, nothing, principalOf, route, router } from '../route.ts';
import { type AccountRouteParts, linkTo } from './parts.ts';

const ADMIN = { roles: ['admin'] } as const;
const UNKNOWN = ['invitation.unknown', 'There is no such invitation.'] as const;

const invitationSchema = z
  .object({
    id: z.string(),
    email: z.string().nullable(),
    role: z.enum(ROLES),
    invitedBy: z.string(),
    createdAt: z.number(),
    expiresAt: z.number().nullable(),
  })
  .openapi('Invitation');

/** Links that make people members. */
export function invitationRoutes(parts: AccountRouteParts) {
  const { db, accounts, now, newId } = parts;
  const { audit } = accounts;
  return router()
    .openapi(
      route(ADMIN, {
        method: 'get',
        path: '/',
        summary: 'Invitations that wait to be accepted',
        responses: { 200: json(z.array(invitationSchema)) },
      }),
      (c) => {
        const rows = listInvitations(db, principalOf(c).organisation);
        return c.json(
          rows.map(({ tokenHash: _tokenHash, organisation: _organisation, role, ...row }) => ({
            ...row,
            role: z.enum(ROLES).parse(role),
          })),
          200,
        );
      },
    )
    .openapi(
      route(ADMIN, {
        method: 'post',
        path: '/',
        summary: 'Invite somebody: gives the link, once',
        request: { body: json(z.strictObject({ email: emailSchema, role: z.enum(ROLES) })) },
        responses: { 201: json(z.object({ id: z.string(), url: z.string(), expiresAt: z.number() })) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { email, role } = c.req.valid('json');
        // Somebody of another organisation is no member here; that they exist becomes clear when the link is used.
        if (userByEmail(db, email)?.organisation === organisation)
          return problem(c, 409, 'invitation.member', 'This person is a member already.');
        const id = newId();
        const { token, expiresAt, statement } = makeInvitation(
          { id, organisation, email, role, by: principal.name },
          now(),
        );
        await audit(principal, 'member.invited', `invitation/${id}`, { email, role }, [statement]);
        return c.json({ id, url: linkTo(c, parts, `/welcome?token=${token}`), expiresAt }, 201);
      },
    )
    .openapi(
      route(ADMIN, {
        method: 'delete',
        path: '/{id}',
        summary: 'Take an invitation back',
        request: { params: z.object({ id: z.string().max(100) }) },
        responses: { 204: nothing },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { id } = c.req.valid('param');
        if (!readInvitation(db, organisation, id)) return problem(c, 404, ...UNKNOWN);
        try {
          await audit(principal, 'invitation.revoked', `invitation/${id}`, {}, [
            deleteInvitation(organisation, id),
          ]);
        } catch (error) {
          if (error instanceof CommitConflict) return problem(c, 404, ...UNKNOWN);
          throw error;
        }
        return c.body(null, 204);
      },
    );
}
