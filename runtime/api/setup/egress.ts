import { z } from '@hono/zod-openapi';
import {
  listCredentials,
  listHosts,
  readCredential,
  removeCredential,
  removeHost,
  saveHost,
} from '../../../db/queries/egress.ts';
import { allowedHostSchema } from '../../egress/allow-list.ts';
import { credentialSchema, storing } from '../../egress/credentials.ts';
import { usageOf } from '../../flows/usage.ts';
import { readGiven } from '../asking/read-given.ts';
import { found } from '../asking/refusal.ts';
import { json, nothing, principalOf, route, router } from '../route.ts';
import type { SetupParts } from './parts.ts';

/** A designer chooses among them; what a flow may reach, and by what proof, an admin decides. */
const READ = { roles: ['admin', 'designer'], scope: 'settings:read' } as const;
const WRITE = { roles: ['admin'], scope: 'settings:write' } as const;

/** Left out, the note stays as it is. */
const noteSchema = z.string().trim().max(300).nullable().optional();
const hostSchema = allowedHostSchema
  .extend({ note: z.string().nullable(), by: z.string().nullable(), updatedAt: z.number() })
  .openapi('AllowedHost');
const shownCredentialSchema = z
  .object({
    name: z.string(),
    hosts: z.array(z.string()),
    scheme: z.enum(['bearer', 'basic', 'header']),
    header: z.string().nullable(),
    keyId: z.string(),
    updatedAt: z.number(),
    /** Flows that name it. */
    usedBy: z.array(z.string()),
  })
  .openapi('Credential');

const { name: nameSchema } = credentialSchema.shape;

/** What flows may reach, and what they prove themselves with. */
export function egressRoutes(parts: SetupParts) {
  const { db, audit, credentialBox } = parts;
  const hosts = (organisation: string) =>
    listHosts(db, organisation).map(({ organisation: _organisation, ...row }) => row);
  const credentials = (organisation: string) =>
    listCredentials(db, organisation).map(({ name, hosts: to, scheme, header, keyId, updatedAt }) => ({
      name,
      hosts: to,
      scheme,
      header,
      keyId,
      updatedAt,
      usedBy: usageOf(parts, organisation, 'credential', name).flows.map(({ id }) => id),
    }));

  return router()
    .openapi(
      route(READ, {
        method: 'get',
        path: '/egress/hosts',
        summary: 'Hosts flows may call',
        responses: { 200: json(z.array(hostSchema)) },
      }),
      (c) => c.json(hosts(principalOf(c).organisation), 200),
    )
    .openapi(
      route(WRITE, {
        method: 'put',
        path: '/egress/hosts/{host}',
        summary: 'Let flows call a host, or change how',
        request: {
          params: allowedHostSchema.pick({ host: true }),
          body: json(allowedHostSchema.omit({ host: true }).extend({ note: noteSchema })),
        },
        responses: { 200: json(z.array(hostSchema)) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation, name: by } = principal;
        const { host } = c.req.valid('param');
        const given = c.req.valid('json');
        const { plainHttp, insideNetwork } = given;
        const kept = hosts(organisation).find((one) => one.host === host);
        const note = given.note === undefined ? (kept?.note ?? null) : given.note;
        const row = { organisation, host, ...given, note, by, updatedAt: parts.now() };
        await audit(principal, 'egress.allowed', `host/${host}`, { plainHttp, insideNetwork }, [
          saveHost(row),
        ]);
        parts.egressChanged(organisation);
        return c.json(hosts(organisation), 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'delete',
        path: '/egress/hosts/{host}',
        summary: 'No longer let flows call a host',
        request: { params: allowedHostSchema.pick({ host: true }) },
        responses: { 204: nothing },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { host } = c.req.valid('param');
        found(
          hosts(organisation).find((row) => row.host === host),
          'host',
        );
        await audit(principal, 'egress.disallowed', `host/${host}`, {}, [removeHost(organisation, host)]);
        parts.egressChanged(organisation);
        return c.body(null, 204);
      },
    )
    .openapi(
      route(READ, {
        method: 'get',
        path: '/credentials',
        summary: 'Credentials flows may name; never what is in them',
        responses: { 200: json(z.array(shownCredentialSchema)) },
      }),
      (c) => c.json(credentials(principalOf(c).organisation), 200),
    )
    .openapi(
      route(WRITE, {
        method: 'put',
        path: '/credentials/{name}',
        summary: 'Keep a credential, or replace it whole: where it may go is sealed with it',
        request: {
          params: z.object({ name: nameSchema }),
          body: json(z.strictObject(credentialSchema.shape).omit({ name: true })),
        },
        responses: { 200: json(shownCredentialSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { name } = c.req.valid('param');
        const given = readGiven(credentialSchema, { ...c.req.valid('json'), name }, ['json']);
        const { scheme, hosts: to } = given;
        await audit(principal, 'credential.kept', `credential/${name}`, { scheme, hosts: to }, [
          storing(credentialBox, organisation, given, parts.now()),
        ]);
        return c.json(
          found(
            credentials(organisation).find((row) => row.name === name),
            'credential',
          ),
          200,
        );
      },
    )
    .openapi(
      route(WRITE, {
        method: 'delete',
        path: '/credentials/{name}',
        summary: 'Delete a credential; flows that name it fail from then on',
        request: { params: z.object({ name: nameSchema }) },
        responses: { 204: nothing },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { name } = found(readCredential(db, organisation, c.req.valid('param').name), 'credential');
        await audit(principal, 'credential.deleted', `credential/${name}`, {}, [
          removeCredential(organisation, name),
        ]);
        return c.body(null, 204);
      },
    );
}
