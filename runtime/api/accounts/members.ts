import { z } from '@hono/zod-openapi';
import { insertAuthRow } from '../../../db/queries/auth-rows.ts';
import { forgetMentionsOf } from '../../../db/queries/mentions.ts';
import { deleteSessions } from '../../../db/queries/sessions.ts';
import { changeUser, deleteTwoFactor, deleteUser, listUsers, readUser } from '../../../db/queries/users.ts';
import { CommitConflict } from '../../../db/writer.ts';
import { resetLink } from '../../accounts/reset-link.ts';
import { ROLES } from '../access.ts';
import { problem } from '../problem.ts';
import { json, nothing, principalOf, route, router } from '../route.ts';
import { type AccountRouteParts, linkTo } from './parts.ts';

const ADMIN = { roles: ['admin'] } as const;
/** Whoever draws flows may mention others in them. */
const DRAWS = { roles: ['admin', 'designer'], scope: 'flows:write' } as const;
const params = z.object({ id: z.string().max(100) });
const UNKNOWN = ['member.unknown', 'There is no such member.'] as const;
const LAST_ADMIN = [
  'member.last-admin',
  'Somebody has to remain who can set things up: make another admin first.',
] as const;

const memberSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    disabled: z.boolean(),
    secondFactor: z.boolean(),
    joined: z.number(),
    lastSeen: z.number().nullable(),
  })
  .openapi('Member');

/** Who works in the organisation. */
export function memberRoutes(parts: AccountRouteParts) {
  const { db, accounts, now, newId } = parts;
  const { audit } = accounts;
  return router()
    .openapi(
      route(ADMIN, {
        method: 'get',
        path: '/',
        summary: 'All members',
        responses: { 200: json(z.array(memberSchema)) },
      }),
      (c) => {
        const members = listUsers(db, principalOf(c).organisation).map((row) => ({
          id: row.id,
          name: row.name,
          email: row.email,
          role: z.enum(ROLES).parse(row.role),
          disabled: row.disabledAt !== null,
          secondFactor: row.twoFactorEnabled === true,
          joined: row.createdAt,
          lastSeen: row.lastSeenAt,
        }));
        return c.json(members, 200);
      },
    )
    .openapi(
      route(DRAWS, {
        method: 'get',
        path: '/names',
        summary: 'Names of all members who may sign in, to mention them',
        responses: { 200: json(z.array(z.object({ id: z.string(), name: z.string() }))) },
      }),
      (c) => {
        const members = listUsers(db, principalOf(c).organisation).filter(
          ({ disabledAt }) => disabledAt === null,
        );
        return c.json(
          members.map(({ id, name }) => ({ id, name })),
          200,
        );
      },
    )
    .openapi(
      route(ADMIN, {
        method: 'patch',
        path: '/{id}',
        summary: 'Change a role, or disable and enable',
        description: 'A disabled member is signed out everywhere at once.',
        request: {
          params,
          body: json(
            z
              .strictObject({ role: z.enum(ROLES).optional(), disabled: z.boolean().optional() })
              .refine((given) => Object.keys(given).length > 0, 'role or disabled'),
          ),
        },
        responses: { 204: nothing },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { id } = c.req.valid('param');
        const { role, disabled } = c.req.valid('json');
        const before = readUser(db, organisation, id);
        if (!before) return problem(c, 404, ...UNKNOWN);
        const at = now();
        const losesAdmin = before.role === 'admin' && (disabled === true || (role ?? 'admin') !== 'admin');
        const set = {
          ...(role === undefined ? {} : { role }),
          ...(disabled === undefined ? {} : { disabledAt: disabled ? (before.disabledAt ?? at) : null }),
          updatedAt: at,
        };
        try {
          await audit(
            principal,
            'member.changed',
            `member/${id}`,
            {
              ...(role === undefined ? {} : { role, roleBefore: before.role }),
              ...(disabled === undefined ? {} : { disabled }),
            },
            [
              changeUser(organisation, id, set, losesAdmin),
              ...(disabled === true ? [deleteSessions(id)] : []),
            ],
          );
        } catch (error) {
          if (error instanceof CommitConflict) return problem(c, 409, ...LAST_ADMIN);
          throw error;
        }
        return c.body(null, 204);
      },
    )
    .openapi(
      route(ADMIN, {
        method: 'delete',
        path: '/{id}',
        summary: 'Take a member out',
        request: { params },
        responses: { 204: nothing },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { id } = c.req.valid('param');
        const before = readUser(db, organisation, id);
        if (!before) return problem(c, 404, ...UNKNOWN);
        try {
          await audit(principal, 'member.removed', `member/${id}`, { name: before.name, role: before.role }, [
            deleteUser(organisation, id, before.role === 'admin'),
            forgetMentionsOf(organisation, id),
          ]);
        } catch (error) {
          if (error instanceof CommitConflict) return problem(c, 409, ...LAST_ADMIN);
          throw error;
        }
        return c.body(null, 204);
      },
    )
    .openapi(
      route(ADMIN, {
        method: 'post',
        path: '/{id}/reset-link',
        summary: 'A link with which the member chooses a new password',
        description: 'Shown once; works once, for ten minutes.',
        request: { params },
        responses: { 201: json(z.object({ url: z.string(), expiresAt: z.number() })) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { id } = c.req.valid('param');
        if (!readUser(db, principal.organisation, id)) return problem(c, 404, ...UNKNOWN);
        const { token, expiresAt, row } = resetLink(newId(), id, now());
        await audit(principal, 'member.reset-link', `member/${id}`, {}, [
          insertAuthRow('verifications', row),
        ]);
        return c.json({ url: linkTo(c, parts, `/reset?token=${token}`), expiresAt }, 201);
      },
    )
    .openapi(
      route(ADMIN, {
        method: 'delete',
        path: '/{id}/second-factor',
        summary: 'Remove the second factor of a member who has lost it',
        request: { params },
        responses: { 204: nothing },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { id } = c.req.valid('param');
        if (!readUser(db, organisation, id)) return problem(c, 404, ...UNKNOWN);
        await audit(principal, 'second-factor.reset', `member/${id}`, {}, [
          changeUser(organisation, id, { twoFactorEnabled: false, updatedAt: now() }, false),
          deleteTwoFactor(id),
          deleteSessions(id),
        ]);
        return c.body(null, 204);
      },
    );
}
