import { z } from '@hono/zod-openapi';
import {
  byId,
  changeConnection,
  type ConnectionRow,
  insertConnection,
  list,
  removeConnection,
} from '../../../db/queries/connections.ts';
import { readFlow } from '../../../db/queries/flows.ts';
import type { Statement } from '../../../db/writer.ts';
import { CommitConflict } from '../../../db/writer.ts';
import { checkConnection } from '../../channels/connection-checks.ts';
import { formerOf, sealed } from '../../channels/connection-secrets.ts';
import type { Principal } from '../access.ts';
import { found, refuse, refuseField } from '../asking/refusal.ts';
import { json, nothing, principalOf, route, router } from '../route.ts';
import {
  changedConnectionSchema,
  connectionSchema,
  newConnectionSchema,
  one,
  READ,
  readConfig,
  rotationSchema,
  shown,
  WRITE,
} from './connection-shapes.ts';
import type { SetupParts } from './parts.ts';

const HOUR = 3_600_000;

const checksSchema = z.object({
  ok: z.boolean(),
  checks: z.array(z.object({ check: z.string(), ok: z.boolean(), message: z.string() })),
});

/** Ways in: numbers, web chats, endpoints. Secrets go in and never come out. */
export function connectionRoutes(parts: SetupParts) {
  const { db, audit, adapters, connectionBox: box } = parts;
  const own = (organisation: string, id: string): ConnectionRow => {
    const row = byId(db, id);
    return found(row?.organisation === organisation ? row : undefined, 'connection');
  };
  const adapterOf = (channel: string) =>
    adapters.find(({ id }) => id === channel) ??
    refuseField('channel.unknown', 'json.channel', `There is no channel "${channel}".`);
  const needFlow = (organisation: string, id: string) =>
    readFlow(db, organisation, id) ?? refuseField('flow.unknown', 'json.flow', 'There is no such flow.');

  /** Stores a change; an address can have one owner per channel. */
  async function store(principal: Principal, action: string, id: string, change: Statement): Promise<void> {
    try {
      await audit(principal, action, `connection/${id}`, {}, [change]);
    } catch (error) {
      if (error instanceof CommitConflict && error.constraint === 'connection_address')
        refuse(409, 'connection.address-taken', 'Another connection has this address.', {
          fields: [{ path: 'json.address', message: 'taken' }],
        });
      throw error;
    }
    parts.connectionChanged(id);
  }

  return router()
    .openapi(
      route(READ, {
        method: 'get',
        path: '/',
        summary: 'All connections',
        request: { query: z.strictObject({ channel: z.string().max(64).optional() }) },
        responses: { 200: json(z.array(connectionSchema)) },
      }),
      (c) => {
        const { channel } = c.req.valid('query');
        const rows = list(db, principalOf(c).organisation);
        const wanted = channel === undefined ? rows : rows.filter((row) => row.channel === channel);
        return c.json(
          wanted.map((row) => shown(row, parts.now())),
          200,
        );
      },
    )
    .openapi(
      route(READ, {
        method: 'get',
        path: '/{id}',
        summary: 'A connection',
        request: { params: one },
        responses: { 200: json(connectionSchema) },
      }),
      (c) => c.json(shown(own(principalOf(c).organisation, c.req.valid('param').id), parts.now()), 200),
    )
    .openapi(
      route(WRITE, {
        method: 'post',
        path: '/',
        summary: 'A new connection',
        request: { body: json(newConnectionSchema) },
        responses: { 201: json(connectionSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { secret = null, ...given } = c.req.valid('json');
        const config = readConfig(adapterOf(given.channel), given.config);
        needFlow(organisation, given.flow);
        const owner = { organisation, id: parts.newId(), channel: given.channel };
        const row = { ...given, ...owner, ...sealed(box, owner, secret), config, updatedAt: parts.now() };
        await store(principal, 'connection.created', owner.id, insertConnection(row));
        return c.json(shown(own(organisation, owner.id), parts.now()), 201);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'patch',
        path: '/{id}',
        summary: 'Change a connection, or switch it on or off',
        request: { params: one, body: json(changedConnectionSchema) },
        responses: { 200: json(connectionSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { id, channel } = own(organisation, c.req.valid('param').id);
        const given = c.req.valid('json');
        if (given.flow !== undefined) needFlow(organisation, given.flow);
        const config =
          given.config === undefined ? {} : { config: readConfig(adapterOf(channel), given.config) };
        const change = changeConnection(organisation, id, { ...given, ...config, updatedAt: parts.now() });
        await store(principal, 'connection.changed', id, change);
        return c.json(shown(own(organisation, id), parts.now()), 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'put',
        path: '/{id}/secret',
        summary: 'Replace the secret; the one before counts on for a while',
        request: { params: one, body: json(rotationSchema) },
        responses: { 200: json(connectionSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const row = own(principal.organisation, c.req.valid('param').id);
        const { secret, overlapHours } = c.req.valid('json');
        const until = overlapHours > 0 ? parts.now() + overlapHours * HOUR : undefined;
        const change = changeConnection(row.organisation, row.id, {
          ...sealed(box, row, secret),
          ...formerOf(row, until),
          updatedAt: parts.now(),
        });
        await store(principal, 'connection.secret-replaced', row.id, change);
        return c.json(shown(own(row.organisation, row.id), parts.now()), 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'post',
        path: '/{id}/test',
        summary: 'Whether somebody who comes by a connection would reach its flow; nobody is called',
        request: { params: one },
        responses: { 200: json(checksSchema) },
      }),
      (c) => {
        const row = own(principalOf(c).organisation, c.req.valid('param').id);
        const checks = checkConnection({ db, adapters, box, at: parts.now() }, row);
        return c.json({ ok: checks.every(({ ok }) => ok), checks }, 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'delete',
        path: '/{id}',
        summary: 'Delete a connection; contacts under way by it go on until their channel is needed',
        request: { params: one },
        responses: { 204: nothing },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { id } = own(principal.organisation, c.req.valid('param').id);
        await store(principal, 'connection.deleted', id, removeConnection(principal.organisation, id));
        return c.body(null, 204);
      },
    );
}
