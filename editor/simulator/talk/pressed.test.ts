import { expect, test } from 'vitest';
import { pressed } from './pressed.ts';

/** What goes to the flow while these keys are pressed. */
function sent(keys: string, listening: Parameters<typeof pressed>[2]): string[] {
  let digits = '';
  return keys.split('').flatMap((key) => {
    const next = pressed(digits, key, listening);
    ({ digits } = next);
    return next.sends === undefined ? [] : [next.sends];
  });
}

test('one key takes an option, and digits go together until there are enough or the caller ends them', () => {
  expect(sent('12', { choices: [{ id: 'a', label: 'A', key: '1' }] })).toEqual(['1', '2']);
  expect(sent('12345', { maxDigits: 4 })).toEqual(['1234']);
  expect(sent('123#4', { finishKey: '#' })).toEqual(['123']);
  expect(sent('#', { finishKey: '#', maxDigits: 1 })).toEqual(['#']);
  expect(sent('12', null)).toEqual(['1', '2']);
});
