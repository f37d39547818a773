import { expect, test } from 'vitest';
import { completed, completionAt } from './completion.ts';
import { previewOf } from './preview.ts';

const known = { variables: ['balance', 'branch', 'customer'], filters: ['date', 'digits', 'money'] };
/** A text with `^` where one writes. */
const at = (marked: string) => {
  const caret = marked.indexOf('^');
  return { text: marked.replace('^', ''), caret };
};

test.each([
  ['{{^', 'variable', ['balance', 'branch', 'customer']],
  ['Your {{ b^', 'variable', ['balance', 'branch']],
  ['{{ balance | ^', 'filter', ['date', 'digits', 'money']],
  ['{{ balance | d^ }}', 'filter', ['date', 'digits']],
  ['{% if c^ %}', 'variable', ['customer']],
  ['{{ balance | money: "TRY" }} and {{ br^', 'variable', ['branch']],
])('in "%s" a %s is offered', (marked, kind, options) => {
  const { text, caret } = at(marked);
  expect(completionAt(text, caret, known)).toMatchObject({ kind, options });
});

test.each(['Hello^', '{{ balance }}^', '{% i^', '{{ balance^'])('in "%s" nothing is offered', (marked) => {
  const { text, caret } = at(marked);
  expect(completionAt(text, caret, known)).toBeUndefined();
});

test('what is taken closes its braces, once', () => {
  for (const marked of ['You have {{ ba^', 'You have {{ ba^ }}']) {
    const { text, caret } = at(marked);
    const done = completed(text, completionAt(text, caret, known)!, 'balance');
    expect(done.text).toBe('You have {{ balance }}');
    expect(done.caret).toBe('You have {{ balance'.length);
  }
});

test('a preview names what has no value yet, and says what cannot be read', () => {
  const about = { language: 'en', zone: 'UTC', at: 0 };
  const variables = [{ name: 'count', type: 'number' as const, initial: 3 }];
  expect(previewOf('Hi {{ customer.name }}, {{ count }} left', variables, about)).toEqual({
    text: 'Hi ‹customer.name›, 3 left',
  });
  expect(previewOf('{{ name', variables, about)).toMatchObject({ problem: expect.any(String) });
});
