import { z } from '@hono/zod-openapi';
import type { Db } from '../../db/client.ts';
import { list as listConnections } from '../../db/queries/connections.ts';
import { listFlows, listVersions, readFlow, versionOf } from '../../db/queries/flows.ts';
import type { Accounts } from '../accounts/accounts.ts';
import { compile } from '../engine/index.ts';
import { publish, type PublishParts, surroundingsOf } from '../flows/publish.ts';
import { flowSchema, flowRowSchema, issueSchema, publishedSchema, versionSchema } from './flow-schemas.ts';
import { problem } from './problem.ts';
import { json, principalOf, route, router } from './route.ts';

export interface FlowRouteParts extends Omit<PublishParts, 'organisation'> {
  accounts: Accounts;
}

const READ = { roles: ['admin', 'designer', 'supervisor', 'viewer'], scope: 'flows:read' } as const;
const WRITE = { roles: ['admin', 'designer'], scope: 'flows:write' } as const;
const PUBLISH = { roles: ['admin', 'designer'], scope: 'flows:publish' } as const;

const id = z.string().max(200);
const UNKNOWN = ['flow.unknown', 'There is no such flow or version.'] as const;
/** Any JSON: what is wrong with a flow is told as issues, not as a refused request. */
const documentBody = json(z.unknown());

/** Flows: list, read, check, publish. */
export function flowRoutes(parts: FlowRouteParts) {
  const { db, registry } = parts;
  return router()
    .openapi(
      route(READ, {
        method: 'get',
        path: '/',
        summary: 'All flows, last changed first',
        responses: { 200: json(z.array(flowRowSchema)) },
      }),
      (c) => c.json(rowsOf(db, principalOf(c).organisation), 200),
    )
    .openapi(
      route(READ, {
        method: 'get',
        path: '/{id}',
        summary: 'A flow with its draft and the list of its versions',
        request: { params: z.object({ id }) },
        responses: { 200: json(flowSchema) },
      }),
      (c) => {
        const { organisation } = principalOf(c);
        const flow = readFlow(db, organisation, c.req.valid('param').id);
        if (!flow) return problem(c, 404, ...UNKNOWN);
        const versions = listVersions(db, organisation, flow.id);
        return c.json(flowSchema.parse({ ...flow, versions }), 200);
      },
    )
    .openapi(
      route(READ, {
        method: 'get',
        path: '/{id}/versions/{version}',
        summary: 'A published version with its document',
        request: { params: z.object({ id, version: z.coerce.number().int().positive() }) },
        responses: { 200: json(versionSchema) },
      }),
      (c) => {
        const { id: flow, version } = c.req.valid('param');
        const found = versionOf(db, principalOf(c).organisation, flow, version);
        return found ? c.json(versionSchema.parse(found), 200) : problem(c, 404, ...UNKNOWN);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'post',
        path: '/check',
        summary: 'What publishing would find; nothing is stored',
        request: { body: documentBody },
        responses: { 200: json(z.object({ ok: z.boolean(), issues: z.array(issueSchema) })) },
      }),
      (c) => {
        const surroundings = surroundingsOf(db, principalOf(c).organisation);
        const { ok, issues } = compile(c.req.valid('json'), registry, surroundings);
        return c.json({ ok, issues }, 200);
      },
    )
    .openapi(
      route(PUBLISH, {
        method: 'post',
        path: '/',
        summary: 'Publish a document as the next version of its flow',
        request: {
          query: z.strictObject({ note: z.string().max(500).optional() }),
          body: documentBody,
        },
        responses: { 201: json(publishedSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation, name } = principal;
        const { note } = c.req.valid('query');
        const about = { by: name, ...(note === undefined ? {} : { note }) };
        const published = await publish({ ...parts, organisation }, c.req.valid('json'), about);
        if (!published.ok)
          return problem(c, 422, 'flow.invalid', 'The flow has errors.', { issues: published.issues });
        const { flow, version } = published;
        await parts.accounts.audit(principal, 'flow.published', `flow/${flow}`, {
          version,
          note: note ?? null,
        });
        return c.json(published, 201);
      },
    );
}

/** Flows with the ways in that start on them. */
function rowsOf(db: Db, organisation: string) {
  const connections = listConnections(db, organisation).filter(({ enabled }) => enabled);
  return listFlows(db, organisation).map((flow) => ({
    ...flow,
    connections: connections
      .filter((connection) => connection.flow === flow.id)
      // By name: a connection has a secret, which must not leave.
      .map(({ id, channel, name, address }) => ({ id, channel, name, address })),
  }));
}
