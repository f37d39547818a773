import { describe, expect, test } from 'vitest';
import { compile, type FlowDefinition, type Issue, LIMITS } from '../index.ts';
import { registry } from '../../../nodes/index.ts';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';

const says = (text: unknown, next: string, more: Record<string, unknown> = {}) =>
  node('message', { text, ...more }, { done: next });
const ask = (exits: Record<string, string>, more: Record<string, unknown> = {}) =>
  node(
    'menu',
    { prompt: { en: 'Well?' }, options: [{ id: 'yes', label: { en: 'Yes' }, key: '1' }], ...more },
    { yes: 'bye', noInput: 'bye', noMatch: 'bye', ...exits },
  );
const bye = node('end');
const hello = says({ en: 'Hello.' }, 'bye');

const issuesOf = (flow: unknown): Issue[] => compile(flow, registry).issues;
const told = (flow: unknown): string[] =>
  issuesOf(flow).map(
    ({ code, severity, node: at, path }) => `${severity} ${code} ${at ?? '-'} ${path?.join('.') ?? '-'}`,
  );

interface Case {
  code: string;
  /** Provokes the finding. */
  bad: FlowDefinition;
  finding: string;
  /** Nearly the same, without it. */
  good: FlowDefinition;
}

const many = (count: number): FlowDefinition =>
  flowOf({
    ...Object.fromEntries(
      Array.from({ length: count - 1 }, (_, at) => [
        `n${at}`,
        says({ en: 'Hi.' }, at === count - 2 ? 'bye' : `n${at + 1}`),
      ]),
    ),
    bye,
  });
const variables = (count: number): FlowDefinition['variables'] =>
  Array.from({ length: count }, (_, at) => ({ name: `v${at}`, type: 'text' }));
const tagged = (name: string) => flowOf({ hello: says({ en: `Hello {{ ${name} }}.` }, 'bye'), bye });
const going = (first: string, second: string) =>
  flowOf({
    ask: ask({ yes: 'a' }),
    a: node(
      'split',
      {
        arms: [
          { id: 'one', label: 'One', percent: 50 },
          { id: 'two', label: 'Two', percent: 50 },
        ],
      },
      { one: first, two: 'bye' },
    ),
    b: says({ en: 'Once more.' }, second),
    bye,
  });

const offering = (count: number, label = 'Yes'): FlowDefinition => {
  const ids = Array.from({ length: count }, (_, at) => `o${at}`);
  const options = ids.map((id) => ({ id, label: { en: label } }));
  const exits = Object.fromEntries(['noInput', 'noMatch', ...ids].map((id) => [id, 'bye']));
  return flowOf(
    { ask: node('menu', { prompt: { en: 'Well?' }, options }, exits), bye },
    { channels: ['chat', 'sms', 'whatsapp'] },
  );
};

