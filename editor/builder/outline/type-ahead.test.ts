import { expect, test } from 'vitest';
import { foundBy, NOTHING, typedOn } from './type-ahead.ts';

const names = ['Answer', 'Busy', 'Booked', 'Call back', 'Büro'];

/** The line one is on after typing these keys, a tenth of a second apart. */
function after(keys: string, { pause = 100, from = 0, acts = 'ac' } = {}): number {
  let typed = NOTHING;
  let line = from;
  for (const [index, key] of Array.from(keys).entries()) {
    const next = typedOn(typed, key, index * pause, acts.includes(key));
    if (!next) continue;
    typed = next;
    const found = foundBy(typed, names, line);
    if (found >= 0) line = found;
  }
  return line;
}

test('letters lead to the next name that begins with them', () => {
  expect([after('b'), after('bo'), after('bü'), after('BOOK')]).toEqual([1, 2, 4, 2]);
});

test('one letter, typed again after a pause, goes on to the next and around', () => {
  expect(after('bbb', { pause: 2_000 })).toBe(4);
  expect(after('bbbb', { pause: 2_000 })).toBe(1);
});

test('a letter that is a shortcut begins no name, unless after a slash; within a name it is a letter', () => {
  expect([after('call'), after('/call'), after('/a', { from: 2 })]).toEqual([0, 3, 0]);
  expect(typedOn(NOTHING, ' ', 0, false)).toBeUndefined();
  expect(typedOn(NOTHING, 'ArrowDown', 0, false)).toBeUndefined();
  expect(foundBy({ text: '/', at: 0 }, names, 0)).toBe(-1);
  expect(foundBy({ text: '/nobody', at: 0 }, names, 0)).toBe(-1);
});
