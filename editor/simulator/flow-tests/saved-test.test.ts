import { describe, expect, test } from 'vitest';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';
import { registry } from '../../../nodes/index.ts';
import { compile, type FlowDefinition } from '../../../runtime/engine/index.ts';
import { flowTestSchema, type TestResult, toldFailure } from '../../../runtime/flow-tests/index.ts';
import type { Deed } from '../deed.ts';
import { library, type Playable } from '../library.ts';
import { simulation } from '../simulation.ts';
import { savedTest } from './saved-test.ts';
import { coverageLights, lightsOfTest } from './test-lights.ts';

const bye = node('end', { reason: 'done' });
const shop: FlowDefinition = flowOf(
  {
    ask: node(
      'menu',
      {
        prompt: { en: 'Tea or a person?' },
        options: [
          { id: 'tea', label: { en: 'Tea' }, key: '1' },
          { id: 'person', label: { en: 'A person' }, key: '2' },
        ],
        attempts: 2,
      },
      { tea: 'price', person: 'call', noInput: 'bye', noMatch: 'bye' },
    ),
    price: node(
      'http-request',
      { url: 'https://a.example' },
      Object.fromEntries(
        ['success', 'notFound', 'clientError', 'serverError', 'timeout', 'failed'].map((exit) => [
          exit,
          'bye',
        ]),
      ),
    ),
    call: node(
      'transfer',
      { to: { value: '+442079460000' } },
      {
        completed: 'bye',
        busy: 'bye',
        noAnswer: 'bye',
        failed: 'bye',
      },
    ),
    bye,
  },
  { id: 'shop', name: 'Shop', channels: ['voice'], start: 'ask' },
);

function playable(flow: FlowDefinition): Playable {
  const compiled = compile(flow, registry, { hostAllowed: () => true });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  return { flow, machine: compiled.machine, version: 4 };
}

const nothing = { calendars: async () => [], version: async () => undefined };

/** What was done, and the test that is kept of it. */
function kept(...deeds: Deed[]) {
  const running = simulation(library(nothing), playable(shop), Date.parse('2026-03-02T09:00:00Z'));
  for (const deed of deeds) {
    if (deed.type === 'opens') running.open({});
    else running.do(deed);
    expect(running.read().refused).toBeUndefined();
  }
  const saved = savedTest(running.read().walks, { id: 'it', name: 'It' }, shop.languages);
  return { running, saved };
}

const opens: Deed = { type: 'opens', channel: 'voice' };
const busy: Deed = { type: 'answers', outcome: { result: { status: 'busy' } } };
const told = (results: readonly TestResult[]) =>
  results.map(({ ok, steps }) => [ok, steps.find((one) => !one.ok)]);

describe('a walk that is kept as a test', () => {
  test.each<[string, Deed[]]>([
    ['with keys', [opens, { type: 'gives', input: { kind: 'dtmf', value: '2' } }, busy]],
    ['with words', [opens, { type: 'gives', input: { kind: 'speech', value: 'tea' } }]],
    ['with silence', [opens, { type: 'staysSilent' }, { type: 'staysSilent' }]],
    [
      'with an answer of the setting',
      [
        { type: 'changes', setting: { http: { price: { status: 404, body: null } } } },
        opens,
        { type: 'chooses', option: 'tea' },
      ],
    ],
    [
      'with an answer by hand',
      [
        opens,
        { type: 'chooses', option: 'tea' },
        { type: 'answers', outcome: { failure: { kind: 'unavailable', code: 'http.unreachable' } } },
      ],
    ],
    [
      'with an answer that came too late',
      [
        opens,
        { type: 'chooses', option: 'tea' },
        { type: 'answers', outcome: { failure: { kind: 'temporary', code: 'http.timeout' } } },
      ],
    ],
    [
      'with time that passes',
      [opens, { type: 'chooses', option: 'tea' }, { type: 'timePasses', ms: 3_600_000 }],
    ],
    ['with somebody who leaves', [opens, { type: 'leaves' }]],
  ])('passes %s, and is of the format', async (_what, deeds) => {
    const { running, saved } = kept(...deeds);
    if (!saved.ok) throw new Error(saved.why);
    expect(flowTestSchema.parse(saved.test)).toEqual(saved.test);
    expect(told(await running.test([saved.test]))).toEqual([[true, undefined]]);
  });

  test('asks for what was heard, the ways, and the end', () => {
    const { saved } = kept(opens, { type: 'chooses', option: 'person' }, busy);
    expect(saved).toMatchObject({
      test: {
        channels: ['voice'],
        languages: ['en'],
        start: '2026-03-02T09:00:00.000Z',
        seed: 1,
        customer: { language: null },
        world: { transfers: { call: { status: 'busy' } } },
        steps: [
          { hears: 'Tea or a person? For Tea, press 1. For A person, press 2.' },
          { chooses: 'person' },
          { takes: 'ask.person' },
          { takes: 'call.busy' },
          { ends: 'done' },
        ],
      },
    });
  });

  test('keeps what was really answered in place of whoever was asked', async () => {
    const { running, saved } = kept(
      { type: 'changes', setting: { http: { price: { status: 500, body: null } } } },
      { type: 'changes', setting: { real: { price: true } } },
      opens,
      { type: 'chooses', option: 'tea' },
      { type: 'answers', outcome: { result: { status: 404, ok: false, body: null, headers: {} } } },
    );
    if (!saved.ok) throw new Error(saved.why);
    expect(saved.test.world).toEqual({ http: { price: { status: 404, body: null } } });
    expect(flowTestSchema.parse(saved.test)).toEqual(saved.test);
    expect(told(await running.test([saved.test]))).toEqual([[true, undefined]]);
  });

  test('cannot be one of nothing, or of a variable that was set by hand', () => {
    expect(kept().saved).toEqual({ ok: false, why: 'notBegun' });
    expect(kept(opens, { type: 'sets', variable: 'x', to: 1 }).saved).toEqual({ ok: false, why: 'handSet' });
  });
});

describe('a run', () => {
  test('lights its way, and says at the node where it failed what was expected', async () => {
    const { running, saved } = kept(opens, { type: 'leaves' });
    if (!saved.ok) throw new Error(saved.why);
    const wrong = { ...saved.test, steps: [{ chooses: 'person' }, { ends: 'never' }] };
    const [result] = await running.test([wrong]);
    const lights = lightsOfTest(result!, toldFailure(result!, wrong).join('\n'), 'shop');
    expect(lights.failed).toMatchObject({ node: 'call' });
    expect(lights.failed?.told).toContain('expected: never');
    expect(lights.ways).toEqual(new Map([['ask:person', 1]]));
  });

  test('covers what it comes through; the rest is missed', async () => {
    const { running, saved } = kept(opens, { type: 'chooses', option: 'person' }, busy);
    if (!saved.ok) throw new Error(saved.why);
    const { lights, covered, all } = coverageLights(shop, await running.test([saved.test]));
    expect(covered).toEqual({ nodes: 3, ways: 2 });
    expect(all.nodes).toBe(4);
    expect([...(lights.missed ?? [])]).toContain('price');
    expect([...(lights.missed ?? [])]).toContain('ask:tea');
    expect([...(lights.missed ?? [])]).not.toContain('ask:person');
  });
});
