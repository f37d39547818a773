import { expect, test } from 'vitest';
import { CATALOGUES } from './catalogues.ts';
import { namesIn } from './fill.ts';
import { speakerOf } from './speaker.ts';

const speak = (language: keyof typeof CATALOGUES) => speakerOf({ language, catalogue: CATALOGUES[language] });

test('a text is filled in; what has no value shows', () => {
  expect(speak('en').fill('From {source} to {target}', { source: 'a' })).toBe('From a to {target}');
});

test('what is counted has the form of its number, and the number the digits of its language', () => {
  const count = (language: keyof typeof CATALOGUES, number: number) =>
    speak(language).t('flows.count', { count: number });
  expect([0, 1, 2, 1500].map((number) => count('en', number))).toEqual([
    '0 flows',
    '1 flow',
    '2 flows',
    '1,500 flows',
  ]);
  expect([1, 2].map((number) => count('tr', number))).toEqual(['1 akış', '2 akış']);
  expect(count('fa', 12)).toContain('۱۲');
});

test('names are found in either writing', () => {
  expect(namesIn('{b} and {a, plural, one {# thing} other {# things}}')).toEqual(['a', 'b']);
});

test('every counted text is written so that it is read as one', () => {
  for (const language of ['en', 'tr', 'ms', 'fa'] as const)
    for (const text of Object.values(CATALOGUES[language]).filter((one) => one.includes(', plural,'))) {
      const values = Object.fromEntries(namesIn(text).map((name) => [name, 1]));
      expect(speak(language).fill(text, values), text).not.toMatch(/[{}#]|plural/);
    }
});
