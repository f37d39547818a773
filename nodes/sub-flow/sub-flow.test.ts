import { describe, expect, test } from 'vitest';
import { compile, type FlowDefinition, LIMITS, type Variable } from '../../runtime/engine/index.ts';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { scenario } from '../../tests/kit/scenario.ts';
import { registry } from '../index.ts';

const variable = (name: string, type: Variable['type'], more: Partial<Variable> = {}): Variable => ({
  name,
  type,
  ...more,
});

const identify = flowOf(
  {
    ask: node(
      'menu',
      {
        prompt: { en: 'Who is it, {{ greeting }}?', tr: 'Kimsiniz?' },
        options: [{ id: 'me', label: { en: 'Me', tr: 'Ben' }, key: '1' }],
        attempts: 1,
      },
      { me: 'set', noMatch: 'refuse', noInput: 'refuse' },
    ),
    set: node('set-variables', { set: [{ variable: 'account', to: { value: '77' } }] }, { done: 'known' }),
    known: node('end', { outcome: 'identified' }),
    refuse: node('end', { outcome: 'refused' }),
  },
  {
    id: 'identify',
    languages: ['en', 'tr'],
    variables: [
      variable('greeting', 'text', { input: true }),
      variable('account', 'text', { output: true }),
      variable('secret', 'text', { initial: 'inside' }),
    ],
  },
);

const CALL = {
  flow: 'identify',
  inputs: { greeting: { variable: 'name' } },
  outputs: [{ from: 'account', to: 'account' }],
  outcomes: ['identified', 'refused'],
};

function flowWith(
  config: Record<string, unknown> = CALL,
  more: Partial<FlowDefinition> = {},
): FlowDefinition {
  const outcomes = config['outcomes'] as string[];
  const ids = outcomes.length > 0 ? outcomes : ['completed'];
  const exits = Object.fromEntries([...ids, 'failed'].map((id) => [id, 'bye']));
  return flowOf(
    { call: node('sub-flow', config, exits), bye: node('end') },
    {
      variables: [
        variable('name', 'text', { initial: 'Ada' }),
        variable('account', 'number'),
        variable('secret', 'list', { initial: ['outside'] }),
      ],
      ...more,
    },
  );
}

test('values go in and come out with their types, and nothing else does', () => {
  const contact = scenario(flowWith(), { flows: [identify] }).chats();
  contact.hears('Who is it, Ada?').isInFlow('identify').variable('secret', 'inside').chooses('me');
  contact.took('call', 'identified').ends('completed');
  expect(contact.snapshot.frames[0]?.context.vars).toEqual({ name: 'Ada', account: 77, secret: ['outside'] });
});

test('the customer keeps their language, going in and coming out', () => {
  const main = flowWith(CALL, { languages: ['en', 'tr'] });
  scenario(main, { flows: [identify] })
    .chats({ language: 'tr' })
    .speaks('tr')
    .hears('Kimsiniz?');
});

describe('the check', () => {
  const check = (
    config: Record<string, unknown>,
    flows: FlowDefinition[] = [identify],
    more?: Partial<FlowDefinition>,
  ) =>
    compile(flowWith({ ...CALL, ...config }, more), registry, {
      otherFlow: (id) => flows.find((one) => one.id === id),
    }).issues.map(({ code, path, severity }) => `${severity} ${code} ${path?.join('.')}`);

  test('has nothing against a call that fits', () => {
    expect(check({})).toEqual([]);
  });

  test.each([
    ['a flow that is not there', { flow: 'other' }, 'error sub-flow.unknown-flow config.flow'],
    [
      'an input that is none',
      { inputs: { secret: { value: 'x' } } },
      'error sub-flow.unknown-input config.inputs.secret',
    ],
    [
      'a list for a text',
      { inputs: { greeting: { variable: 'secret' } } },
      'error sub-flow.input-type config.inputs.greeting',
    ],
    [
      'an output that is none',
      { outputs: [{ from: 'secret', to: 'name' }] },
      'error sub-flow.unknown-output config.outputs.0.from',
    ],
    [
      'a text for a list',
      { outputs: [{ from: 'account', to: 'secret' }] },
      'error sub-flow.output-type config.outputs.0.to',
    ],
    [
      'an outcome that never comes',
      { outcomes: ['identified', 'refused', 'lost'] },
      'error sub-flow.unknown-outcome config.outcomes.2',
    ],
    [
      'an outcome without an exit',
      { outcomes: ['identified'] },
      'warning sub-flow.unlisted-outcome config.outcomes',
    ],
    [
      'an outcome listed twice',
      { outcomes: ['identified', 'refused', 'refused'] },
      'error sub-flow.double-outcome config.outcomes.2',
    ],
  ])('finds %s', (_what, config, finding) => {
    expect(check(config)).toEqual([finding]);
  });

  const caller = (id: string, flow: string) =>
    flowOf(
      { call: node('sub-flow', { flow }, { completed: 'bye', failed: 'bye' }), bye: node('end') },
      { id },
    );

  test('finds a flow that would call itself, over others too', () => {
    const plain = { inputs: {}, outputs: [], outcomes: [] };
    expect(check({ ...plain, flow: 'main' }, [caller('main', 'main')])).toEqual([
      'error sub-flow.endless config.flow',
    ]);
    expect(check({ ...plain, flow: 'b' }, [caller('b', 'c'), caller('c', 'main')])).toEqual([
      'error sub-flow.endless config.flow',
    ]);
  });

  test('finds flows too deep inside each other, and knows one that others share', () => {
    const plain = { inputs: {}, outputs: [], outcomes: [] };
    const deep = Array.from({ length: LIMITS.subFlowDepth }, (_, index) =>
      caller(`f${index}`, `f${index + 1}`),
    );
    const last = { ...identify, id: `f${LIMITS.subFlowDepth}` };
    expect(check({ ...plain, flow: 'f0' }, [...deep, last])).toEqual(['error sub-flow.too-deep config.flow']);
    expect(check({ ...plain, flow: 'f2' }, [...deep, last])).toEqual([]);
  });
});
