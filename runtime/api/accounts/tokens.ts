import { z } from '@hono/zod-openapi';
import {
  deleteApiToken,
  insertApiToken,
  listApiTokens,
  readApiToken,
} from '../../../db/queries/api-tokens.ts';
import { newApiToken } from '../../accounts/api-tokens.ts';
import { hashOfToken } from '../../accounts/token.ts';
import { SCOPES } from '../access.ts';
import { problem } from '../problem.ts';
import { json, nothing, principalOf, route, router } from '../route.ts';
import type { AccountRouteParts } from './parts.ts';

// No scope: a token that could make tokens could give itself any other.
const ADMIN = { roles: ['admin'] } as const;
const DAY = 24 * 60 * 60_000;

const tokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    scopes: z.array(z.enum(SCOPES)),
    createdBy: z.string(),
    createdAt: z.number(),
    expiresAt: z.number().nullable(),
    lastUsedAt: z.number().nullable(),
  })
  .openapi('ApiToken');

/** Keys for programs. */
export function tokenRoutes({ db, accounts, now, newId }: AccountRouteParts) {
  const { audit } = accounts;
  return router()
    .openapi(
      route(ADMIN, {
        method: 'get',
        path: '/',
        summary: 'All API tokens',
        responses: { 200: json(z.array(tokenSchema)) },
      }),
      (c) => {
        const rows = listApiTokens(db, principalOf(c).organisation);
        return c.json(
          rows.map(({ tokenHash: _tokenHash, organisation: _organisation, scopes, ...row }) => ({
            ...row,
            scopes: z.array(z.enum(SCOPES)).parse(scopes),
          })),
          200,
        );
      },
    )
    .openapi(
      route(ADMIN, {
        method: 'post',
        path: '/',
        summary: 'Make an API token: shown once',
        request: {
          body: json(
            z.strictObject({
              name: z.string().trim().min(1).max(100),
              scopes: z.array(z.enum(SCOPES)).min(1, 'at least one scope').max(SCOPES.length),
              days: z.number().int().min(1).max(3650).default(90),
            }),
          ),
        },
        responses: { 201: json(z.object({ id: z.string(), token: z.string(), expiresAt: z.number() })) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { name, scopes, days } = c.req.valid('json');
        const id = newId();
        const token = newApiToken();
        const at = now();
        const expiresAt = at + days * DAY;
        const row = {
          id,
          organisation: principal.organisation,
          name,
          tokenHash: hashOfToken(token),
          scopes: [...new Set(scopes)],
          createdBy: principal.name,
          createdAt: at,
          expiresAt,
          lastUsedAt: null,
        };
        await audit(principal, 'token.made', `token/${id}`, { name, scopes, days }, [insertApiToken(row)]);
        return c.json({ id, token, expiresAt }, 201);
      },
    )
    .openapi(
      route(ADMIN, {
        method: 'delete',
        path: '/{id}',
        summary: 'Revoke an API token, at once',
        request: { params: z.object({ id: z.string().max(100) }) },
        responses: { 204: nothing },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { id } = c.req.valid('param');
        const row = readApiToken(db, organisation, id);
        if (!row) return problem(c, 404, 'token.unknown', 'There is no such token.');
        await audit(principal, 'token.revoked', `token/${id}`, { name: row.name }, [
          deleteApiToken(organisation, id),
        ]);
        return c.body(null, 204);
      },
    );
}
