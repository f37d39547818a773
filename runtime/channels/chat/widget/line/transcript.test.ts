import { describe, expect, test } from 'vitest';
import type { EntryFrame } from './frames.ts';
import { transcript } from './transcript.ts';

const entry = (seq: number, id: string, more: Partial<EntryFrame> = {}): EntryFrame => ({
  type: 'entry',
  seq,
  at: seq,
  from: 'flow',
  id,
  text: id,
  dir: 'ltr',
  ...more,
});
const keys = (of: ReturnType<typeof transcript>) => of.items().map(({ key }) => key);
const begun = () => {
  const shown = transcript();
  shown.begin('c1');
  return shown;
};

describe('entries', () => {
  test('are shown once, in the server’s order, however they come', () => {
    const shown = begun();
    const all = [entry(1, 'a'), entry(1, 'b'), entry(2, 'c'), entry(3, 'd')];
    for (const one of [all[0]!, all[3]!, all[0]!, all[1]!, all[2]!, all[3]!]) shown.add(one);
    expect(keys(shown)).toEqual(['a', 'b', 'c', 'd']);
    expect(shown.add(all[2]!)).toBe(false);
  });

  test('are asked for again from the step before the last', () => {
    const shown = begun();
    expect(shown.after).toBe(0);
    shown.add(entry(1, 'a'));
    shown.add(entry(5, 'b'));
    expect(shown.after).toBe(4);
  });

  test('of another conversation come below a divider', () => {
    const shown = begun();
    shown.add(entry(9, 'a'));
    shown.end();
    shown.begin('c2');
    shown.begin('c2');
    shown.add(entry(1, 'b'));
    expect(keys(shown)).toEqual(['a', 'divider-c2', 'b']);
    expect([shown.ended, shown.after, shown.contact]).toEqual([false, 0, 'c2']);
  });

  test('a recording without words shows its address', () => {
    const shown = begun();
    shown.add(entry(1, 'a', { text: '', recording: 'https://a.example/hi.mp3' }));
    shown.add(entry(2, 'b', { text: '', expects: 'text' }));
    expect(shown.items().map(({ text }) => text)).toEqual(['https://a.example/hi.mp3']);
  });
});

describe('messages on their way', () => {
  const message = { id: 'm1', text: 'Hi', at: 1 };

  test('stand last until the server tells of them', () => {
    const shown = begun();
    shown.wait(message);
    shown.wait(message);
    shown.add(entry(1, 'a'));
    expect(shown.items().map(({ key, state }) => [key, state])).toEqual([
      ['a', 'sent'],
      ['m1', 'waiting'],
    ]);
    shown.confirm('m1');
    shown.add(entry(2, 'm1', { from: 'customer' }));
    shown.add(entry(2, 'b'));
    expect(keys(shown)).toEqual(['a', 'm1', 'b']);
  });

  test('may fail, and be taken back', () => {
    const shown = begun();
    shown.wait(message);
    shown.fail('m1');
    expect(shown.items()).toMatchObject([{ state: 'failed' }]);
    shown.forget('m1');
    expect(shown.items()).toEqual([]);
  });
});

describe('the open question', () => {
  const asks = entry(1, 'q', { expects: 'choice', choices: [{ id: 'x', label: 'X' }] });

  test('is open until there is an answer', () => {
    const shown = begun();
    expect(shown.question()).toBeUndefined();
    shown.add(asks);
    expect(shown.question()).toEqual({ key: 'q', expects: 'choice', sensitive: false });
    shown.wait({ id: 'm1', text: 'X', choice: 'x', at: 1 });
    expect(shown.question()).toBeUndefined();
    shown.fail('m1');
    expect(shown.question()?.key).toBe('q');
    shown.add(entry(2, 'm2', { from: 'customer' }));
    expect(shown.question()).toBeUndefined();
  });

  test('stays open when the flow only adds something, and closes with the conversation', () => {
    const shown = begun();
    shown.add(asks);
    shown.add(entry(2, 'still there?'));
    expect(shown.question()?.key).toBe('q');
    shown.end();
    expect(shown.question()).toBeUndefined();
  });
});
