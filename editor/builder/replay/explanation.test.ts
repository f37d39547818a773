import { describe, expect, test } from 'vitest';
import {
  type ContactEvent,
  type Effect,
  type Happening,
  MASKED,
  type Snapshot,
  type Trace,
} from '../../../runtime/engine/index.ts';
import type { Recorded } from '../../../runtime/simulated-world/index.ts';
import { CATALOGUES } from '../../messages/catalogues.ts';
import { sentencesOf } from './clause.ts';
import { explanationOf } from './explanation.ts';

const flow = { flow: 'clinic', version: 3 };
const at = (node: string, exit?: string): Trace => ({
  ...flow,
  node,
  ...(exit === undefined ? {} : { exit }),
});

/** What a step led to. */
interface Led {
  /** Node where the contact is then; where it was, unless said. */
  to?: string;
  trace?: Trace[];
  effects?: Effect[];
  ended?: Snapshot['ended'];
  failure?: Recorded['failure'];
  status?: Recorded['status'];
  context?: Partial<Snapshot['frames'][number]['context']>;
  /** Seconds since the step before. */
  after?: number;
}

/** A log, step by step. */
function logOf(...told: [Happening, Led][]): Recorded[] {
  let node = 'menu';
  let time = 1_000_000;
  return told.map(([happening, led], index) => {
    node = led.to ?? node;
    time += (led.after ?? 5) * 1000;
    const event: ContactEvent = { ...happening, seq: index + 1, at: time, seed: 1 };
    const context = { vars: {}, counters: {}, language: 'en', ...led.context };
    const frame = { ...flow, state: `${node}/ask`, context };
    const trace = led.trace ?? (led.to === undefined ? [] : [at(led.to)]);
    const snapshot: Snapshot = {
      contact: 'c1',
      channel: 'voice',
      customer: { id: 'ada' },
      openedAt: 1_000_000,
      frames: [frame],
      ...(led.ended ? { ended: led.ended } : {}),
    };
    const status = led.status ?? (led.failure ? 'failed' : led.ended ? 'done' : 'waiting');
    return {
      event,
      effects: led.effects ?? [],
      trace,
      status,
      ...(led.failure ? { failure: led.failure } : {}),
      facts: {},
      snapshot,
    };
  });
}

const collect: Effect = {
  id: 'c1/1/0',
  type: 'channel.collect',
  language: 'en',
  dtmf: true,
  speech: true,
  timeoutSeconds: 8,
  bargeIn: true,
  choices: [{ id: 'book', label: 'Appointment' }],
};
const call: [Happening, Led] = [
  { type: 'contact.opened', contact: 'c1', channel: 'voice', customer: { id: 'ada' } },
  { to: 'menu', effects: [collect] },
];
const input = (kind: 'dtmf' | 'text' | 'speech' | 'choice', value: string): Happening => ({
  type: 'input.received',
  input: { kind, value },
});
const presses = (keys: string, led: Led): [Happening, Led] => [input('dtmf', keys), led];
const leaves = (led: Led = {}): [Happening, Led] => [
  { type: 'interaction.left' },
  { ended: { reason: 'left' }, trace: [], ...led },
];
const gist = (steps: Recorded[]) =>
  explanationOf(steps).map(({ key, place, text, count, ms }) =>
    [key, place?.node, text, count, ms].filter((one) => one !== undefined).join(' '),
  );

test('a caller who pressed, was asked three times and left: each clause has its step and its node', () => {
  const steps = logOf(
    call,
    presses('2', { to: 'date', trace: [at('menu', 'book'), at('date')], effects: [collect] }),
    presses('99', { effects: [collect] }),
    [{ type: 'input.timedOut' }, { effects: [collect] }],
    leaves({ after: 40 }),
  );
  expect(gist(steps)).toEqual(['came voice', 'pressed menu 2', 'invalid date 3', 'left date 40000']);
  expect(explanationOf(steps).map(({ seq, place }) => [seq, place])).toEqual([
    [1, undefined],
    [2, { ...flow, node: 'menu' }],
    [4, { ...flow, node: 'date' }],
    [5, { ...flow, node: 'date' }],
  ]);
  expect(sentencesOf(explanationOf(steps))).toHaveLength(1);
});

