import { describe, expect, test } from 'vitest';
import {
  foldWords,
  type Guard,
  type Input,
  type MachineContext,
  type MachineEvent,
  type MachineJson,
} from '../index.ts';
import { GUARDS } from './guards.ts';

const machine: MachineJson = {
  flow: 'f',
  languages: ['en'],
  channels: ['chat'],
  zone: 'UTC',
  variables: [],
  config: { id: 'f', initial: '', states: {} },
};
const contextIn = (language: string, more: Partial<MachineContext> = {}): MachineContext => ({
  vars: {},
  counters: {},
  language,
  contact: { contact: 'c1', channel: 'chat', customer: { id: 'ada' }, openedAt: 0 },
  ...more,
});
const stamp = { seq: 1, at: 0, seed: 7 };
const received = (input: Input): MachineEvent => ({ type: 'input.received', input, ...stamp });
const nothing = () => undefined;

describe('picks', () => {
  const picks = (
    input: Input,
    language: string,
    words: string[],
    more: { key?: string; within?: boolean } = {},
  ) =>
    GUARDS.picks(
      { option: 'pick', words: words.map((word) => foldWords(word, language)), ...more },
      contextIn(language),
      received(input),
      machine,
      nothing,
    );
  const text = (value: string): Input => ({ kind: 'text', value });

  test.each([
    ['tr', 'İPTAL', 'iptal'],
    ['tr', 'ISPARTA', 'ısparta'],
    ['tr', 'Şikâyet!', 'sikayet'],
    ['en', 'ISTANBUL', 'istanbul'],
    ['fa', 'كارت ي', 'کارت ی'],
    ['fa', 'می‌خواهم', 'میخواهم'],
    ['fa', '۲', '2'],
    ['ms', '  Bayaran ', 'bayaran'],
  ])('in %s, %s is %s', (language, said, word) => {
    expect(picks(text(said), language, [word])).toBe(true);
  });

  test('an option by its button, never by another', () => {
    expect(picks({ kind: 'choice', value: 'pick' }, 'en', [])).toBe(true);
    expect(picks({ kind: 'choice', value: 'other' }, 'en', ['other'])).toBe(false);
  });

  test('an option by its key, pressed or typed', () => {
    expect(picks({ kind: 'dtmf', value: '2' }, 'en', [], { key: '2' })).toBe(true);
    expect(picks(text(' 2 '), 'en', [], { key: '2' })).toBe(true);
    expect(picks({ kind: 'dtmf', value: '22' }, 'en', [], { key: '2' })).toBe(false);
    expect(picks({ kind: 'dtmf', value: '2' }, 'en', ['2'])).toBe(false);
  });

  test('a word inside a sentence only where that is asked for, and whole words only', () => {
    expect(picks(text('the card please'), 'en', ['card'])).toBe(false);
    expect(picks(text('the card please'), 'en', ['card'], { within: true })).toBe(true);
    expect(picks(text('discard it'), 'en', ['card'], { within: true })).toBe(false);
    expect(picks({ kind: 'dtmf', value: '2' }, 'en', ['2'], { within: true })).toBe(false);
  });

  test('nothing when nothing was said', () => {
    expect(picks(text('…'), 'en', ['card'])).toBe(false);
  });
});

describe('parses', () => {
  const parses = (value: string, more: Partial<Extract<Guard, { type: 'parses' }>['params']>) =>
    GUARDS.parses(
      { as: { as: 'yesNo' }, ...more },
      contextIn('tr'),
      received({ kind: 'text', value }),
      machine,
      nothing,
    );
  const pin = { as: { as: 'digits' as const, minDigits: 4, maxDigits: 4 } };

  test('what makes sense, one value of it, or the reason why it does not', () => {
    expect([parses('evet', {}), parses('evet', { value: true }), parses('evet', { value: false })]).toEqual([
      true,
      true,
      false,
    ]);
    expect([
      parses('12', pin),
      parses('12', { ...pin, problem: 'tooShort' }),
      parses('12', { ...pin, problem: 'tooLong' }),
    ]).toEqual([false, true, false]);
    expect(parses('1234', { ...pin, problem: 'tooShort' })).toBe(false);
  });

  test('nothing but inputs', () => {
    expect(GUARDS.parses(pin, contextIn('en'), { type: 'input.timedOut', ...stamp }, machine, nothing)).toBe(
      false,
    );
  });
});

describe('countBelow', () => {
  const below = (counter: string, limit: number | number[], counters: MachineContext['counters'] = {}) =>
    GUARDS.countBelow(
      { counter, limit: { value: limit } },
      contextIn('en', { counters }),
      received({ kind: 'text', value: '' }),
      machine,
      nothing,
    );

  test('counts from zero, also for a node called like something every object has', () => {
    expect([below('n', 1), below('n', 0), below('n', 2, { n: 2 }), below('constructor', 1)]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  test('takes a list for its length', () => {
    expect([below('n', [5, 5], { n: 1 }), below('n', [5, 5], { n: 2 })]).toEqual([true, false]);
  });
});

describe('the other guards', () => {
  test('a calendar nobody knows is a failure, not a closed door', () => {
    const asked = () =>
      GUARDS.calendarIs(
        { calendar: 'lost', status: 'open' },
        contextIn('en'),
        received({ kind: 'text', value: '' }),
        machine,
        nothing,
      );
    expect(asked).toThrow(expect.objectContaining({ code: 'calendar.unknown' }));
  });

  test('returns reads what came back now, or what was kept', () => {
    const back: MachineEvent = { type: 'flow.returned', result: { outcome: 'paid' }, ...stamp };
    const returns = (event: MachineEvent, result?: MachineContext['result']) =>
      GUARDS.returns(
        { field: 'outcome', value: 'paid' },
        contextIn('en', { result }),
        event,
        machine,
        nothing,
      );
    expect(returns(back)).toBe(true);
    expect(returns({ type: 'input.timedOut', ...stamp }, { outcome: 'paid' })).toBe(true);
    expect(returns({ type: 'input.timedOut', ...stamp })).toBe(false);
  });
});
