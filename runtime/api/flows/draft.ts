import { z } from '@hono/zod-openapi';
import {
  deleteFlow,
  type Flow,
  moveFlow,
  readAnyFlow,
  readFlow,
  replaceDraft,
  restoreFlow,
  tagFlow,
} from '../../../db/queries/flows.ts';
import { CommitConflict } from '../../../db/writer.ts';
import { compile } from '../../engine/index.ts';
import { draftUnder } from '../../flows/drafts.ts';
import { surroundingsOf } from '../../flows/publish.ts';
import { searchTextOf } from '../../flows/search-text.ts';
import { isUsed, usageOf } from '../../flows/usage.ts';
import { found, refuse } from '../asking/refusal.ts';
import { json, nothing, principalOf, route, router } from '../route.ts';
import { flowOf, type FlowRouteParts } from './parts.ts';
import {
  documentSchema,
  draftSchema,
  flowSchema,
  folderSchema,
  issueSchema,
  oneFlow,
  tagsSchema,
  WRITE,
} from './shapes.ts';

/** A flow's draft: save, tag, check; and deleting a flow, which can be undone. */
export function draftRoutes(parts: FlowRouteParts) {
  const { db, registry, audit } = parts;
  return router()
    .openapi(
      route(WRITE, {
        method: 'post',
        path: '/check',
        summary: 'What publishing a document would find; nothing is stored',
        request: { body: json(documentSchema) },
        responses: { 200: json(z.object({ ok: z.boolean(), issues: z.array(issueSchema) })) },
      }),
      (c) => {
        const surroundings = surroundingsOf(db, principalOf(c).organisation);
        const { ok, issues } = compile(c.req.valid('json'), registry, surroundings);
        return c.json({ ok, issues }, 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'put',
        path: '/{id}/draft',
        summary: 'Save the draft, unless somebody else did since `revision`',
        description:
          'A stale save is refused with 409 and both sides: `yours` and `theirs`. Nothing is lost.',
        request: {
          params: oneFlow,
          body: json(z.strictObject({ revision: z.number().int().min(1), draft: documentSchema })),
        },
        responses: { 200: json(draftSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation, name: by } = principal;
        const { id } = c.req.valid('param');
        const { revision, draft: given } = c.req.valid('json');
        const current = () => found(readFlow(db, organisation, id), 'flow');
        const stale = (theirs: Flow): never =>
          refuse(409, 'flow.stale', 'Somebody else saved this flow meanwhile.', {
            yours: { revision, draft: given },
            theirs: draftOf(theirs),
          });
        if (current().revision !== revision) stale(current());
        const { name, draft } = draftUnder(id, given);
        const row = { organisation, id, name, draft, at: parts.now(), by, search: searchTextOf(draft) };
        try {
          await audit(principal, 'flow.saved', `flow/${id}`, { revision: revision + 1 }, [
            replaceDraft(row, revision),
          ]);
        } catch (error) {
          if (error instanceof CommitConflict) stale(current());
          throw error;
        }
        const saved = current();
        c.header('etag', `"${saved.revision}"`);
        return c.json(draftOf(saved), 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'put',
        path: '/{id}/tags',
        summary: 'Set the tags of a flow',
        request: { params: oneFlow, body: json(z.strictObject({ tags: tagsSchema })) },
        responses: { 200: json(flowSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { id } = c.req.valid('param');
        found(readFlow(db, principal.organisation, id), 'flow');
        const tags = [...new Set(c.req.valid('json').tags)];
        await audit(principal, 'flow.tagged', `flow/${id}`, { tags }, [
          tagFlow(principal.organisation, id, tags),
        ]);
        return c.json(flowOf(db, found(readFlow(db, principal.organisation, id), 'flow')), 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'put',
        path: '/{id}/folder',
        summary: 'Put a flow into a folder',
        request: { params: oneFlow, body: json(z.strictObject({ folder: folderSchema })) },
        responses: { 204: nothing },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { id } = found(readFlow(db, principal.organisation, c.req.valid('param').id), 'flow');
        const { folder } = c.req.valid('json');
        await audit(principal, 'flow.moved', `flow/${id}`, { folder }, [
          moveFlow(principal.organisation, id, folder === '' ? null : folder),
        ]);
        return c.body(null, 204);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'delete',
        path: '/{id}',
        summary: 'Delete a flow nobody uses; it can be restored',
        description:
          'Contacts under way keep their versions. A flow in use is refused with where it is used.',
        request: { params: oneFlow },
        responses: { 204: nothing },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { id } = found(readFlow(db, organisation, c.req.valid('param').id), 'flow');
        const usage = usageOf(parts, organisation, 'flow', id);
        if (isUsed(usage)) refuse(409, 'flow.in-use', 'Other things still lead to this flow.', { usage });
        await audit(principal, 'flow.deleted', `flow/${id}`, {}, [deleteFlow(organisation, id, parts.now())]);
        return c.body(null, 204);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'post',
        path: '/{id}/restore',
        summary: 'Bring a deleted flow back',
        request: { params: oneFlow },
        responses: { 200: json(flowSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const flow = found(readAnyFlow(db, organisation, c.req.valid('param').id), 'flow');
        if (flow.deletedAt !== null)
          await audit(principal, 'flow.restored', `flow/${flow.id}`, {}, [
            restoreFlow(organisation, flow.id),
          ]);
        return c.json(flowOf(db, found(readFlow(db, organisation, flow.id), 'flow')), 200);
      },
    );
}

const draftOf = ({ revision, updatedAt, savedBy, draft }: Flow) => ({
  revision,
  updatedAt,
  savedBy,
  draft: draft as { [member: string]: unknown },
});