const CASES: Case[] = [
  {
    code: 'options.as-text',
    bad: offering(11),
    finding: 'warning options.as-text ask config.options',
    good: offering(10),
  },
  {
    code: 'options.as-text of many letters',
    bad: offering(2, 'A label of more than twenty-four'),
    finding: 'warning options.as-text ask config.options',
    // How long a value makes a label is not known here.
    good: offering(2, '{{ customer.name }} of some letters'),
  },
  {
    code: 'node.unknown-type',
    bad: flowOf({ hello: { ...hello, type: 'teleport' }, bye }),
    finding: 'error node.unknown-type hello type',
    good: flowOf({ hello, bye }),
  },
  {
    code: 'node.version',
    bad: flowOf({ hello: { ...hello, version: 99 }, bye }),
    finding: 'error node.version hello version',
    good: flowOf({ hello, bye }),
  },
  {
    code: 'config.invalid',
    bad: flowOf({ ask: ask({}, { attempts: 11 }), bye }),
    finding: 'error config.invalid ask config.attempts',
    good: flowOf({ ask: ask({}, { attempts: 10 }), bye }),
  },
  {
    code: 'config.invalid, for a field nobody knows',
    bad: flowOf({ hello: says({ en: 'Hello.' }, 'bye', { volume: 11 }), bye }),
    finding: 'error config.invalid hello config.volume',
    good: flowOf({ hello, bye }),
  },
  {
    code: 'flow.no-start',
    bad: flowOf({ hello, bye }, { start: 'nowhere' }),
    finding: 'error flow.no-start - start',
    good: flowOf({ hello, bye }, { start: 'hello' }),
  },
  {
    code: 'flow.no-start, for a name that every object has',
    bad: flowOf({ hello, bye }, { start: 'constructor' }),
    finding: 'error flow.no-start - start',
    good: flowOf({ constructor: hello, bye }, { start: 'constructor' }),
  },
  {
    code: 'exit.dangling',
    bad: flowOf({ hello: { ...hello, exits: {} }, bye }),
    finding: 'error exit.dangling hello exits.done',
    good: flowOf({ hello, bye }),
  },
  {
    code: 'exit.unknown',
    bad: flowOf({ hello: { ...hello, exits: { done: 'bye', undeliverable: 'bye' } }, bye }),
    finding: 'error exit.unknown hello exits.undeliverable',
    good: flowOf({ hello: { ...hello, exits: { done: 'bye', left: 'bye', error: 'bye' } }, bye }),
  },
  {
    code: 'exit.lost',
    bad: flowOf({ hello: says({ en: 'Hello.' }, 'constructor'), bye }),
    finding: 'error exit.lost hello exits.done',
    good: flowOf({ hello: says({ en: 'Hello.' }, 'constructor'), constructor: bye }),
  },
  {
    code: 'exit.lost, of a handler',
    bad: flowOf({ hello, bye }, { handlers: { left: 'gone' } }),
    finding: 'error exit.lost - handlers.left',
    good: flowOf({ hello, bye }, { handlers: { left: 'bye' } }),
  },
  {
    code: 'node.unreachable',
    bad: flowOf({ hello, bye, alone: says({ en: 'Hm.' }, 'bye') }),
    finding: 'warning node.unreachable alone -',
    good: flowOf({ hello, bye, alone: says({ en: 'Hm.' }, 'bye') }, { handlers: { error: 'alone' } }),
  },
  {
    code: 'flow.trapped',
    bad: flowOf({ ask: ask({ yes: 'ask', noInput: 'ask', noMatch: 'ask', left: 'bye' }), bye }),
    finding: 'error flow.trapped ask -',
    good: flowOf({ ask: ask({ yes: 'ask', noInput: 'ask', left: 'bye' }), bye }),
  },
  {
    code: 'flow.endless-ring',
    bad: going('b', 'a'),
    finding: 'error flow.endless-ring a -',
    good: going('b', 'ask'),
  },
  {
    code: 'text.missing, in the first language',
    bad: flowOf({ hello: says({ tr: 'Merhaba.' }, 'bye'), bye }, { languages: ['en', 'tr'] }),
    finding: 'error text.missing hello config.text.en',
    good: flowOf({ hello: says({ en: 'Hello.', tr: 'Merhaba.' }, 'bye'), bye }, { languages: ['en', 'tr'] }),
  },
  {
    code: 'text.missing, in another language',
    bad: flowOf(
      {
        ask: ask(
          {},
          {
            noInputPrompt: { en: 'Well?' },
            prompt: { en: '?', tr: '?' },
            options: [{ id: 'yes', label: { en: 'Yes', tr: 'Evet' } }],
          },
        ),
        bye,
      },
      { languages: ['en', 'tr'] },
    ),
    finding: 'warning text.missing ask config.noInputPrompt.tr',
    good: flowOf(
      {
        ask: ask(
          {},
          { prompt: { en: '?', tr: '?' }, options: [{ id: 'yes', label: { en: 'Yes', tr: 'Evet' } }] },
        ),
        bye,
      },
      { languages: ['en', 'tr'] },
    ),
  },
  {
    code: 'template.syntax',
    bad: flowOf({ hello: says({ en: 'Hello {{ customer.name' }, 'bye'), bye }),
    finding: 'error template.syntax hello config.text.en',
    good: tagged('customer.name'),
  },
  {
    code: 'template errors in the apology',
    bad: flowOf({ hello, bye }, { apology: { en: '{% if %}' } }),
    finding: 'error template.syntax - apology.en',
    good: flowOf({ hello, bye }, { apology: { en: 'Sorry.' } }),
  },
  {
    code: 'variable.unknown, where it would be silence',
    bad: tagged('nickname'),
    finding: 'warning variable.unknown hello config.text.en',
    good: { ...tagged('nickname'), variables: [{ name: 'nickname', type: 'text' }] },
  },
  {
    code: 'variable.unknown, where it decides',
    bad: flowOf({
      hours: node(
        'sub-flow',
        { flow: 'other', inputs: { a: { variable: 'lost' } } },
        { completed: 'bye', failed: 'bye' },
      ),
      bye,
    }),
    finding: 'error variable.unknown hours config.inputs.a',
    good: flowOf({
      hours: node(
        'sub-flow',
        { flow: 'other', inputs: { a: { variable: 'customer.name' } } },
        { completed: 'bye', failed: 'bye' },
      ),
      bye,
    }),
  },
  {
    code: 'channel.unsupported',
    bad: flowOf(
      {
        dial: node(
          'transfer',
          { to: { value: '+442079460000' } },
          { completed: 'bye', busy: 'bye', noAnswer: 'bye', failed: 'bye' },
        ),
        bye,
      },
      { channels: ['voice', 'chat'] },
    ),
    finding: 'error channel.unsupported dial -',
    good: flowOf(
      {
        dial: node(
          'transfer',
          { to: { value: '+442079460000' } },
          { completed: 'bye', busy: 'bye', noAnswer: 'bye', failed: 'bye' },
        ),
        bye,
      },
      { channels: ['voice'] },
    ),
  },
  {
    code: 'limit.exceeded',
    bad: many(LIMITS.nodesPerFlow + 1),
    finding: 'error limit.exceeded - nodes',
    good: many(100),
  },
  {
    code: 'limit.near',
    bad: flowOf({ hello, bye }, { variables: variables(161) }),
    finding: 'warning limit.near - variables',
    good: flowOf({ hello, bye }, { variables: variables(160) }),
  },
];

