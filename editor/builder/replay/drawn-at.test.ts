import { expect, test } from 'vitest';
import type { Recorded } from '../../../runtime/simulated-world/index.ts';
import { drawnAt, lightsAt, variablesAt, versionsOf } from './drawn-at.ts';

const root = { flow: 'clinic', version: 3 };
type Frame = Recorded['snapshot']['frames'][number];
const frame = (flow: string, version: number, state: string, vars: Frame['context']['vars'] = {}): Frame => ({
  flow,
  version,
  state,
  context: { vars, counters: {}, language: 'en' },
});
const stepOf = (
  seq: number,
  frames: Frame[],
  trace: Recorded['trace'],
  more: Partial<Pick<Recorded, 'failure'>> & { ended?: { reason: string } } = {},
): Recorded => {
  const { ended, ...rest } = more;
  return {
    event: { type: 'input.timedOut', seq, at: seq, seed: 1 },
    effects: [],
    trace,
    status: 'waiting',
    facts: {},
    snapshot: {
      contact: 'c1',
      channel: 'voice',
      customer: { id: 'ada' },
      openedAt: 0,
      frames,
      ...(ended ? { ended } : {}),
    },
    ...rest,
  };
};

const steps = [
  stepOf(1, [frame('clinic', 3, 'menu/ask', { day: null })], [{ ...root, node: 'menu' }]),
  stepOf(
    2,
    [frame('clinic', 3, 'call', { day: 'Monday' }), frame('who', 7, 'name/ask', { name: null })],
    [
      { ...root, node: 'menu', exit: 'book' },
      { ...root, node: 'call' },
      { flow: 'who', version: 7, node: 'name' },
    ],
  ),
  stepOf(
    3,
    [frame('clinic', 3, 'menu/ask', { day: 'Friday' })],
    [
      { flow: 'who', version: 7, node: 'name', exit: 'done' },
      { ...root, node: 'call', exit: 'completed' },
      { ...root, node: 'menu' },
    ],
    { failure: { code: 'x', message: 'No.', node: 'call' } },
  ),
  stepOf(4, [frame('clinic', 3, 'menu/ask', { day: 'Friday' })], [{ ...root, node: 'menu', exit: 'book' }], {
    ended: { reason: 'left' },
  }),
];

test('the drawing is of the version that runs, or that ran last', () => {
  expect(steps.map((_step, at) => drawnAt(steps.slice(0, at + 1), root).flow)).toEqual([
    'clinic',
    'who',
    'clinic',
    'clinic',
  ]);
  expect(drawnAt([], root)).toEqual(root);
  expect(versionsOf(steps, root)).toEqual([root, { flow: 'who', version: 7 }]);
});

test('the lights are of this very version, with how often each way was taken', () => {
  const own = lightsAt(steps, root);
  expect(Object.fromEntries(own.ways)).toEqual({ 'menu:book': 2, 'call:completed': 1 });
  // It is over: the node it came to last is the one to look at.
  expect(own.current).toBe('menu');
  expect(lightsAt(steps, { flow: 'clinic', version: 2 }).nodes.size).toBe(0);
  const called = lightsAt(steps.slice(0, 2), { flow: 'who', version: 7 });
  expect([called.current, [...called.nodes]]).toEqual(['name', ['name']]);
  // Where it called from, it stands at the node that called.
  expect(lightsAt(steps.slice(0, 2), root).current).toBe('call');
  expect(lightsAt(steps.slice(0, 3), root).failed).toEqual({ node: 'call', told: 'No.' });
  expect(lightsAt([], root).nodes.size).toBe(0);
});

test('variables are those of the flow that runs, with each value and the step it came at', () => {
  expect(variablesAt(steps)).toEqual([
    {
      name: 'day',
      value: 'Friday',
      history: [
        { seq: 1, value: null },
        { seq: 2, value: 'Monday' },
        { seq: 3, value: 'Friday' },
      ],
    },
  ]);
  expect(variablesAt(steps.slice(0, 2)).map(({ name }) => name)).toEqual(['name']);
  expect(variablesAt([])).toEqual([]);
});
