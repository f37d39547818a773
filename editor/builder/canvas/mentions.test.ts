import { expect, test } from 'vitest';
import { asked, mentioned, mentionsIn, withMention } from './mentions.ts';

const people = [
  { id: 'a', name: 'Ada' },
  { id: 'b', name: 'Ada Admin' },
];

test('a name is asked for after an @ that begins a word', () => {
  expect(asked('Ask @Ad', 7)).toBe('Ad');
  expect(asked('Ask @', 5)).toBe('');
  expect(asked('ada@clinic', 10)).toBeUndefined();
  expect(withMention('Ask @ad today', 7, 'Ada Admin')).toEqual({ text: 'Ask @Ada Admin  today', at: 15 });
});

test('names are found in a text, the longest first, and told from what is between them', () => {
  expect(mentionsIn('Hi @Ada', people)).toEqual(['a']);
  expect(mentioned('Hi @Ada Admin!', people)).toEqual([
    { text: 'Hi ', isName: false },
    { text: '@Ada Admin', isName: true },
    { text: '!', isName: false },
  ]);
});