describe('what a customer did', () => {
  const once = (happening: Happening, led: Led = { to: 'next', trace: [at('menu', 'x'), at('next')] }) =>
    gist(logOf(call, [happening, led])).slice(1, 2);
  test.each([
    [input('choice', 'book'), 'chose menu Appointment'],
    [input('choice', 'gone'), 'chose menu gone'],
    [input('speech', 'tomorrow'), 'said menu tomorrow'],
    [input('text', 'x'.repeat(80)), `wrote menu ${'x'.repeat(59)}…`],
    [input('text', MASKED), 'gaveHidden menu'],
    [{ type: 'input.timedOut' }, 'silentOnce menu'],
  ] satisfies [Happening, string][])('%j', (happening, told) => {
    expect(once(happening)).toEqual([told]);
  });
  test('silence alone is not a wrong answer', () => {
    const silent: [Happening, Led] = [{ type: 'input.timedOut' }, { effects: [collect] }];
    expect(gist(logOf(call, silent, silent)).slice(1)).toEqual(['silent menu 2', 'isAsked menu']);
  });
  test('a timer while something is asked is silence, and otherwise a time that ran out', () => {
    const fired: [Happening, Led] = [{ type: 'timer.fired', timer: 1 }, {}];
    expect(gist(logOf(call, fired))[1]).toBe('silentOnce menu');
    const waiting = presses('1', { to: 'wait', trace: [at('menu', 'x'), at('wait')] });
    expect(gist(logOf(call, waiting, fired))[2]).toBe('waited wait');
  });
  test('what came too late, or before anybody listened, is not told', () => {
    expect(gist(logOf(call, presses('1', { status: 'kept' }), presses('1', { status: 'ignored' })))).toEqual([
      'came voice',
      'isAsked menu',
    ]);
  });
  test('whoever hangs up at once waited for nothing', () => {
    expect(gist(logOf(call, leaves({ after: 0 })))).toEqual(['came voice', 'leftAtOnce menu']);
  });
});

describe('what happened outside', () => {
  const asking = (effect: Effect): [Happening, Led] =>
    presses('1', { to: 'ask', trace: [at('menu', 'x'), at('ask')], effects: [effect] });
  const request = { id: 'e', type: 'http.request', url: '', headers: {}, method: 'GET' } as Effect;
  const script = { id: 'e', type: 'script.run', source: '', inputs: {} } as Effect;
  const dial = { id: 'e', type: 'channel.dial', to: '', timeoutSeconds: 1, language: 'en' } as Effect;
  const prompt = { id: 'e', type: 'channel.prompt', text: '', language: 'en' } as Effect;
  const failed = (code: string): Happening => ({
    type: 'effect.failed',
    effect: 'e',
    failure: { kind: 'refused', code },
  });
  const came = (result: { [name: string]: string | number }): Happening => ({
    type: 'effect.succeeded',
    effect: 'e',
    result,
  });
  const next: Led = { to: 'next', trace: [at('ask', 'x'), at('next')] };
  test.each([
    [request, failed('http.timeout'), next, 'requestFailed ask http.timeout'],
    [request, came({ status: 503 }), next, 'answeredBad ask 503'],
    [script, failed('script.error'), next, 'codeFailed ask script.error'],
    [dial, failed('dial.refused'), next, 'transferFailed ask dial.refused'],
    [dial, came({ status: 'completed' }), next, 'transfer.completed ask'],
    [dial, came({ status: 'busy' }), next, 'transfer.busy ask'],
    [dial, came({ status: 'noAnswer' }), next, 'transfer.noAnswer ask'],
    [dial, came({ status: 'failed' }), next, 'transfer.failed ask'],
    [prompt, failed('sms.undeliverable'), { status: 'ignored' }, 'sendFailed ask sms.undeliverable'],
    [prompt, failed('customer.opted-out'), { status: 'ignored' }, 'optedOut ask'],
  ] satisfies [Effect, Happening, Led, string][])('%j: %j', (effect, happening, led, told) => {
    expect(gist(logOf(call, asking(effect), [happening, led]))[2]).toBe(told);
  });
  test('an answer that is as it should be is not worth a word', () => {
    const told = gist(logOf(call, asking(request), [came({ status: 200 }), next]));
    expect(told).toEqual(['came voice', 'pressed menu 1', 'waitsThere next']);
  });
});

