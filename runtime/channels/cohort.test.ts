import { expect, test } from 'vitest';
import { cohort } from './cohort.ts';

test('all of one turn go on together and in order; what comes by then belongs to the next', () => {
  const turns: (() => void)[] = [];
  const together = cohort((work) => turns.push(work));
  const done: string[] = [];
  together(() => {
    done.push('first');
    together(() => done.push('third'));
  });
  together(() => done.push('second'));
  expect([turns.length, done]).toEqual([1, []]);
  turns.shift()!();
  expect([turns.length, done]).toEqual([1, ['first', 'second']]);
  turns.shift()!();
  expect(done).toEqual(['first', 'second', 'third']);
});
