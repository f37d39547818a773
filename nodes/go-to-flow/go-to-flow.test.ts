import { describe, expect, test } from 'vitest';
import { compile, type Expression, type FlowDefinition } from '../../runtime/engine/index.ts';
import { registry } from '../index.ts';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { scenario } from '../../tests/kit/scenario.ts';

const payments = flowOf(
  { pay: node('end', { text: { en: '{{ amount }} to pay.', tr: '{{ amount }} ödenecek.' } }) },
  {
    id: 'payments',
    name: 'Payments',
    languages: ['en', 'tr'],
    variables: [
      { name: 'amount', type: 'number', input: true },
      { name: 'inner', type: 'text' },
    ],
  },
);

const leading = (
  to: string,
  inputs: { [name: string]: Expression } = {},
  more: Partial<FlowDefinition> = {},
) => flowOf({ go: node('go-to-flow', { flow: to, inputs }) }, { languages: ['en', 'tr'], ...more });

test('the contact goes on in the other flow, with its inputs and in its language', () => {
  scenario(leading('payments', { amount: { template: '{{ 40 | plus: 2 }}' } }), { flows: [payments] })
    .chats({ language: 'tr-TR' })
    .isInFlow('payments')
    .speaks('tr')
    .hears('42 ödenecek.')
    .ends('completed')
    .noMoreEffects();
});

test('flows that go to each other are stopped, not followed for ever', () => {
  const back = leading('main', {}, { id: 'there' });
  scenario(leading('there'), { flows: [back] })
    .calls()
    .hears('We are sorry')
    .ends('failed');
});

describe('findings', () => {
  const empty = { ...payments, nodes: {}, layout: {} };
  test.each<[string, FlowDefinition | undefined, { [name: string]: Expression }, string[]]>([
    ['a flow that is not there', undefined, {}, ['go-to-flow.unknown-flow']],
    ['a flow without nodes', empty, {}, ['go-to-flow.empty-flow']],
    ['a variable that is no input', payments, { inner: { value: 'x' } }, ['go-to-flow.unknown-input']],
    ['a value of another type', payments, { amount: { value: 'many' } }, ['go-to-flow.input-type']],
    ['a flow for other channels', { ...payments, channels: ['chat'] }, {}, ['go-to-flow.other-channels']],
    ['nothing, where all is well', payments, { amount: { value: 5 } }, []],
  ])('%s', (_what, other, inputs, codes) => {
    const { issues } = compile(leading('payments', inputs), registry, { otherFlow: () => other });
    expect(issues.map((issue) => issue.code)).toEqual(codes);
  });
});
