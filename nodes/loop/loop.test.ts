import { expect, test } from 'vitest';
import { compile, LIMITS, type Variable } from '../../runtime/engine/index.ts';
import { registry } from '../index.ts';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { scenario } from '../../tests/kit/scenario.ts';

const variables: Variable[] = [
  { name: 'orders', type: 'list', initial: ['A-1', 'B-2', 'C-3'] },
  { name: 'order', type: 'text' },
  { name: 'tries', type: 'number', initial: 0 },
];
const exits = { loop: 'round', done: 'end' };
const end = node('end');
const round = node('message', { text: { en: 'Order {{ order }}.' } }, { done: 'loop' });

test('every item of a list has its round', () => {
  const loop = node(
    'loop',
    { mode: 'forEach', list: { variable: 'orders' }, item: 'order' },
    { ...exits, limit: 'end' },
  );
  scenario(flowOf({ loop, round, end }, { variables }))
    .calls()
    .hears('Order A-1.')
    .hears('Order B-2.')
    .hears('Order C-3.')
    .took('loop', 'done')
    .ends()
    .noMoreEffects();
});

test('a rule ends the loop', () => {
  const loop = node(
    'loop',
    {
      mode: 'until',
      until: { comparisons: [{ left: { variable: 'tries' }, operator: 'equals', right: { value: 2 } }] },
    },
    { ...exits, limit: 'end' },
  );
  const set = [{ variable: 'tries', to: { template: '{{ tries | plus: 1 }}' } }];
  scenario(flowOf({ loop, round: node('set-variables', { set }, { done: 'loop' }), end }, { variables }))
    .chats()
    .variable('tries', 2)
    .took('loop', 'done');
});

test('a loop inside a loop begins anew in every round', () => {
  const outer = node('loop', { mode: 'count', times: 2 }, { loop: 'inner', done: 'end' });
  const inner = node('loop', { mode: 'count', times: 3 }, { loop: 'round', done: 'outer' });
  const tick = node('message', { text: { en: 'tick' } }, { done: 'inner' });
  const contact = scenario(flowOf({ outer, inner, round: tick, end })).chats();
  for (let heard = 0; heard < 6; heard += 1) contact.hears('tick');
  contact.ends().noMoreEffects();
});

test('as many rounds as a loop may have are possible in one go', () => {
  const loop = node('loop', { mode: 'count', times: LIMITS.loopRounds }, exits);
  const steps = Array.from({ length: 5 }, (_, index) => [
    `round${index || ''}`,
    node(
      'set-variables',
      { set: [{ variable: 'tries', to: { template: '{{ tries | plus: 1 }}' } }] },
      {
        done: index < 4 ? `round${index + 1}` : 'loop',
      },
    ),
  ]);
  scenario(flowOf({ loop, ...Object.fromEntries(steps), end }, { variables }))
    .chats()
    .variable('tries', 5 * LIMITS.loopRounds)
    .ends('completed');
});

test('going through what is no list is a finding', () => {
  const loop = node(
    'loop',
    { mode: 'forEach', list: { variable: 'tries' }, item: 'order' },
    { ...exits, limit: 'end' },
  );
  const { issues } = compile(flowOf({ loop, round, end }, { variables }), registry);
  expect(issues.map((issue) => issue.code)).toEqual(['loop.no-list']);
});
