import { z } from '@hono/zod-openapi';
import { readFlow as readStoredFlow } from '../../../db/queries/flows.ts';
import { HTTP_METHODS, LIMITS, readFlow, valueSchema } from '../../engine/index.ts';
import { makeOnce, tryRequest } from '../../flows/try-request.ts';
import { found, refuse } from '../asking/refusal.ts';
import { json, principalOf, route, router } from '../route.ts';
import type { FlowRouteParts } from './parts.ts';
import { documentSchema, idSchema, issueSchema, WRITE } from './shapes.ts';

/** Ms: as long as a node may wait for an answer. */
const LONGEST_CALL = 60_000;

const wantedSchema = z.strictObject({
  document: documentSchema,
  /** The node whose request is made. */
  node: idSchema,
  /** What variables hold meanwhile; others hold what they begin with. */
  values: z.record(z.string().max(64), z.unknown()).default({}),
});

const triedSchema = z
  .discriminatedUnion('ok', [
    z.object({
      ok: z.literal(true),
      status: z.number().int(),
      headers: z.record(z.string(), z.string()),
      body: z.string(),
      variables: z.array(
        z.object({ variable: z.string(), value: z.unknown().optional(), problem: z.string().optional() }),
      ),
      ms: z.number(),
    }),
    z.object({
      ok: z.literal(false),
      code: z.string(),
      message: z.string(),
      issues: z.array(issueSchema).optional(),
    }),
  ])
  .openapi('TriedRequest');

const requestSchema = z.strictObject({
  method: z.enum(HTTP_METHODS),
  url: z.string().min(1).max(10_000),
  headers: z.record(z.string().min(1).max(100), z.string().max(LIMITS.templateOutput)),
  body: z.string().max(LIMITS.requestBytes).optional(),
  credential: z.string().max(64).optional(),
  timeoutMs: z.number().int().min(1).max(LONGEST_CALL),
  retries: z.number().int().min(0).max(3),
  repeatable: z.boolean(),
  answerAs: z.enum(['json', 'text']),
  sensitive: z.boolean().optional(),
});

const callSchema = z.strictObject({
  /** The flow that has come to the request, and its node. */
  flow: idSchema,
  node: idSchema,
  /** As the flow asks for it, values filled in. */
  request: requestSchema,
});

/** What a flow would be told. */
const toldSchema = z
  .union([
    z.object({ result: z.record(z.string(), z.unknown()) }),
    z.object({
      failure: z.object({
        kind: z.enum(['temporary', 'unavailable', 'refused']),
        code: z.string(),
        message: z.string().optional(),
      }),
    }),
  ])
  .openapi('MadeRequest');

/** Trying the request of one node, once, as a flow would make it: through the guard, to allowed hosts only. */
export function tryingRoutes({ db, registry, guarded, egress, newId, now, audit }: FlowRouteParts) {
  const partsFor = (organisation: string) => ({
    registry,
    call: guarded,
    reach: {
      allowed: egress.allowed(organisation),
      headers: (credential: string, url: URL) => egress.headers(organisation, credential, url),
    },
    now,
    newId,
  });
  return router()
    .openapi(
      route(WRITE, {
        method: 'post',
        path: '/http-test',
        summary: 'Make the request of a node once, and tell what came back',
        request: { body: json(wantedSchema) },
        responses: { 200: json(triedSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { document, node, values: given } = c.req.valid('json');
        const read = readFlow(document);
        if (!read.ok) return refuse(422, 'flow.unreadable', read.issues[0]!.message);
        const values = Object.fromEntries(
          Object.entries(given).map(([name, value]) => [name, valueSchema.parse(value)]),
        );
        // Before the call, so that none is made that nobody can find again.
        await audit(principal, 'flow.request-tried', `flow/${read.flow.id}`, { node });
        const tried = await tryRequest(partsFor(organisation), { flow: read.flow, node, values });
        return c.json(tried, 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'post',
        path: '/http-call',
        summary: 'Make a request that a simulation has come to, once, and tell what its flow would be told',
        request: { body: json(callSchema) },
        responses: { 200: json(toldSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { flow, node, request } = c.req.valid('json');
        const { id } = found(readStoredFlow(db, organisation, flow), 'flow');
        await audit(principal, 'flow.request-made', `flow/${id}`, { node });
        const { body, credential, sensitive, ...rest } = request;
        const told = await makeOnce(partsFor(organisation), {
          ...rest,
          ...(body === undefined ? {} : { body }),
          ...(credential === undefined ? {} : { credential }),
          ...(sensitive === undefined ? {} : { sensitive }),
        });
        return c.json('result' in told ? { result: told.result } : { failure: told }, 200);
      },
    );
}
