import { describe, expect, test } from 'vitest';
import type { Effect } from '../../engine/index.ts';
import type { StoryEntry } from '../adapter.ts';
import { type Asked, NOTHING_ASKED, render } from './render.ts';

const prompt = (text: string, index = 0, language = 'en'): Effect => ({
  type: 'channel.prompt',
  id: `c/1/${index}`,
  text,
  language,
});
const collect = (choices: string[] = [], sensitive = false): Effect => ({
  type: 'channel.collect',
  id: 'c/1/9',
  language: 'en',
  dtmf: false,
  speech: true,
  timeoutSeconds: 5,
  bargeIn: true,
  ...(choices.length > 0 ? { choices: choices.map((id) => ({ id, label: id.toUpperCase() })) } : {}),
  ...(sensitive ? { sensitive } : {}),
});
const step = (effects: Effect[], more: Partial<StoryEntry> = {}): StoryEntry => ({
  seq: 1,
  at: 5,
  effects,
  ended: false,
  ...more,
});
const show = (entry: StoryEntry, asked: Asked = NOTHING_ASKED) => render(entry, asked, 'v1').frames;
const flow = { type: 'entry', seq: 1, at: 5, from: 'flow', language: 'en', dir: 'ltr' };

describe('what the flow says', () => {
  test('each prompt is an entry with the id of its effect', () =>
    expect(show(step([prompt('One'), prompt('Two', 1)]))).toEqual([
      { ...flow, id: 'c/1/0', text: 'One' },
      { ...flow, id: 'c/1/1', text: 'Two' },
    ]));

  test('choices go to the last prompt', () =>
    expect(show(step([prompt('One'), prompt('Two', 1), collect(['a', 'b'])]))).toEqual([
      { ...flow, id: 'c/1/0', text: 'One' },
      {
        ...flow,
        id: 'c/1/1',
        text: 'Two',
        expects: 'choice',
        choices: [
          { id: 'a', label: 'A' },
          { id: 'b', label: 'B' },
        ],
      },
    ]));

  test('a question without choices expects a text', () =>
    expect(show(step([prompt('Name?'), collect()]))).toEqual([
      { ...flow, id: 'c/1/0', text: 'Name?', expects: 'text' },
    ]));

  test('a question without words stands alone', () =>
    expect(show(step([collect(['a'])]))).toEqual([
      { ...flow, id: 'c/1/9', text: '', expects: 'choice', choices: [{ id: 'a', label: 'A' }] },
    ]));

  test('two questions in one step keep their own choices', () => {
    const frames = show(step([prompt('One'), collect(['a']), prompt('Two', 1), collect(['b'])]));
    expect(frames).toMatchObject([
      { text: 'One', choices: [{ id: 'a' }] },
      { text: 'Two', choices: [{ id: 'b' }] },
    ]);
  });

  test('a language written from right to left says so', () =>
    expect(show(step([prompt('سلام', 0, 'fa')]))).toMatchObject([{ language: 'fa', dir: 'rtl' }]));

  test('a recording goes along, an empty prompt does not', () => {
    const spoken = { ...prompt('Hi'), recording: 'https://a.example/hi.mp3' } as Effect;
    expect(show(step([spoken, prompt('', 1)]))).toEqual([
      { ...flow, id: 'c/1/0', text: 'Hi', recording: 'https://a.example/hi.mp3' },
    ]);
  });

  test('what a chat window cannot do is left out', () => {
    const dial: Effect = { type: 'channel.dial', id: 'c/1/0', to: '+1', timeoutSeconds: 5, language: 'en' };
    const note: Effect = { type: 'contact.note', id: 'c/1/1', text: 'internal' };
    const update: Effect = { type: 'customer.update', id: 'c/1/2', language: 'tr' };
    expect(show(step([dial, note, update]))).toEqual([]);
  });
});

describe('what the customer gave', () => {
  const asked = render(step([prompt('Which?'), collect(['a', 'b'])]), NOTHING_ASKED, 'v1').asked;

  test('a text keeps the client’s id', () =>
    expect(show(step([], { input: { kind: 'text', value: 'Hi' }, id: 'v1:message-1' }))).toEqual([
      { type: 'entry', seq: 1, at: 5, from: 'customer', id: 'message-1', text: 'Hi', dir: 'auto' },
    ]));

  test('a choice is shown by its label', () =>
    expect(show(step([], { input: { kind: 'choice', value: 'b' }, id: 'v1:message-1' }), asked)).toEqual([
      {
        type: 'entry',
        seq: 1,
        at: 5,
        from: 'customer',
        id: 'message-1',
        text: 'B',
        language: 'en',
        dir: 'ltr',
      },
    ]));

  test('a choice nobody offered is shown as it is', () =>
    expect(show(step([], { input: { kind: 'choice', value: 'z' } }), asked)).toMatchObject([
      { id: 'input-1', text: 'z' },
    ]));

  test('a sensitive answer is never sent', () => {
    const secret = render(step([prompt('Card?'), collect([], true)]), NOTHING_ASKED, 'v1');
    expect(secret.frames).toMatchObject([{ sensitive: true }]);
    const answer = step([], { input: { kind: 'text', value: '4111' } });
    expect(JSON.stringify(render(answer, secret.asked, 'v1'))).not.toContain('4111');
  });

  test('an entry without an answer keeps the question open', () =>
    expect(render(step([prompt('Still there?')]), asked, 'v1').asked).toBe(asked));
});

describe('the end', () => {
  test('with a reason', () =>
    expect(
      show(step([prompt('Bye'), { type: 'channel.end', id: 'c/1/1', reason: 'completed' }], { ended: true })),
    ).toEqual([
      { ...flow, id: 'c/1/0', text: 'Bye' },
      { type: 'ended', seq: 1, reason: 'completed' },
    ]));

  test('without one', () =>
    expect(show(step([], { ended: true }))).toEqual([{ type: 'ended', seq: 1, reason: 'ended' }]));
});
