import { z } from '@hono/zod-openapi';
import { listTests, removeTest, replaceTests, saveTest } from '../../../db/queries/flow-tests.ts';
import { readFlow, versionOf } from '../../../db/queries/flows.ts';
import {
  compile,
  type FlowDefinition,
  type MachineJson,
  readFlow as readDocument,
} from '../../engine/index.ts';
import {
  coverageOf,
  type FlowTest,
  flowTestSchema,
  flowTestsSchema,
  type TestResult,
} from '../../flow-tests/index.ts';
import { surroundingsOf } from '../../flows/publish.ts';
import { runTests, sourceOf, testsOf, type Tried, verdictOf } from '../../flows/testing.ts';
import { readGiven } from '../asking/read-given.ts';
import { found, refuse } from '../asking/refusal.ts';
import { json, nothing, principalOf, route, router } from '../route.ts';
import type { FlowRouteParts } from './parts.ts';
import {
  coverageSchema,
  idSchema,
  oneFlow,
  READ,
  testResultSchema,
  WRITE,
  writtenTestSchema,
} from './shapes.ts';

/** The id is in the path. */
const unnamedSchema = flowTestSchema.omit({ id: true });
const oneTest = z.object({ id: idSchema, test: flowTestSchema.shape.id });

const wantedSchema = z.strictObject({
  /** A published version, with its tests of then; without it the draft. */
  version: z.number().int().min(1).optional(),
  /** Ids of tests; without them all. */
  tests: z.array(z.string().min(1).max(64)).max(500).optional(),
  channels: z.array(z.string().min(1).max(64)).max(20).optional(),
  languages: z.array(z.string().min(1).max(35)).max(50).optional(),
});

const ranSchema = z
  .object({
    ok: z.boolean(),
    passed: z.number().int(),
    failed: z.number().int(),
    results: z.array(testResultSchema),
    coverage: coverageSchema,
  })
  .openapi('TestRun');

/** Tests of a flow: transcripts kept beside its draft, and running them in a world of their own. Nobody is called. */
export function testRoutes(parts: FlowRouteParts) {
  const { db, registry, audit } = parts;
  const shown = (organisation: string, flow: string) => testsOf(db, organisation, flow);
  const row = (organisation: string, flow: string, savedBy: string, definition: FlowTest) => ({
    organisation,
    flow,
    id: definition.id,
    definition,
    updatedAt: parts.now(),
    savedBy,
  });

  const testsOfVersion = (organisation: string, id: string, version: number) =>
    flowTestsSchema.parse(versionOf(db, organisation, id, version)?.tests ?? []);

  /** The draft, compiled as publishing would, or a version. */
  function tried(organisation: string, id: string, version: number | undefined): Tried {
    const flow = found(readFlow(db, organisation, id), 'flow');
    if (version !== undefined) {
      const { definition, machine } = found(versionOf(db, organisation, id, version), 'flow-version');
      return { definition: definition as FlowDefinition, machine: machine as MachineJson, version };
    }
    const compiled = compile(flow.draft, registry, surroundingsOf(db, organisation));
    const read = readDocument(flow.draft);
    if (!compiled.ok || !read.ok)
      return refuse(422, 'flow.invalid', 'The flow has errors, so it cannot be tried.', {
        issues: compiled.issues,
      });
    return { definition: read.flow, machine: compiled.machine, version: (flow.latest ?? 0) + 1 };
  }

  return router()
    .openapi(
      route(READ, {
        method: 'get',
        path: '/{id}/tests',
        summary: 'The tests of a flow',
        request: { params: oneFlow },
        responses: { 200: json(z.array(writtenTestSchema)) },
      }),
      (c) => {
        const { organisation } = principalOf(c);
        const { id } = found(readFlow(db, organisation, c.req.valid('param').id), 'flow');
        return c.json(shown(organisation, id), 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'put',
        path: '/{id}/tests',
        summary: 'Put these tests in the place of all that a flow has',
        request: { params: oneFlow, body: json(z.strictObject({ tests: z.array(writtenTestSchema) })) },
        responses: { 200: json(z.array(writtenTestSchema)) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation, name } = principal;
        const { id } = found(readFlow(db, organisation, c.req.valid('param').id), 'flow');
        const given = readGiven(flowTestsSchema, c.req.valid('json').tests, ['json', 'tests']);
        const rows = given.map((test) => row(organisation, id, name, test));
        await audit(principal, 'flow.tests-replaced', `flow/${id}`, { tests: rows.length }, [
          ...replaceTests(organisation, id, rows),
        ]);
        return c.json(shown(organisation, id), 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'put',
        path: '/{id}/tests/{test}',
        summary: 'Keep a test, or replace it',
        request: { params: oneTest, body: json(writtenTestSchema) },
        responses: { 200: json(writtenTestSchema) },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation, name } = principal;
        const { id: wanted, test } = c.req.valid('param');
        const { id } = found(readFlow(db, organisation, wanted), 'flow');
        const definition = { ...readGiven(unnamedSchema, c.req.valid('json'), ['json']), id: test };
        const taken = listTests(db, organisation, id);
        if (taken.length >= MOST_TESTS && !taken.some((one) => one.id === test))
          refuse(422, 'flow-test.too-many', `A flow has at most ${MOST_TESTS} tests.`);
        await audit(principal, 'flow.test-saved', `flow/${id}`, { test }, [
          saveTest(row(organisation, id, name, definition)),
        ]);
        return c.json(definition, 200);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'delete',
        path: '/{id}/tests/{test}',
        summary: 'Delete a test',
        request: { params: oneTest },
        responses: { 204: nothing },
      }),
      async (c) => {
        const principal = principalOf(c);
        const { organisation } = principal;
        const { id: wanted, test } = c.req.valid('param');
        const { id } = found(readFlow(db, organisation, wanted), 'flow');
        found(
          listTests(db, organisation, id).find((one) => one.id === test),
          'flow-test',
        );
        await audit(principal, 'flow.test-deleted', `flow/${id}`, { test }, [
          removeTest(organisation, id, test),
        ]);
        return c.body(null, 204);
      },
    )
    .openapi(
      route(WRITE, {
        method: 'post',
        path: '/{id}/tests/run',
        summary:
          'Run the tests of a flow: those of its draft, or those of a version. Nobody is called, nothing is stored',
        request: { params: oneFlow, body: json(wantedSchema) },
        responses: { 200: json(ranSchema) },
      }),
      async (c) => {
        const { organisation } = principalOf(c);
        const { id } = c.req.valid('param');
        const { version, ...wanted } = c.req.valid('json');
        const subject = tried(organisation, id, version);
        const tests =
          version === undefined ? shown(organisation, id) : testsOfVersion(organisation, id, version);
        const unknown = wanted.tests?.find((one) => !tests.some((test) => test.id === one));
        if (unknown !== undefined) refuse(404, 'flow-test.unknown', `There is no test "${unknown}".`);
        const results = await runTests(sourceOf(db, organisation, subject), id, tests, wanted);
        const { passed, failed } = verdictOf(results, tests);
        const coverage = coverageOf(subject.definition, registry, results);
        return c.json(
          { ok: failed === 0, passed, failed, results: results.map(withoutStory(tests)), coverage },
          200,
        );
      },
    );
}

/** As many as a file of tests may hold. */
const MOST_TESTS = 500;

/** What a caller needs of a result: the browser can play the story itself. */
const withoutStory = (tests: readonly FlowTest[]) => (result: TestResult) => {
  const { story: _story, ways: _ways, ...rest } = result;
  return { ...rest, told: verdictOf([result], tests).red[0]?.told ?? [] };
};
