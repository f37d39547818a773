import { z } from '@hono/zod-openapi';
import { readFlow } from '../../../db/queries/flows.ts';
import { readFlow as readDocument, VALUE_TYPES } from '../../engine/index.ts';
import { completionOf } from '../../flows/completion.ts';
import { found, refuse } from '../asking/refusal.ts';
import { json, principalOf, route, router } from '../route.ts';
import type { FlowRouteParts } from './parts.ts';
import { idSchema, oneFlow, READ } from './shapes.ts';

const completionSchema = z
  .object({
    variables: z.array(z.object({ name: z.string(), type: z.enum(VALUE_TYPES), declared: z.boolean() })),
    declarations: z.string(),
  })
  .openapi('Completion');

/** What an editor may offer while somebody writes a text or code: the variables, with their types. */
export const completionRoutes = ({ db }: Pick<FlowRouteParts, 'db'>) =>
  router().openapi(
    route(READ, {
      method: 'get',
      path: '/{id}/completion',
      summary: 'What texts of the draft may read, and what code of a node does, for completion',
      description: '`declarations` is TypeScript that tells a code editor what `input` is.',
      request: { params: oneFlow, query: z.strictObject({ node: idSchema.optional() }) },
      responses: { 200: json(completionSchema) },
    }),
    (c) => {
      const { draft } = found(readFlow(db, principalOf(c).organisation, c.req.valid('param').id), 'flow');
      const read = readDocument(draft);
      if (!read.ok)
        return refuse(422, 'flow.unreadable', 'The draft cannot be read.', { issues: read.issues });
      const { node } = c.req.valid('query');
      if (node !== undefined) found(read.flow.nodes[node], 'node');
      return c.json(completionOf(read.flow, node), 200);
    },
  );
