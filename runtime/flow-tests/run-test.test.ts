import { describe, expect, test } from 'vitest';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { registry } from '../../nodes/index.ts';
import { compile, type FlowDefinition, type Registry, toMachine } from '../engine/index.ts';
import type { Source } from '../simulated-world/index.ts';
import {
  coverageOf,
  type FlowTest,
  flowTestJsonSchema,
  flowTestSchema,
  flowTestsSchema,
  runTest,
  toldFailure,
  toldTest,
  variantsOf,
} from './index.ts';

function sourceOf(flow: FlowDefinition, nodeTypes: Registry = registry): Source {
  const compiled = compile(flow, nodeTypes);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  const machine = toMachine(compiled.machine, 1);
  return {
    machine: (id) => (id === flow.id ? machine : undefined),
    drawing: (id) => (id === flow.id ? flow : undefined),
    calendar: () => undefined,
  };
}

const shop = (): FlowDefinition =>
  flowOf(
    {
      ask: node(
        'menu',
        {
          prompt: { en: 'What would you like?', tr: 'Ne istersiniz?' },
          options: [
            { id: 'tea', label: { en: 'Tea', tr: 'Çay' }, key: '1' },
            { id: 'coffee', label: { en: 'Coffee', tr: 'Kahve' }, key: '2' },
          ],
          attempts: 1,
        },
        { tea: 'price', coffee: 'price', noInput: 'bye', noMatch: 'bye' },
      ),
      price: node(
        'http-request',
        { url: 'https://shop.example/price', mapping: [{ from: 'price', variable: 'price' }] },
        Object.fromEntries(
          ['success', 'notFound', 'clientError', 'serverError', 'timeout', 'failed'].map((exit) => [
            exit,
            exit === 'success' ? 'served' : 'bye',
          ]),
        ),
      ),
      served: node('end', {
        text: { en: 'That is {{ price }}.', tr: '{{ price }} eder.' },
        reason: 'served',
      }),
      bye: node('end', { reason: 'gone' }),
    },
    {
      id: 'shop',
      name: 'Shop',
      channels: ['voice', 'chat', 'sms'],
      languages: ['en', 'tr'],
      start: 'ask',
      variables: [{ name: 'price', type: 'number' }],
    },
  );

const tea: FlowTest = {
  id: 'tea',
  name: 'Tea is served',
  channels: ['voice', 'chat', 'sms'],
  languages: ['en', 'tr'],
  world: { http: { price: { status: 200, body: { price: 3 } } } },
  steps: [
    { hears: { en: 'What would you like?', tr: 'Ne istersiniz?' } },
    { offers: ['tea', 'coffee'] },
    { at: 'ask' },
    { chooses: 'tea' },
    { takes: 'ask.tea' },
    { takes: 'price.success' },
    { visited: 'served' },
    { variables: { price: 3 } },
    { hearsExactly: { en: 'That is 3.', tr: '3 eder.' } },
    { speaks: 'en' },
    { ends: { reason: 'served' } },
  ],
};

const runAll = (flow: FlowDefinition, one: FlowTest) =>
  variantsOf(one).map((variant) => runTest(sourceOf(flow), flow.id, one, variant));
const failures = (flow: FlowDefinition, one: FlowTest) =>
  runAll(flow, one).flatMap((run) => toldFailure(run, one));
const withSteps = (...steps: FlowTest['steps']): FlowTest => ({
  ...tea,
  channels: ['chat'],
  languages: ['en'],
  steps,
});

