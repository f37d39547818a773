import { expect, test } from 'vitest';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { registry } from '../../nodes/index.ts';
import { coverageOf } from './coverage.ts';

const flow = flowOf({
  hello: node('message', { text: { en: 'Hello.' } }, { done: 'ask' }),
  ask: node(
    'menu',
    { prompt: { en: 'Well?' }, options: [{ id: 'yes', label: { en: 'Yes' }, key: '1' }] },
    { yes: 'bye', noInput: 'bye', noMatch: 'ask' },
  ),
  bye: node('end'),
});
const way = (at: string, exit?: string, of = flow.id) => ({
  flow: of,
  node: at,
  ...(exit === undefined ? {} : { exit }),
});

test('a node is covered when a test came to it, an exit when a test took it, each in its own flow', () => {
  const results = [
    { ways: [way('hello'), way('hello', 'done'), way('ask')] },
    { ways: [way('ask', 'noMatch'), way('bye', undefined, 'another'), way('ask', 'yes', 'another')] },
  ];
  expect(coverageOf(flow, registry, results)).toEqual({
    nodes: { covered: ['hello', 'ask'], missed: ['bye'] },
    exits: { covered: ['hello.done', 'ask.noMatch'], missed: ['ask.yes', 'ask.noInput'] },
  });
});

test('to come to a node is not to leave it', () => {
  const { nodes, exits } = coverageOf(flow, registry, [{ ways: [way('hello')] }]);
  expect(nodes.covered).toEqual(['hello']);
  expect(exits.covered).toEqual([]);
});
