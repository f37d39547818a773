import { expect, test } from 'vitest';
import { registry } from '../../nodes/index.ts';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { fileTextOf, fingerprintOf, inOrder } from './in-order.ts';
import { renamed } from './renamed.ts';

const flow = flowOf(
  {
    hours: node(
      'hours',
      { calendar: 'opening' },
      { open: 'say', closed: 'say', holiday: 'say', emergency: 'say' },
    ),
    say: node('message', { text: { en: 'opening' } }, { done: 'sub' }),
    sub: node('sub-flow', { flow: 'opening' }, { completed: 'bye', failed: 'bye' }),
    bye: node('end'),
  },
  { id: 'opening', name: 'opening', channels: ['chat'], start: 'hours' },
);

test('a reference takes the id of the other installation; what only reads like it stays', () => {
  const ids = new Map([['opening', 'opening-2']]);
  expect(renamed(flow, 'calendar', ids, registry)).toEqual({
    ...flow,
    nodes: { ...flow.nodes, hours: { ...flow.nodes['hours'], config: { calendar: 'opening-2' } } },
  });
  const called = renamed(flow, 'flow', ids, registry) as typeof flow;
  expect(called.nodes['sub']?.config).toMatchObject({ flow: 'opening-2' });
  expect(called.nodes['hours']?.config).toEqual({ calendar: 'opening' });
  expect(called.id).toBe('opening');
});

test('the drawing given is not touched, and nothing happens without a change', () => {
  const before = structuredClone(flow);
  renamed(flow, 'calendar', new Map([['opening', 'other']]), registry);
  expect(flow).toEqual(before);
  expect(renamed(flow, 'calendar', new Map([['opening', 'opening']]), registry)).toBe(flow);
});

test('files are the same whoever wrote the members in what order', () => {
  const shuffled = { layout: {}, nodes: { b: 1, a: { exits: {}, type: 'x' } }, id: 'f', list: [2, 1] };
  const other = { list: [2, 1], id: 'f', nodes: { a: { type: 'x', exits: {} }, b: 1 }, layout: {} };
  expect(fileTextOf(shuffled)).toBe(fileTextOf(other));
  expect(Object.keys(inOrder(shuffled) as object)).toEqual(['id', 'nodes', 'layout', 'list']);
  expect(fingerprintOf(shuffled)).toBe(fingerprintOf(other));
  expect(fingerprintOf({ ...shuffled, list: [1, 2] })).not.toBe(fingerprintOf(shuffled));
});
