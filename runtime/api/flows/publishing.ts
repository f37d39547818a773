import { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type Flow, readFlow, versionOf } from '../../../db/queries/flows.ts';
import { graphOf, readFlow as readDocument } from '../../engine/index.ts';
import { publish, type Publication } from '../../flows/publish.ts';
import type { Principal } from '../access.ts';
import { found, refuse } from '../asking/refusal.ts';
import { refuseTooOften } from '../asking/too-often.ts';
import { type ApiEnv, json, principalOf, route, router } from '../route.ts';
import type { FlowRouteParts } from './parts.ts';
import { documentSchema, noteSchema, oneFlow, PUBLISH, publishedSchema } from './shapes.ts';

const noteQuery = z.strictObject({ note: noteSchema.optional() });

/** Putting flows into service. Contacts under way keep the version they started on. */
export function publishingRoutes(parts: FlowRouteParts) {
  const { db, audit } = parts;

  const notTooOften = (c: Context<ApiEnv>) => refuseTooOften(c, parts.limits.publish, 'publish.too-often');

  /** Whether a draft does exactly what the latest version does, whatever either says. */
  function saysTheSame(organisation: string, { id, latest, draft }: Flow): boolean {
    const running = latest === null ? undefined : versionOf(db, organisation, id, latest)?.definition;
    const [before, now] = [running, draft].map((document) => {
      const read = readDocument(document);
      return read.ok ? graphOf(read.flow, parts.registry) : undefined;
    });
    return now !== undefined && before === now;
  }

  /** Publishes, with the audit row in the same commit. */
  async function put(
    principal: Principal,
    action: string,
    document: unknown,
    about: Publication,
    detail: { [name: string]: number } = {},
  ) {
    const { organisation, name } = principal;
    const published = await publish({ ...parts, organisation }, document, {
      by: name,
      ...about,
      store: ({ flow, version }, statements) =>
        audit(
          principal,
          action,
          `flow/${flow}`,
          { ...detail, version, note: about.note ?? null },
          statements,
        ),
    });
    if (published.ok) return published;
    const { issues, tests } = published;
    if (!tests) return refuse(422, 'flow.invalid', 'The flow has errors.', { issues });
    return refuse(422, 'flow.tests-failed', `${tests.failed} of its tests fail.`, { issues, tests });
  }

  return router()
    .openapi(
      route(PUBLISH, {
        method: 'post',
        path: '/publish',
        summary: 'Publish a document as the next version of its flow, and make it the draft',
        request: { query: noteQuery, body: json(documentSchema) },
        responses: { 201: json(publishedSchema) },
      }),
      async (c) => {
        await notTooOften(c);
        const { note } = c.req.valid('query');
        return c.json(await put(principalOf(c), 'flow.published', c.req.valid('json'), { note }), 201);
      },
    )
    .openapi(
      route(PUBLISH, {
        method: 'post',
        path: '/{id}/publish',
        summary: 'Publish the draft, unless it was saved since `revision`',
        request: {
          params: oneFlow,
          body: json(
            z.strictObject({
              revision: z.number().int().min(1),
              note: noteSchema.optional(),
              /** Refused where more than texts differs from the latest version. */
              onlyWords: z.boolean().optional(),
            }),
          ),
        },
        responses: { 201: json(publishedSchema) },
      }),
      async (c) => {
        await notTooOften(c);
        const principal = principalOf(c);
        const flow = found(readFlow(db, principal.organisation, c.req.valid('param').id), 'flow');
        const { revision, note, onlyWords } = c.req.valid('json');
        if (flow.revision !== revision)
          refuse(409, 'flow.stale', 'Somebody else saved this flow meanwhile.', { revision: flow.revision });
        if (onlyWords && !saysTheSame(principal.organisation, flow))
          refuse(422, 'flow.more-than-words', 'More than words differs from the version that runs.');
        return c.json(await put(principal, 'flow.published', flow.draft, { note, draft: { revision } }), 201);
      },
    )
    .openapi(
      route(PUBLISH, {
        method: 'post',
        path: '/{id}/roll-back',
        summary: 'Publish an old version again, as a new one; the draft stays as it is',
        request: {
          params: oneFlow,
          body: json(z.strictObject({ version: z.number().int().min(1), note: noteSchema.optional() })),
        },
        responses: { 201: json(publishedSchema) },
      }),
      async (c) => {
        await notTooOften(c);
        const principal = principalOf(c);
        const flow = found(readFlow(db, principal.organisation, c.req.valid('param').id), 'flow');
        const { version, note = `Back to version ${version}` } = c.req.valid('json');
        const old = found(versionOf(db, principal.organisation, flow.id, version), 'flow-version');
        return c.json(
          await put(
            principal,
            'flow.rolled-back',
            old.definition,
            { note, draft: 'kept', tests: 'told' },
            { to: version },
          ),
          201,
        );
      },
    );
}
