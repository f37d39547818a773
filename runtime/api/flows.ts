import { type Context, Hono } from 'hono';
import { list as listConnections } from '../../db/queries/connections.ts';
import { listFlows, listVersions, readFlow, versionOf } from '../../db/queries/flows.ts';
import { type AnyNodeType, compile } from '../engine/index.ts';
import { publish, type PublishParts, surroundingsOf } from '../flows/publish.ts';
import { knowsLocalToken, needsLocalToken } from './local-token.ts';
import { problem } from './problem.ts';

export interface FlowRouteParts extends PublishParts {
  nodeTypes: AnyNodeType[];
  /** What the command line of this machine proves itself with; new at every start. */
  localToken: string;
}

/** Flows: list, read, check, and (for the command line of this machine) publish. */
export function flowRoutes(parts: FlowRouteParts) {
  return new Hono()
    .get('/', (c) => {
      const connections = listConnections(parts.db, parts.organisation).filter(({ enabled }) => enabled);
      const listed = listFlows(parts.db, parts.organisation).map((flow) => ({
        ...flow,
        connections: connections
          .filter((connection) => connection.flow === flow.id)
          // By name: a connection has a secret, which must not leave.
          .map(({ id, channel, name, address }) => ({ id, channel, name, address })),
      }));
      return c.json(listed);
    })
    .get('/:id', (c) => {
      const flow = readFlow(parts.db, parts.organisation, c.req.param('id'));
      return flow
        ? c.json({ ...flow, versions: listVersions(parts.db, parts.organisation, flow.id) })
        : unknownFlow(c);
    })
    .get('/:id/versions/:version', (c) => {
      const version = versionOf(
        parts.db,
        parts.organisation,
        c.req.param('id'),
        Number(c.req.param('version')),
      );
      return version ? c.json(version) : unknownFlow(c);
    })
    .post('/check', async (c) => {
      const document = await readJson(c);
      if (document === undefined) return badJson(c);
      const { ok, issues } = compile(document, parts.registry, surroundingsOf(parts.db, parts.organisation));
      return c.json({ ok, issues });
    })
    .post('/', async (c) => {
      if (!knowsLocalToken(c, parts.localToken)) return needsLocalToken(c);
      const document = await readJson(c);
      if (document === undefined) return badJson(c);
      const note = c.req.query('note');
      const published = await publish(parts, document, {
        by: 'command line',
        ...(note === undefined ? {} : { note }),
      });
      return published.ok
        ? c.json(published, 201)
        : problem(c, 422, 'flow.invalid', 'The flow has errors.', { issues: published.issues });
    });
}

const unknownFlow = (c: Context) => problem(c, 404, 'flow.unknown', 'There is no such flow or version.');
const badJson = (c: Context) => problem(c, 400, 'body.not-json', 'The body is not JSON.');

async function readJson(c: Context): Promise<unknown> {
  try {
    return (await c.req.json()) as unknown;
  } catch {
    return undefined;
  }
}
