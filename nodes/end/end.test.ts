import { expect, test } from 'vitest';
import { compile } from '../../runtime/engine/index.ts';
import { registry } from '../index.ts';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { scenario } from '../../tests/kit/scenario.ts';

test('the outcome and the outputs of the flow are given back', () => {
  const contact = scenario(
    flowOf(
      { end: node('end', { outcome: 'identified' }) },
      {
        variables: [
          { name: 'account', type: 'text', initial: 'A-1', output: true },
          { name: 'inner', type: 'text', initial: 'secret' },
        ],
      },
    ),
  ).chats();
  contact.ends('completed', 'identified');
  expect(contact.snapshot.ended?.outputs).toEqual({ account: 'A-1' });
});

test('who has left hears no last words and is not hung up on', () => {
  const flow = flowOf({
    ask: node(
      'menu',
      { prompt: { en: 'Well?' }, options: [{ id: 'yes', label: { en: 'Yes' }, key: '1' }] },
      {
        yes: 'bye',
        noInput: 'bye',
        noMatch: 'bye',
        left: 'gone',
      },
    ),
    bye: node('end', { text: { en: 'Goodbye.' } }),
    gone: node('end', { reason: 'gave-up' }),
  });
  scenario(flow).calls().hears('Well?').leaves().took('ask', 'left').ends('gave-up').noMoreEffects();
});

test('the reasons the product uses itself are kept', () => {
  const { issues } = compile(flowOf({ end: node('end', { reason: 'failed' }) }), registry);
  expect(issues.map(({ code, path }) => [code, path?.join('.')])).toEqual([
    ['config.invalid', 'config.reason'],
  ]);
});
