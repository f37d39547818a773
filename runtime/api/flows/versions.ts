import { z } from '@hono/zod-openapi';
import { listVersions, nameVersion, readFlow, readFlowHead, versionOf } from '../../../db/queries/flows.ts';
import { compareFlows } from '../../engine/index.ts';
import { found, refuse } from '../asking/refusal.ts';
import { json, nothing, principalOf, route, router } from '../route.ts';
import type { FlowRouteParts } from './parts.ts';
import {
  comparisonSchema,
  idSchema,
  oneFlow,
  READ,
  versionHeadSchema,
  versionSchema,
  WRITE,
} from './shapes.ts';

const number = z.coerce.number().int().positive();
/** A version, or the draft as it is now. */
const sideSchema = z.union([z.literal('draft'), number]);

/** Published versions: list, read, name, compare. */
export function versionRoutes({ db, audit }: Pick<FlowRouteParts, 'db' | 'audit'>) {
  return router()
    .openapi(
      route(READ, {
        method: 'get',
        path: '/{id}/versions',
        summary: 'The versions of a flow, newest first',
        request: { params: oneFlow },
        responses: { 200: json(z.array(versionHeadSchema)) },
      }),
      (c) => {
        const { organisation } = principalOf(c);
        const { id } = found(readFlowHead(db, organisation, c.req.valid('param').id), 'flow');
        return c.json(
          listVersions(db, organisation, id).map(({ organisation: _organisation, ...head }) => head),
          200,
        );
      },
    )
    .openapi(
      route(READ, {
        method: 'get',
        path: '/{id}/versions/{version}',
        summary: 'A published version with its document and its machine',
        request: { params: z.object({ id: idSchema, version: number }) },
        responses: { 200: json(versionSchema) },
      }),
      (c) => {
        const { organisation } = principalOf(c);
        const { id, version } = c.req.valid('param');
        found(readFlowHead(db, organisation, id), 'flow');
        const { organisation: _organisation, ...row } = found(
          versionOf(db, organisation, id, version),
          'flow-version',
        );
        type Document = { [member: string]: unknown };
        return c.json(
          {
            ...row,
            definition: row.definition as Document,
            machine: row.machine as Document,
            tests: row.tests as Document[] | null,
          },
          200,
        );
      },
    )
    .openapi(
      route(WRITE, {
        method: 'patch',
        path: '/{id}/versions/{version}',
        summary: 'Name a version, or take its name away',
        request: {
          params: z.object({ id: idSchema, version: number }),
          body: json(z.strictObject({ name: z.string().trim().max(100) })),
        },
        responses: { 204: nothing },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { id, version } = c.req.valid('param');
        found(readFlowHead(db, organisation, id), 'flow');
        found(versionOf(db, organisation, id, version), 'flow-version');
        const { name } = c.req.valid('json');
        await audit(principal, 'flow.version-named', `flow/${id}`, { version, name }, [
          nameVersion(organisation, id, version, name === '' ? null : name),
        ]);
        return c.body(null, 204);
      },
    )
    .openapi(
      route(READ, {
        method: 'get',
        path: '/{id}/comparison',
        summary: 'What changed between two versions, or a version and the draft',
        request: { params: oneFlow, query: z.strictObject({ from: sideSchema, to: sideSchema }) },
        responses: { 200: json(comparisonSchema) },
      }),
      (c) => {
        const { organisation } = principalOf(c);
        const flow = found(readFlow(db, organisation, c.req.valid('param').id), 'flow');
        const side = (which: 'draft' | number): unknown =>
          which === 'draft'
            ? flow.draft
            : (versionOf(db, organisation, flow.id, which)?.definition ??
              refuse(404, 'flow-version.unknown', `There is no version ${which}.`));
        const { from, to } = c.req.valid('query');
        return c.json(compareFlows(side(from), side(to)), 200);
      },
    );
}