describe('a test', () => {
  const anyLanguage = { ...tea, steps: tea.steps.filter((step) => !('speaks' in step)) };

  test('is run on each of its channels in each of its languages', () => {
    expect(failures(shop(), anyLanguage)).toEqual([]);
    expect(runAll(shop(), anyLanguage).map(({ channel, language }) => `${channel} ${language}`)).toEqual(
      ['voice', 'chat', 'sms'].flatMap((channel) => [`${channel} en`, `${channel} tr`]),
    );
    expect(variantsOf(tea, { channels: ['sms'], languages: ['tr'] })).toEqual([
      { channel: 'sms', language: 'tr' },
    ]);
  });

  test('says which step failed, what was expected and what was found', () => {
    expect(runAll(shop(), tea).map(({ ok }) => ok)).toEqual([true, false, true, false, true, false]);
    expect(failures(shop(), { ...tea, channels: ['chat'] })).toEqual([
      'step 10: speaks en',
      '  expected: en',
      '  found:    tr',
    ]);
  });

  test('does not break by layout, names and wording, unless it asks about the wording', () => {
    const flow = shop();
    flow.layout = { ask: { x: 500, y: 500 } };
    for (const one of Object.values(flow.nodes)) one.name = `${one.name}, renamed`;
    flow.nodes['ask']!.config['prompt'] = { en: 'Your wish?', tr: 'Buyurun?' };
    const wordless = { ...anyLanguage, steps: anyLanguage.steps.filter((step) => !('hears' in step)) };
    expect(failures(flow, wordless)).toEqual([]);
    expect(failures(flow, anyLanguage)[0]).toContain('hears “What would you like?”');
  });

  test.each<[string, FlowTest['steps'], string]>([
    ['a text nobody says', [{ hears: 'Cake?' }], 'What would you like?'],
    ['a text that is not all that is said', [{ hearsExactly: 'What would you' }], 'What would you like?'],
    ['another offer', [{ offers: ['tea'] }], 'tea, coffee'],
    ['keys where there are none', [{ presses: '1' }], 'There are no keys to press on chat.'],
    ['an option nobody offers', [{ chooses: 'cake' }], '"cake" is not offered.'],
    ['another place', [{ at: 'price' }], 'ask'],
    ['a node nobody came to', [{ visited: 'served' }], 'ask'],
    ['another way', [{ chooses: 'tea' }, { takes: 'ask.coffee' }], 'ask.tea, price.success'],
    [
      'ways in another order',
      [{ chooses: 'tea' }, { takes: 'price.success' }, { takes: 'ask.tea' }],
      'no exit was taken since',
    ],
    [
      'texts in another order',
      [{ hears: 'would you like?' }, { hears: 'What would you like?' }],
      'nothing more is said',
    ],
    ['another outcome', [{ leaves: true }, { ends: { reason: 'left', outcome: 'sold' } }], 'left'],
    ['another value', [{ chooses: 'tea' }, { variables: { price: 4 } }], 'price = 3'],
    ['another end', [{ leaves: true }, { ends: 'served' }], 'left'],
    ['an end that has not come', [{ ends: 'served' }], 'it goes on at "ask"'],
    ['what is done after the end', [{ leaves: true }, { says: 'Hello?' }], 'The contact is over (left).'],
    ['a customer nobody keeps so', [{ customer: { language: 'fa' } }], 'language = en'],
    ['a wording for another language', [{ hears: { tr: 'Ne' } }], 'the test has no wording in this language'],
  ])('fails for %s', (_what, steps, found) => {
    const [run] = runAll(shop(), withSteps(...steps));
    expect(run?.steps.at(-1)).toMatchObject({ ok: false, actual: found });
    expect(run?.ok).toBe(false);
  });

  test('tells in no language what it found where there was nothing to compare', () => {
    const found = (...steps: FlowTest['steps']) =>
      runAll(shop(), withSteps(...steps))[0]?.steps.at(-1)?.found;
    expect(found({ hears: { tr: 'Ne' } })).toEqual({ code: 'no-wording', about: '' });
    expect(found({ ends: 'never' } as unknown as FlowTest['steps'][number])).toMatchObject({
      code: 'goes-on',
    });
    expect(found({ leaves: true }, { at: 'ask' })).toMatchObject({ code: 'over' });
  });

  test('has others answer as it says: with mocks one after the other, slow, or not at all', () => {
    const ways = (http: object, ...more: FlowTest['steps']) =>
      failures(shop(), {
        ...withSteps({ chooses: 'tea' }, ...more),
        world: { http: { price: http } },
      } as FlowTest);
    expect(ways({ status: 404 }, { takes: 'price.notFound' })).toEqual([]);
    expect(ways([{ outcome: 'unreachable' }], { takes: 'price.failed' })).toEqual([]);
    expect(ways({ status: 200, delayMs: 60_000 }, { takes: 'price.timeout' })).toEqual([]);
    // Nobody stands in: the contact waits until the node has had enough.
    const alone = {
      ...withSteps({ chooses: 'tea' }, { at: 'price' }, { waits: '1h' }, { takes: 'price.timeout' }),
    };
    expect(failures(shop(), { ...alone, world: {} })).toEqual([]);
  });

  test('covers what it comes through and nothing else', () => {
    const flow = shop();
    const { nodes, exits } = coverageOf(flow, registry, runAll(flow, anyLanguage));
    expect(nodes).toEqual({ covered: ['ask', 'price', 'served'], missed: ['bye'] });
    expect(exits.covered).toEqual(['ask.tea', 'price.success']);
    expect(exits.missed).toContain('ask.coffee');
  });

  test('can be read as a transcript', () => {
    expect(toldTest(tea).slice(0, 5)).toEqual([
      'Tea is served (voice, chat, sms; en, tr)',
      '  hears “What would you like?” (en) / “Ne istersiniz?” (tr)',
      '  is offered tea, coffee',
      '  is at ask',
      '  chooses tea',
    ]);
  });
});

describe('the format', () => {
  test('names the field that is wrong, and knows no other', () => {
    const wrong = (change: object) =>
      flowTestSchema.safeParse({ ...tea, ...change }).error?.issues.map(({ path }) => path.join('.'));
    expect(wrong({ steps: [{ presses: 'abc' }] })).toEqual(['steps.0.presses']);
    expect(wrong({ steps: [{ hears: 'x', at: 'ask' }] })).toEqual(['steps.0']);
    expect(wrong({ steps: [{}] })).toEqual(['steps.0']);
    expect(wrong({ world: { http: { price: { status: 99 } } } })?.[0]).toMatch(/^world\.http\.price/);
    expect(wrong({ start: 'yesterday' })).toEqual(['start']);
    expect(flowTestsSchema.safeParse([tea, tea]).error?.issues).toMatchObject([{ path: [1, 'id'] }]);
  });

  test('has a JSON schema for whoever completes and underlines', () => {
    expect(flowTestJsonSchema()).toMatchObject({
      type: 'object',
      properties: { steps: { items: { properties: { hears: {}, chooses: { type: 'string' } } } } },
      required: ['id', 'name', 'channels', 'languages', 'steps'],
    });
  });
});
