import { describe, expect, test } from 'vitest';
import type { StoryEntry } from '../adapter.ts';
import { hearing, heardUntil, isOutdated } from './turns.ts';

const entry = (seq: number, id?: string, text?: string): StoryEntry => ({
  seq,
  at: seq,
  ...(id === undefined ? {} : { id }),
  effects: text === undefined ? [] : [{ type: 'channel.prompt', id: `c/${seq}/0`, text, language: 'en' }],
  ended: false,
});
const texts = (story: StoryEntry[], turn: number) =>
  hearing(story, 'v3:a', turn, false).effects.map((effect) => ('text' in effect ? effect.text : ''));

const STORY = [
  entry(1, 'v3:a:open', 'one'),
  entry(2, 'v3:a:1', 'two'),
  entry(3, undefined, 'by a timer'),
  entry(4, 'v3:a:3', 'four'),
  entry(5, 'v3:a:4:dial', 'five'),
];
const after = (turn: number, until = 5) => STORY.filter(({ seq }) => seq > turn && seq <= until);

describe('what a call hears', () => {
  test('the first document', () => expect(texts(after(0, 1), 0)).toEqual(['one']));
  test('the answer to turn 1', () => expect(texts(after(1, 2), 1)).toEqual(['two']));
  test('with what a timer brought meanwhile', () =>
    expect(texts(after(1, 3), 1)).toEqual(['two', 'by a timer']));
  test('nothing new', () =>
    expect(hearing([], 'v3:a', 5, false)).toEqual({ effects: [], from: 5, to: 5, ended: false }));
});

describe('a repeat', () => {
  test('of the same turn hears the same', () => expect(texts(after(1, 2), 1)).toEqual(['two']));
  test('of an old turn hears the current document', () => expect(texts(after(1), 1)).toEqual(['five']));
  test('of the first request hears the current document', () => expect(texts(after(0), 0)).toEqual(['five']));
});

test('deliveries of other calls, and other deliveries of this one, are no turns', () => {
  const story = [entry(1, 'v3:ab:7'), entry(2, 'v3:a:status:completed'), entry(3, 'v3:a:9x'), entry(4)];
  expect(heardUntil(story, 'v3:a', 0)).toBe(0);
});

test('an answer is outdated as soon as the caller was told something else', () => {
  expect(isOutdated([])).toBe(false);
  expect(isOutdated([entry(2)])).toBe(false);
  const note = { type: 'contact.note' as const, id: 'c/2/0', text: 'x' };
  expect(isOutdated([{ ...entry(2), effects: [note] }])).toBe(false);
  expect(isOutdated([entry(2), entry(3, undefined, 'Are you there?')])).toBe(true);
  expect(isOutdated([{ ...entry(2), ended: true }])).toBe(true);
});
