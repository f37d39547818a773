import { expect, test } from 'vitest';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';
import { registry } from '../../../nodes/index.ts';
import { compile, type FlowDefinition } from '../../../runtime/engine/index.ts';
import { CATALOGUES } from '../../messages/catalogues.ts';
import { speakerOf } from '../../messages/speaker.ts';
import { making } from '../draft/open-draft.ts';
import { whyRefused } from '../machine/use-apply.ts';
import { changeConfig } from './change-config.ts';
import { changeConfigs } from './change-configs.ts';
import { changeFlow } from './change-flow.ts';
import type { Command } from './command.ts';
import { removeVariable } from './remove-variable.ts';
import { renameVariable } from './rename-variable.ts';
import { replaceFlow } from './replace-flow.ts';
import { replaceNode } from './replace-node.ts';

function after<Args>(flow: FlowDefinition, command: Command<Args>, args: Args): FlowDefinition {
  const edit = command.edit(flow, args, making);
  if ('refused' in edit) throw new Error(edit.refused);
  return edit.flow;
}

const option = (id: string) => ({ id, label: { en: id } });
const menu = () =>
  flowOf({
    menu: node(
      'menu',
      { prompt: { en: 'Which?' }, options: [option('one'), option('two')] },
      { one: 'bye', two: 'other', noInput: 'bye', noMatch: 'bye' },
    ),
    other: node('message', { text: { en: 'Two' } }, { done: 'bye' }),
    bye: node('end', {}),
  });

test('a renamed exit keeps where it leads, a removed one leads nowhere, and order is no matter', () => {
  const path = ['options'];
  const renamed = after(menu(), changeConfig, { node: 'menu', path: ['options', 1, 'id'], to: 'second' });
  expect(renamed.nodes['menu']!.exits).toEqual({
    one: 'bye',
    second: 'other',
    noInput: 'bye',
    noMatch: 'bye',
  });
  const removed = after(menu(), changeConfig, { node: 'menu', path, to: [option('one')] });
  expect(removed.nodes['menu']!.exits).toEqual({ one: 'bye', noInput: 'bye', noMatch: 'bye' });
  const moved = after(menu(), changeConfig, { node: 'menu', path, to: [option('two'), option('one')] });
  expect(moved.nodes['menu']!.exits).toEqual(menu().nodes['menu']!.exits);
});

test('several nodes are changed by one command', () => {
  const flow = after(flowOf({ a: node('end', {}), b: node('end', {}), c: node('end', {}) }), changeConfigs, {
    nodes: ['a', 'c'],
    path: ['reason'],
    to: 'done',
  });
  expect(Object.values(flow.nodes).map(({ config }) => config['reason'])).toEqual([
    'done',
    undefined,
    'done',
  ]);
});

test('settings of the flow are written, and taken away', () => {
  const led = after(menu(), changeFlow, { path: ['handlers', 'error'], to: 'bye' });
  expect(led.handlers).toEqual({ error: 'bye' });
  expect(after(led, changeFlow, { path: ['handlers', 'error'], to: undefined }).handlers).toEqual({});
});

const spoken = () =>
  flowOf(
    {
      ask: node(
        'collect',
        {
          prompt: { en: '{{ balance }}?', tr: '{{balance|money:"TRY"}}' },
          ask: { as: 'number' },
          saveTo: 'balance',
        },
        { valid: 'check', noInput: 'bye', invalid: 'bye' },
      ),
      check: node(
        'condition',
        {
          rules: [
            {
              id: 'rich',
              label: 'Rich',
              when: {
                comparisons: [
                  {
                    left: { variable: 'balance' },
                    operator: 'greater',
                    right: { template: '{% if balance > 1 %}balance{% endif %}' },
                  },
                ],
              },
            },
          ],
        },
        { rich: 'say', else: 'bye' },
      ),
      say: node(
        'message',
        {
          text: {
            en: {
              text: 'A',
              variants: { chat: 'customer.balance {{ customer.balance }} {{ "balance" }}{{ balance }}' },
            },
          },
        },
        { done: 'bye' },
      ),
      bye: node('end', {}),
    },
    { variables: [{ name: 'balance', type: 'number' }], languages: ['en', 'tr'] },
  );

test('a variable gets its new name in fields, rules, templates and variants, and nowhere else', () => {
  const renamed = after(spoken(), renameVariable, { from: 'balance', to: 'amount' });
  expect(renamed.variables).toEqual([{ name: 'amount', type: 'number' }]);
  expect(renamed.nodes['ask']!.config).toMatchObject({
    prompt: { en: '{{ amount }}?', tr: '{{amount|money:"TRY"}}' },
    saveTo: 'amount',
  });
  expect(JSON.stringify(renamed.nodes['check']!.config)).toContain('{% if amount > 1 %}balance{% endif %}');
  expect(JSON.stringify(renamed.nodes['check']!.config)).toContain('{"variable":"amount"}');
  expect(JSON.stringify(renamed.nodes['say']!.config)).toContain(
    'customer.balance {{ customer.balance }} {{ \\"balance\\" }}{{ amount }}',
  );
  const codes = compile(renamed, registry).issues.map(({ code }) => code);
  expect(codes).not.toContain('variable.unknown');
});

test.each([
  ['customer', 'name-taken'],
  ['Balance', 'variable-name'],
])('a variable cannot be called "%s"', (to, refused) => {
  expect(renameVariable.edit(spoken(), { from: 'balance', to }, making)).toMatchObject({ refused });
});

test('a variable that is used is not removed; one that is not, is', () => {
  expect(removeVariable.edit(spoken(), { name: 'balance' }, making)).toMatchObject({
    refused: 'variable-used',
    values: { name: 'balance', count: 6 },
  });
  const idle = { ...menu(), variables: [{ name: 'idle', type: 'text' as const }] };
  expect(after(idle, removeVariable, { name: 'idle' }).variables).toEqual([]);
});

test('a node or a flow written down is taken whole, or refused with node and field', () => {
  const flow = menu();
  const other = { ...flow.nodes['other']!, config: { text: { en: 'Changed' } } };
  expect(after(flow, replaceNode, { node: 'other', document: other }).nodes['other']).toEqual(other);
  expect(
    replaceNode.edit(flow, { node: 'other', document: { ...other, config: { txt: {} } } }, making),
  ).toMatchObject({
    refused: 'unreadable',
    values: { node: 'message', field: expect.stringContaining('config.') },
  });
  const broken = { ...flow, nodes: { ...flow.nodes, other: { ...other, config: { text: 7 } } } };
  expect(replaceFlow.edit(flow, { document: broken }, making)).toMatchObject({
    refused: 'unreadable',
    values: { node: 'other', field: 'config.text' },
  });
  const why = (language: keyof typeof CATALOGUES, document: unknown) => {
    const edit = replaceFlow.edit(flow, { document }, making);
    if (!('refused' in edit)) throw new Error('It was taken.');
    return whyRefused(edit, speakerOf({ language, catalogue: CATALOGUES[language] }));
  };
  expect(why('fa', { ...flow, colour: 'red' })).toContain('فیلدی به نام');
  expect(why('tr', { ...flow, languages: ['tr-tr'] })).toContain('tr-tr yerine tr-TR yazın.');
  expect(why('ms', broken)).not.toMatch(/expected|Invalid/);
  expect(replaceFlow.edit(flow, { document: { ...flow, id: 'elsewhere' } }, making)).toMatchObject({
    refused: 'other-flow',
  });
  expect(after(flow, replaceFlow, { document: { ...flow, name: 'New' } }).name).toBe('New');
});
