import { expect, test } from 'vitest';
import { atMost } from './at-most.ts';

test('a label has at most so many values, and those it has it keeps', () => {
  const word = atMost(2);
  expect(['a', 'b', 'c', 'a', 'd', 'b'].map(word)).toEqual(['a', 'b', 'other', 'a', 'other', 'b']);
});
