import { expect, test } from 'vitest';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { MONDAY, recorded, sourceOf } from '../../tests/kit/recorded.ts';
import { type FlowDefinition, MASKED, nodeOf } from '../engine/index.ts';
import type { Act } from './act.ts';
import { recur } from './recur.ts';
import type { Parting, Recorded } from './recorded.ts';
import { newWorld, type SimulatedWorld } from './simulated-world.ts';

const ask = (valid = 'bye', spec: Record<string, unknown> = { as: 'digits', minDigits: 2, maxDigits: 4 }) =>
  node(
    'collect',
    { prompt: { en: 'When?' }, ask: spec, saveTo: 'day', attempts: 2 },
    { valid, noInput: 'bye', invalid: 'bye' },
  );
const lookUp = node(
  'http-request',
  { url: 'https://example.com/' },
  Object.fromEntries(
    ['success', 'notFound', 'clientError', 'serverError', 'timeout', 'failed'].map((exit) => [exit, 'bye']),
  ),
);
const wait = (time: Record<string, number>) =>
  node('wait', { for: time }, { expired: 'ask', returned: 'ask' });
const bye = node('end', { reason: 'done' });
const flow = (nodes: Parameters<typeof flowOf>[0]) =>
  flowOf(nodes, { id: 'dates', channels: ['chat', 'voice'], variables: [{ name: 'day', type: 'text' }] });

/** Follows a contact on another drawing; gives where it is at last, and why it was left. */
function followed(
  steps: readonly Recorded[],
  definition: FlowDefinition,
): { world: SimulatedWorld; at: string; parting?: Parting & { seq: number } } {
  const source = sourceOf(definition);
  let world = newWorld({ flow: 'dates', version: 2, at: MONDAY });
  const where = () => nodeOf(world.snapshot?.frames.at(-1)?.state ?? '');
  for (const [index, step] of steps.entries()) {
    const before = steps[index - 1]?.snapshot ?? null;
    const next = recur(source, world, { step, before, root: { flow: 'dates', version: 1 } });
    if (!next.ok) return { world, at: where(), parting: { ...next.parting, seq: step.event.seq } };
    world = next.world;
  }
  return { world, at: where() };
}

const chat: Act = { type: 'opens', channel: 'chat' };
const call: Act = { type: 'opens', channel: 'voice' };
const says = (value: string): Act => ({ type: 'gives', input: { kind: 'text', value } });
const asking = flow({ ask: ask(), bye });

test('a drawing that takes an answer sooner is left where it is elsewhere, at the step that says so', () => {
  const steps = recorded(asking, [chat, says('12345'), { type: 'leaves' }]);
  const { parting, at } = followed(steps, flow({ ask: ask('more', { as: 'text' }), more: ask(), bye }));
  expect(at).toBe('more');
  expect(parting).toEqual({ why: 'elsewhere', node: 'ask', instead: 'more', seq: 3 });
});

test('one that is over already says with what', () => {
  const steps = recorded(flow({ ask: ask('more'), more: ask(), bye }), [chat, says('12'), says('34')]);
  expect(followed(steps, asking).parting).toEqual({ why: 'over', reason: 'done', seq: 3 });
});

test('silence is as long as it was: a drawing with more patience still waits, one with less has gone on', () => {
  const waiting = flow({ wait: wait({ seconds: 30 }), ask: ask(), bye });
  const patient = flow({ wait: wait({ minutes: 1 }), ask: ask(), bye });
  const steps = recorded(waiting, [chat, { type: 'timePasses', ms: 31_000 }]);
  expect(steps.map(({ event }) => event.type)).toEqual(['contact.opened', 'timer.fired']);
  const still = followed(steps, patient);
  expect([still.at, still.world.at - MONDAY]).toEqual(['wait', 30_000]);
  const hasty = flow({ wait: wait({ seconds: 5 }), ask: ask(), bye });
  const early = followed(steps, hasty);
  expect(early.world.story.map(({ event }) => event.at - MONDAY)).toEqual([0, 5_000]);
  expect([early.at, early.world.at - MONDAY]).toEqual(['ask', 30_000]);
});

test('a late timer fires when it did, not when it should have', () => {
  const steps = recorded(flow({ wait: wait({ seconds: 30 }), ask: ask(), bye }), [
    chat,
    { type: 'timePasses', ms: 31_000 },
  ]);
  const [opened, fired] = steps;
  const late = { ...fired!, event: { ...fired!.event, at: MONDAY + 90_000 } };
  const { world } = followed([opened!, late], flow({ wait: wait({ seconds: 30 }), ask: ask(), bye }));
  expect(world.story.at(-1)?.event.at).toBe(MONDAY + 90_000);
});

test('an answer goes to whoever waits for one at that node, and to nobody else', () => {
  const asked = flow({ ask: lookUp, bye });
  const answered: Act = { type: 'answers', outcome: { result: { status: 200, ok: true, body: null } } };
  const steps = recorded(asked, [chat, answered]);
  expect(followed(steps, asked).world.snapshot?.ended).toEqual({ reason: 'done' });
  expect(followed(steps, asking).parting).toEqual({ why: 'notAsked', node: 'ask', seq: 2 });
  const hidden = { ...steps[1]!, event: { ...steps[1]!.event, result: { body: MASKED } } } as Recorded;
  expect(followed([steps[0]!, hidden], asked).parting).toEqual({ why: 'hidden', node: 'ask', seq: 2 });
});

test('what was sensitive cannot be said again', () => {
  const steps = recorded(asking, [chat, says(MASKED)]);
  expect(followed(steps, asking).parting).toEqual({ why: 'hidden', node: 'ask', seq: 2 });
});

test('silence the channel timed has somebody to time it, or nobody', () => {
  const steps = recorded(asking, [call, { type: 'staysSilent' }]);
  expect(steps.at(-1)?.event.type).toBe('input.timedOut');
  expect(followed(steps, asking).parting).toBeUndefined();
  expect(followed(steps, flow({ ask: lookUp, bye })).parting).toEqual({
    why: 'notTimed',
    node: 'ask',
    seq: 2,
  });
});

test('who was put to a node is put to it, where there is such a place', () => {
  const two = flow({ ask: ask('more'), more: ask(), bye });
  const [opened] = recorded(two, [chat]);
  const event = { type: 'contact.moved', node: 'more', by: 'ada', seq: 2, at: MONDAY, seed: 1 } as const;
  const moved: Recorded = { ...opened!, event, status: 'waiting' };
  expect(followed([opened!, moved], two).at).toBe('more');
  expect(followed([opened!, moved], asking).parting).toEqual({ why: 'noPlace', node: 'more', seq: 2 });
});
