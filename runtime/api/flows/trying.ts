import { z } from '@hono/zod-openapi';
import { readFlow, valueSchema } from '../../engine/index.ts';
import { tryRequest } from '../../flows/try-request.ts';
import { refuse } from '../asking/refusal.ts';
import { json, principalOf, route, router } from '../route.ts';
import type { FlowRouteParts } from './parts.ts';
import { documentSchema, idSchema, issueSchema, WRITE } from './shapes.ts';

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

/** Trying the request of one node, once, as a flow would make it: through the guard, to allowed hosts only. */
export function tryingRoutes({ registry, guarded, egress, newId, now, audit }: FlowRouteParts) {
  return router().openapi(
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
      const tried = await tryRequest(
        {
          registry,
          call: guarded,
          reach: {
            allowed: egress.allowed(organisation),
            headers: (credential, url) => egress.headers(organisation, credential, url),
          },
          now,
          newId,
        },
        { flow: read.flow, node, values },
      );
      return c.json(tried, 200);
    },
  );
}
