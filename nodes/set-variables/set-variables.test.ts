import { expect, test } from 'vitest';
import { compile, type Expression, type Variable } from '../../runtime/engine/index.ts';
import { registry } from '../index.ts';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { scenario } from '../../tests/kit/scenario.ts';

const variables: Variable[] = [
  { name: 'amount', type: 'number' },
  { name: 'greeting', type: 'text', initial: 'none' },
  { name: 'items', type: 'list' },
];

const setting = (...set: [string, Expression][]) =>
  flowOf(
    {
      set: node('set-variables', { set: set.map(([variable, to]) => ({ variable, to })) }, { done: 'end' }),
      end: node('end'),
    },
    { variables },
  );

test('values are set in order and fit their types', () => {
  scenario(
    setting(
      ['amount', { template: '{{ 6 | times: 7 }}' }],
      ['greeting', { template: 'Answer {{ amount }}' }],
    ),
  )
    .chats()
    .took('set', 'done')
    .variable('amount', 42)
    .variable('greeting', 'Answer 42')
    .ends('completed');
});

test('what a customer wrote is never read as a template', () => {
  scenario(setting(['greeting', { variable: 'customer.name' }]))
    .chats({ name: '{{ customer.id }}' })
    .variable('greeting', '{{ customer.id }}');
});

test('a value that does not fit takes the error exit and changes nothing', () => {
  const flow = setting(['greeting', { value: 'changed' }], ['amount', { template: 'many' }]);
  flow.nodes['set']!.exits['error'] = 'sorry';
  flow.nodes['sorry'] = node('end', { reason: 'sorry' });
  scenario(flow).chats().took('set', 'error').variable('greeting', 'none').ends('sorry');
});

test('a value written down that does not fit, or for no variable, is a finding that names the field', () => {
  const found = (flow: object) =>
    compile(flow, registry).issues.map(({ code, path }) => [code, path?.join('.')]);
  expect(found(setting(['greeting', { value: 'x' }], ['amount', { value: 'many' }]))).toEqual([
    ['set-variables.type', 'config.set.1.to'],
  ]);
  expect(found(setting(['greeting', { value: 'x' }], ['nowhere', { value: 1 }]))).toEqual([
    ['variable.unknown', 'config.set.1'],
  ]);
});
