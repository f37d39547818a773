import { z } from '@hono/zod-openapi';
import {
  createFlow,
  readAnyFlow,
  readFlow,
  readFlowHead,
  saveDraft,
  versionOf,
} from '../../../db/queries/flows.ts';
import { compile, idSchema as flowIdSchema } from '../../engine/index.ts';
import { addressesIn, draftUnder } from '../../flows/drafts.ts';
import { surroundingsOf } from '../../flows/publish.ts';
import { searchTextOf } from '../../flows/search-text.ts';
import { usageOf } from '../../flows/usage.ts';
import { found, refuse } from '../asking/refusal.ts';
import { slugOf } from '../asking/slug.ts';
import { json, principalOf, route, router } from '../route.ts';
import { flowOf, type FlowRouteParts } from './parts.ts';
import { documentSchema, flowSchema, issueSchema, oneFlow, READ, usageSchema, WRITE } from './shapes.ts';

const importSchema = z.strictObject({
  document: documentSchema,
  /** When there is a flow of its id: refuse, replace that one's draft, or keep both under another id. */
  existing: z.enum(['refuse', 'replace', 'rename']).default('refuse'),
});

const importedSchema = z
  .object({
    flow: flowSchema,
    created: z.boolean(),
    issues: z.array(issueSchema),
    /** Other services the document would call once it is published and used. */
    addresses: z.array(z.string()),
  })
  .openapi('Imported');

/** Flows as files, and where they are used. */
export function tradeRoutes(parts: FlowRouteParts) {
  const { db, registry, audit } = parts;
  return router()
    .openapi(
      route(READ, {
        method: 'get',
        path: '/{id}/document',
        summary: 'The document of a flow as a file: its draft, or a version',
        request: {
          params: oneFlow,
          query: z.strictObject({ version: z.coerce.number().int().positive().optional() }),
        },
        responses: { 200: json(documentSchema) },
      }),
      (c) => {
        const { organisation } = principalOf(c);
        const flow = found(readFlow(db, organisation, c.req.valid('param').id), 'flow');
        const { version } = c.req.valid('query');
        const document =
          version === undefined
            ? flow.draft
            : found(versionOf(db, organisation, flow.id, version), 'flow-version').definition;
        // Flow ids are small letters, digits, - and _: nothing in the name needs quoting.
        c.header('content-disposition', `attachment; filename="${flow.id}.flow.json"`);
        return c.json(document as { [member: string]: unknown }, 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'post',
        path: '/import',
        summary: 'Take in a document as a draft; nothing of it runs',
        description: 'Unknown node types and other faults are kept and told as issues.',
        request: { body: json(importSchema) },
        responses: { 200: json(importedSchema), 201: json(importedSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation, name: by } = principal;
        const { document, existing } = c.req.valid('json');
        const taken = (id: string) => readAnyFlow(db, organisation, id) !== undefined;
        const wanted = flowIdSchema.safeParse(document['id']);
        const label = typeof document['name'] === 'string' ? document['name'] : 'Imported flow';
        const own = wanted.success ? wanted.data : slugOf(label, 'flow', taken);
        if (taken(own) && existing === 'refuse')
          refuse(409, 'flow.exists', `There is a flow "${own}": say whether to replace it.`, { flow: own });
        const id = existing === 'rename' && taken(own) ? slugOf(own, 'flow', taken) : own;
        const created = !taken(id);
        const { name, draft } = draftUnder(id, document);
        const row = { organisation, id, name, draft, at: parts.now(), by, search: searchTextOf(draft) };
        await audit(principal, 'flow.imported', `flow/${id}`, { created }, [
          created ? createFlow(row) : saveDraft(row),
        ]);
        const { issues } = compile(draft, registry, surroundingsOf(db, organisation));
        const flow = flowOf(db, found(readFlow(db, organisation, id), 'flow'));
        const body = { flow, created, issues, addresses: addressesIn(document) };
        return created ? c.json(body, 201) : c.json(body, 200);
      },
    )
    .openapi(
      route(READ, {
        method: 'get',
        path: '/{id}/usage',
        summary: 'What leads to a flow: other flows, and connections',
        request: { params: oneFlow },
        responses: { 200: json(usageSchema) },
      }),
      (c) => {
        const { organisation } = principalOf(c);
        const { id } = found(readFlowHead(db, organisation, c.req.valid('param').id), 'flow');
        return c.json(usageOf(parts, organisation, 'flow', id), 200);
      },
    );
}