describe('a finding is made', () => {
  test.each(CASES.map((one) => [one.code, one] as const))('%s', (_code, { bad, finding }) => {
    expect(told(bad)).toEqual([finding]);
    expect(compile(bad, registry).ok).toBe(finding.startsWith('warning'));
  });
});

test('a finding calls channels by their names, not by their ids', () => {
  const [asText, unsupported] = ['options.as-text', 'channel.unsupported'].map((wanted) => {
    const { bad } = CASES.find(({ code }) => code === wanted)!;
    return issuesOf(bad)[0]!.message;
  });
  expect(asText).toMatch(/^On WhatsApp these options/);
  expect(unsupported).toMatch(/cannot be done on web chat; it works on the phone\b/);
});

describe('no finding is made next to', () => {
  test.each(CASES.map((one) => [one.code, one] as const))('%s', (_code, { good }) => {
    expect(told(good)).toEqual([]);
  });
});

describe('what compiles', () => {
  const compiled = compile(flowOf({ ask: ask({}), bye }), registry);

  test('is plain JSON, with all the engine needs', () => {
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
    const { machine } = compiled;
    expect(JSON.parse(JSON.stringify(machine))).toEqual(machine);
    expect(machine).toMatchObject({
      flow: 'main',
      languages: ['en'],
      zone: 'UTC',
      channels: ['voice', 'chat'],
    });
  });

  test('is the same twice', () => {
    expect(compile(flowOf({ ask: ask({}), bye }), registry)).toEqual(compiled);
  });

  test('says what is wrong in words, with the field', () => {
    const [issue] = issuesOf(flowOf({ ask: ask({}, { attempts: 'three' }), bye }));
    expect(issue).toMatchObject({ node: 'ask', path: ['config', 'attempts'] });
    expect(issue?.message).toMatch(/number/);
  });
});
