import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile, defineNode, type FlowDefinition, readFlow, toMachine } from '../index.ts';
import { nodeTypes, registry } from '../../../nodes/index.ts';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';
import { diceOf, randomFlow } from '../../../tests/kit/random-flow.ts';

/** Flows that compile, of all sorts of nodes. */
const sound: FlowDefinition[] = Array.from(
  { length: 40 },
  (_, seed) => randomFlow(diceOf(seed))?.flow,
).filter((flow) => flow !== undefined);
const whole = sound[0]!;

/** Every place inside a document, as a path. */
function* placesIn(value: unknown, path: string[] = []): Generator<string[]> {
  if (path.length > 0) yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* placesIn(inner, [...path, key]);
}
/** A flow with one of its places. */
const somewhere = fc
  .constantFrom(...sound)
  .chain((flow) => fc.tuple(fc.constant(flow), fc.constantFrom(...placesIn(flow))));

function replaced(document: unknown, [key, ...rest]: string[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(document) ? [...document] : { ...(document as object) }) as Record<
    string,
    unknown
  >;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

const at = (document: unknown, path: string[]): unknown =>
  path.reduce((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], document);

/** Compiles; whatever comes of it must be an answer, and an accepted flow a machine that XState takes. */
function answers(document: unknown): boolean {
  const compiled = compile(document, registry);
  if (!compiled.ok) return compiled.issues.some(({ severity }) => severity === 'error');
  return toMachine(compiled.machine, 1).flow === compiled.machine.flow;
}

describe('compile never throws', () => {
  test('on any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (document) => answers(document)),
      { numRuns: 500 },
    );
  });

  test('on a flow with any one place replaced by anything', () => {
    const odd = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom(
        'constructor',
        '__proto__',
        'toString',
        '',
        -1,
        Infinity,
        null,
        '{{',
        '{% if',
        undefined,
        Symbol('odd'),
        () => 1,
      ),
    );
    fc.assert(
      fc.property(somewhere, odd, ([flow, place], by) => answers(replaced(flow, place, by))),
      { numRuns: 1500 },
    );
  });

  test('on a flow with two places exchanged', () => {
    fc.assert(
      fc.property(somewhere, somewhere, ([flow, place], [other, from]) =>
        answers(replaced(flow, place, at(other, from))),
      ),
      { numRuns: 500 },
    );
  });

  test.each([undefined, null, 7, 'flow', [], new Map(), NaN, Symbol('flow')])('on %s', (document) => {
    expect(compile(document, registry).ok).toBe(false);
  });

  test('on a document that contains itself, or goes very deep', () => {
    const ring: Record<string, unknown> = { format: 2 };
    ring['nodes'] = { ring };
    expect(answers(ring)).toBe(true);
    expect(answers({ ...ring, format: 1 })).toBe(true);
    let deep: unknown = 'down';
    for (let level = 0; level < 20_000; level += 1) deep = { deep };
    expect(answers({ ...whole, variables: [{ name: 'deep', type: 'record', initial: deep }] })).toBe(true);
  });
});

test('a node type that throws is a finding of that node, in whatever it throws', () => {
  const words = nodeTypes[0]!.words;
  const config = nodeTypes.find(({ type }) => type === 'end')!.config;
  const broken = (parts: object) =>
    defineNode({
      type: 'broken',
      version: 2,
      group: 'talk',
      words,
      channels: 'any',
      config,
      exits: () => [],
      compile: () => ({ start: { final: true } }),
      examples: [],
      ...parts,
    });
  const fails = () => {
    throw new Error('ouch');
  };
  for (const parts of [{ exits: fails }, { compile: fails }, { check: fails }, { migrate: { 1: fails } }]) {
    const compiled = compile(flowOf({ n: node('broken', {}, {}, 1) }), () =>
      broken({ migrate: { 1: (old: object) => old }, ...parts }),
    );
    expect(compiled.issues).toMatchObject([{ code: 'node.defect', node: 'n', severity: 'error' }]);
    expect(compiled.ok).toBe(false);
  }
});

test('reading an old document cannot reach what every object shares', () => {
  const edge = (from: string) => ({ from, exit: 'polluted', to: 'x' });
  readFlow({ ...whole, format: 1, edges: [edge('__proto__'), edge('constructor')] });
  expect(({} as Record<string, unknown>)['exits']).toBeUndefined();
  expect((Object as unknown as Record<string, unknown>)['exits']).toBeUndefined();
});
