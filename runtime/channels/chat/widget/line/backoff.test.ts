import { expect, test } from 'vitest';
import { pauseAfter } from './backoff.ts';

test.each([
  [1, 0, 250],
  [1, 1, 500],
  [2, 1, 1000],
  [4, 0, 2000],
  [7, 1, 30_000],
  [500, 1, 30_000],
  [500, 0, 15_000],
])('after %i failures, with chance %d: %i ms', (failures, chance, pause) =>
  expect(pauseAfter(failures, chance)).toBe(pause),
);
