import { expect, test } from 'vitest';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';
import { making } from '../draft/open-draft.ts';
import { readFragment, takeFragment } from './fragment.ts';
import { pasteFragment } from './paste-fragment.ts';

const source = flowOf(
  {
    hello: node('message', { text: { en: 'Hello {{name}}' } }, { done: 'bye' }),
    bye: node('end', {}),
  },
  {
    variables: [
      { name: 'name', type: 'text' },
      { name: 'other', type: 'text' },
    ],
  },
);
const text = JSON.stringify(takeFragment(source, ['hello', 'bye']));
const changed = (change: (fragment: Record<string, unknown>) => void): string => {
  const fragment = JSON.parse(text) as Record<string, unknown>;
  change(fragment);
  return JSON.stringify(fragment);
};

test('what was copied is pasted into another flow, with the variables it speaks of', () => {
  const fragment = readFragment(text)!;
  const target = flowOf({ hello: node('end', {}) });
  const edit = pasteFragment.edit(target, { fragment, middle: { x: 1000, y: 500 } }, making);
  expect(edit).toMatchObject({
    chosen: ['hello-2', 'bye'],
    flow: { variables: [{ name: 'name', type: 'text' }], nodes: { 'hello-2': { exits: { done: 'bye' } } } },
  });
});

test.each([
  ['no JSON', 'hello'],
  ['other JSON', '{"a":1}'],
  ['nothing in it', changed((one) => Object.assign(one, { nodes: {}, layout: {} }))],
  ['a member nobody knows', changed((one) => Object.assign(one, { script: 'alert(1)' }))],
  ['an id that is none', changed((one) => Object.assign(one, { nodes: { '<b>': source.nodes['bye'] } }))],
  ['a hostile key', text.replace('"text":{', '"__proto__":{"polluted":true},"text":{')],
  ['a node that is none', changed((one) => Object.assign(one, { nodes: { bye: { type: 'end' } } }))],
  ['a place that is none', changed((one) => Object.assign(one, { layout: { bye: { x: 'left', y: 0 } } }))],
  ['nested without end', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['longer than any flow', text + ' '.repeat(5_000_000)],
])('a text with %s is refused', (_what, hostile) => {
  expect(readFragment(hostile)).toBeUndefined();
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test('a node type this installation does not know is refused', () => {
  const strange = readFragment(text.replace('"type":"end"', '"type":"teleport"'))!;
  expect(pasteFragment.edit(source, { fragment: strange, middle: { x: 0, y: 0 } }, making)).toEqual({
    refused: 'unknown-type',
    values: { type: 'teleport' },
  });
});
