import { expect, test } from 'vitest';
import { registry } from '../../../nodes/index.ts';
import { compile, type FlowDefinition } from '../../../runtime/engine/index.ts';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';
import { draftInMemory } from '../draft/draft-in-memory.ts';
import { making } from '../draft/open-draft.ts';
import { quickFixOf } from './quick-fixes.ts';

const bye = node('end', {});
const hello = (text: object, exits: { [exit: string]: string } = { done: 'bye' }) =>
  node('message', { text }, exits);

const BROKEN: [string, FlowDefinition][] = [
  ['exit.lost', flowOf({ hello: hello({ en: 'Hi' }, { done: 'bye', error: 'gone' }), bye })],
  ['exit.unknown', flowOf({ hello: hello({ en: 'Hi' }, { done: 'bye', other: 'bye' }), bye })],
  ['text.missing', flowOf({ hello: hello({ en: 'Hi' }), bye }, { languages: ['en', 'tr'] })],
  ['variable.unknown', flowOf({ hello: hello({ en: 'Hi {{ name }}' }), bye })],
  ['node.unreachable', flowOf({ hello: hello({ en: 'Hi' }), bye, lost: hello({ en: 'Lost' }) })],
];

test.each(BROKEN)('%s is repaired, and nothing else is touched', (code, flow) => {
  const found = () => compile(draft.read(), registry).issues.filter((issue) => issue.code === code);
  const draft = draftInMemory(flow, making, () => 0);
  const [issue] = found();
  const fix = quickFixOf(issue!, flow)!;
  fix.apply(draft);
  expect(found()).toEqual([]);
  expect(draft.history()).toHaveLength(1);
  expect(draft.read().nodes['bye']).toBe(flow.nodes['bye']);
});

test('where only a person can know, nothing is offered', () => {
  const flow = flowOf({ hello: hello({ en: 'Hi' }, {}), bye });
  expect(quickFixOf(compile(flow, registry).issues[0]!, flow)).toBeUndefined();
});