describe('how it ended', () => {
  const end = (happening: Happening, led: Led) => gist(logOf(call, [happening, led])).slice(1);
  const key = input('dtmf', '1');
  const bye = [at('menu', 'x'), at('bye')];
  test.each([
    [key, { to: 'bye', trace: bye, ended: { reason: 'completed' } }, ['pressed menu 1', 'completed bye']],
    [
      key,
      { to: 'bye', trace: bye, ended: { reason: 'completed', outcome: 'booked' } },
      ['pressed menu 1', 'completedWith bye booked'],
    ],
    [
      key,
      { to: 'bye', trace: bye, ended: { reason: 'no-number' } },
      ['pressed menu 1', 'endedAs bye no-number'],
    ],
    [{ type: 'contact.closed', reason: 'spam' }, { ended: { reason: 'spam' } }, ['closed menu spam']],
    [{ type: 'contact.closed', reason: 'erased' }, { ended: { reason: 'erased' } }, ['erased menu']],
    // The flow has nodes of its own for those who leave.
    [
      { type: 'interaction.left' },
      { to: 'bye', trace: [at('bye')], ended: { reason: 'completed' } },
      ['left menu 5000', 'completed bye'],
    ],
  ] satisfies [Happening, Led, string[]][])('%j', (happening, led, told) => {
    expect(end(happening, led)).toEqual(told);
  });
  const failure = { code: 'template.failed', message: 'No such filter.', node: 'greet' };
  test('a node that failed, and nothing that took it', () => {
    expect(end(key, { ended: { reason: 'failed' }, failure, trace: [at('menu', 'x'), at('greet')] })).toEqual(
      ['pressed menu 1', 'broke greet No such filter.', 'apologised'],
    );
  });
  test('a node that failed, and an error exit that took it', () => {
    expect(
      end(key, { to: 'sorry', failure, trace: [at('menu', 'x'), at('greet', 'error'), at('sorry')] }),
    ).toEqual(['pressed menu 1', 'broke greet No such filter.', 'errorExit sorry', 'waitsThere sorry']);
  });
  test('a limit that belongs to no node, and a contact nobody could read any more', () => {
    const over = { code: 'limit.events-per-contact', message: 'More than 2000 events.' };
    expect(end(key, { ended: { reason: 'failed' }, failure: over }).slice(-2)).toEqual([
      'brokeNowhere More than 2000 events.',
      'apologised',
    ]);
    const lost = { code: 'contact.unreadable', message: 'Broken.' };
    expect(end(key, { ended: { reason: 'failed' }, failure: lost }).at(-1)).toBe('unreadable');
  });
  test('one that was moved says by the node it was put to', () => {
    expect(
      end({ type: 'contact.moved', node: 'more', by: 'ada' }, { to: 'more', effects: [collect] }),
    ).toEqual(['moved more', 'isAsked more']);
  });
});

describe('one that goes on', () => {
  const there = (context: Led['context']) =>
    gist(
      logOf(call, presses('1', { to: 'x', trace: [at('menu', 'x'), at('x')], context: context ?? {} })),
    ).at(-1);
  test('waits for an answer from outside, for a time, or for nothing in particular', () => {
    expect(there({ pending: 'c1/2/0' })).toBe('waitsAnswer x');
    expect(there({ timer: { token: 2, due: 5 } })).toBe('waitsUntil x');
    expect(there({})).toBe('waitsThere x');
  });
});

test('a long contact is told by how it began and by its last moments; the others are counted', () => {
  const more = Array.from({ length: 9 }, (_none, index) =>
    presses(String(index), { to: `n${index}`, trace: [at('menu', 'x'), at(`n${index}`)] }),
  );
  const told = gist(logOf(call, ...more, leaves()));
  expect(told).toEqual([
    'came voice',
    'earlier n3 5',
    'pressed n4 5',
    'pressed n5 6',
    'pressed n6 7',
    'pressed n7 8',
    'left n8 5000',
  ]);
});

test('nothing is said of a contact that is not kept', () => {
  expect(explanationOf([])).toEqual([]);
});

test.each(['en', 'tr', 'ms', 'fa'] as const)('%s says in every clause where it was', (language) => {
  const texts = Object.entries(CATALOGUES[language]).filter(([key]) => /^replay\.(did|was)\./.test(key));
  const nowhere = ['came', 'earlier', 'brokeNowhere', 'apologised', 'unreadable', 'erased'];
  for (const [key, text] of texts)
    expect([key, text.includes('{node}')]).toEqual([key, !nowhere.includes(key.split('.')[2]!)]);
  expect(CATALOGUES[language]['replay.customer']).toContain('{clauses}');
});
