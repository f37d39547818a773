import { expect, test } from 'vitest';
import { decodeTrace, encodeTrace } from './trace-text.ts';

const trace = [
  { flow: 'main', version: 3, node: 'menu', exit: 'prices' },
  { flow: 'main', version: 3, node: 'call' },
  { flow: 'other', version: 1, node: 'hello' },
  { flow: 'other', version: 1, node: 'hello', exit: 'done' },
  { flow: 'main', version: 3, node: 'call', exit: 'done' },
];

test('a way through two flows comes back as it was', () => {
  expect(decodeTrace(encodeTrace({ trace }))).toEqual({ trace });
});

test('a failure comes back with its way, and without one', () => {
  const failure = { code: 'template.limit', message: 'too long', node: 'hello' };
  expect(decodeTrace(encodeTrace({ trace, failure }))).toEqual({ trace, failure });
  expect(decodeTrace(encodeTrace({ trace: [], failure }))).toEqual({ trace: [], failure });
});

test('a step that went nowhere leaves nothing', () => {
  expect(encodeTrace({ trace: [] })).toBeNull();
  expect(decodeTrace(null)).toEqual({ trace: [] });
});

test('names of members are not written', () => {
  expect(encodeTrace({ trace: trace.slice(0, 2) })).toBe('{"way":[["main",3],["menu","prices"],"call"]}');
});
