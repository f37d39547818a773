import { describe, expect, it } from 'vitest';
import type { Action } from '../machine.ts';
import { type Arrival, type Go, knownWays, type Walker } from './known-ways.ts';

const visit = (node: string): Action => ({ type: 'visit', params: { node } }) as Action;
const isFirst = () => false;
const isSecond = () => false;

/** Visits a; then b, if the first guard holds; then c, if the second does; ends where it came to. */
function machine() {
  let gone = 0;
  const go: Go = (walker): Arrival => {
    gone += 1;
    walker.act(visit('a'));
    if (!walker.answer(isFirst, 1)) return { state: 'a', done: false, taken: true };
    walker.act(visit('b'));
    if (!walker.answer(isSecond, 2)) return { state: 'b', done: false, taken: true };
    walker.act(visit('c'));
    return { state: 'c', done: true, taken: true };
  };
  return { go, gone: () => gone };
}

/** Answers as told and notes what it is asked for. */
function walker(...answers: boolean[]): Walker & { log: string[] } {
  const log: string[] = [];
  return {
    log,
    answer(guard, params) {
      log.push(`${guard.name} ${String(params)}?`);
      return answers.shift()!;
    },
    act: ({ params }) => void log.push((params as { node: string }).node),
  };
}

describe('ways that are known', () => {
  it('puts the same questions and does the same things in the same order, with XState asked once for each way', () => {
    const along = knownWays();
    const { go, gone } = machine();
    const expected = {
      a: ['a', 'isFirst 1?'],
      b: ['a', 'isFirst 1?', 'b', 'isSecond 2?'],
      c: ['a', 'isFirst 1?', 'b', 'isSecond 2?', 'c'],
    };
    const answers = { a: [false], b: [true, false], c: [true, true] };
    // Twice through all, in an order that comes to every fork both from a known way and from an unknown one.
    for (const wanted of ['b', 'a', 'c', 'c', 'b', 'a'] as const) {
      const one = walker(...answers[wanted]);
      expect(along('waiting', 'input', one, go)).toEqual({
        state: wanted,
        done: wanted === 'c',
        taken: true,
      });
      expect(one.log).toEqual(expected[wanted]);
    }
    expect(gone()).toBe(3);
  });

  it('tells states and events apart', () => {
    const along = knownWays();
    const { go, gone } = machine();
    for (const [state, event] of [
      ['one', 'input'],
      ['two', 'input'],
      ['one', 'timer'],
    ] as const)
      along(state, event, walker(false), go);
    expect(gone()).toBe(3);
  });

  it('remembers no way on which something was thrown', () => {
    const along = knownWays();
    const { go, gone } = machine();
    const failing: Walker = {
      answer: () => true,
      act: ({ params }) => {
        if ((params as { node: string }).node === 'c') throw new Error('too far');
      },
    };
    expect(() => along('waiting', 'input', failing, go)).toThrow('too far');
    const one = walker(true, true);
    expect(along('waiting', 'input', one, go).state).toBe('c');
    expect(one.log).toEqual(['a', 'isFirst 1?', 'b', 'isSecond 2?', 'c']);
    expect(() => along('waiting', 'input', failing, go)).toThrow('too far');
    expect(gone()).toBe(2);
  });

  it('keeps no more than it may, and goes on with what it has not kept', () => {
    const along = knownWays();
    const { go, gone } = machine();
    const through = () => {
      const before = gone();
      for (let state = 0; state < 4_000; state += 1) along(String(state), 'input', walker(false), go);
      return gone() - before;
    };
    expect(through()).toBe(4_000);
    // Each way is two stretches: before the question and after it.
    expect(through()).toBe(4_000 - 2_500);
  });
});
