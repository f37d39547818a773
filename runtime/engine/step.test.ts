import { describe, expect, test } from 'vitest';
import {
  type ContactEvent,
  type ContactOpened,
  type Happening,
  LIMITS,
  start,
  step,
  type Step,
  type World,
} from './index.ts';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { worldOf } from '../../tests/kit/scenario-world.ts';
import { scenario } from '../../tests/kit/scenario.ts';

const NEWS = { text: { en: 'News.' }, confirmDelivery: true };
const question = (prompt: string) => ({
  prompt: { en: prompt },
  options: [{ id: 'yes', label: { en: 'Yes' }, key: '1' }],
  attempts: 2,
  patience: { voiceSeconds: 5, textMinutes: 1 },
});
const menu = (prompt: string, yes: string, otherwise: string) =>
  node('menu', question(prompt), { yes, noInput: otherwise, noMatch: otherwise });

/** Asks twice in a row. */
const twice = flowOf({
  first: menu('First?', 'second', 'bye'),
  second: menu('Second?', 'bye', 'bye'),
  bye: node('end'),
});
/** Waits for a delivery before it asks. */
const afterNews = flowOf({
  news: node('message', NEWS, { done: 'ask', undeliverable: 'bye' }),
  ask: menu('Well?', 'bye', 'bye'),
  bye: node('end'),
});

const input = (value: string): Happening => ({ type: 'input.received', input: { kind: 'text', value } });

describe('a timer', () => {
  test('of a node that was left is ignored when it fires late', () => {
    const contact = scenario(twice).chats();
    const { timer } = contact.snapshot.frames[0]!.context;
    contact.says('yes').isAt('second');
    const before = contact.snapshot;
    contact.waits(30).happens({ type: 'timer.fired', timer: timer!.token }, 'the first timer fires late');
    expect(contact.snapshot).toEqual(before);
  });

  test('is ignored when it fires early', () => {
    const contact = scenario(twice).chats();
    const before = contact.snapshot;
    contact.waits(59).happens({ type: 'timer.fired', timer: 1 }, 'the timer fires early');
    expect(contact.snapshot).toEqual(before);
    contact.waits(1).hears('First?');
  });

  test('begins anew when the question is asked anew', () => {
    scenario(twice).chats().waits(59).says('what?').waits(59).isAt('first').waits(1).ends();
  });

  test('that nobody takes does not stay due', () => {
    const flow = flowOf({ ask: menu('Well?', 'bye', 'bye'), bye: node('end') });
    const world = worldOf([flow], {}, new Map());
    const machine = world.machine('main')!;
    const deaf = {
      ...machine,
      send: (state: string, context: never) => ({ state, context, asked: [], done: false, taken: false }),
    };
    const contact = scenario(flow).chats().snapshot;
    const { due, token } = contact.frames[0]!.context.timer!;
    const fired: ContactEvent = { type: 'timer.fired', timer: token, seq: 2, at: due, seed: 0 };
    const { snapshot, status } = step({ ...world, machine: () => deaf }, contact, fired);
    expect(status).toBe('ignored');
    expect(snapshot.frames[0]?.context.timer).toBeUndefined();
  });
});

describe('an outcome', () => {
  test('of an effect nobody awaits is ignored, and so is a second one', () => {
    const contact = scenario(afterNews).chats();
    const effect = contact.snapshot.frames[0]!.context.pending!;
    contact
      .happens({ type: 'effect.succeeded', effect: 'c1/9/9', result: {} }, 'another effect succeeds')
      .isAt('news');
    contact.hears('News.').effectSucceeds().hears('Well?');
    const before = contact.snapshot;
    contact.happens({ type: 'effect.succeeded', effect, result: {} }, 'the effect succeeds once more');
    expect(contact.snapshot).toEqual(before);
  });

  test('that comes after the wait for it is over is ignored', () => {
    const flow = flowOf({
      news: node('message', NEWS, { done: 'bye', undeliverable: 'silent' }),
      silent: node(
        'message',
        { text: { en: '{{ nothing }}' }, confirmDelivery: true },
        { done: 'bye', undeliverable: 'bye' },
      ),
      bye: node('end'),
    });
    const contact = scenario(flow).chats();
    const effect = contact.snapshot.frames[0]!.context.pending!;
    contact.waits(120).isAt('silent').happens({ type: 'effect.succeeded', effect, result: {} }, 'late');
    contact.isAt('silent');
  });
});

describe('an input', () => {
  test('that comes before a node listens is kept and handed over', () => {
    const contact = scenario(afterNews).chats().says('yes');
    expect(contact.snapshot.inbox).toEqual([{ kind: 'text', value: 'yes' }]);
    contact.effectSucceeds().hears('Well?').took('ask', 'yes').ends();
  });

  test('is handed over one by one, as long as nodes listen', () => {
    const flow = flowOf({
      news: node('message', NEWS, { done: 'first', undeliverable: 'bye' }),
      first: menu('First?', 'second', 'bye'),
      second: menu('Second?', 'bye', 'bye'),
      bye: node('end'),
    });
    scenario(flow).chats().says('yes').says('nonsense').effectSucceeds().took('first', 'yes').isAt('second');
  });

  test(`is kept ${LIMITS.inputsKept} times, the last ones`, () => {
    const contact = scenario(afterNews).chats();
    for (let count = 1; count <= LIMITS.inputsKept + 2; count += 1) contact.says(String(count));
    expect(contact.snapshot.inbox?.map(({ value }) => value).at(0)).toBe('3');
    expect(contact.snapshot.inbox).toHaveLength(LIMITS.inputsKept);
  });
});

describe('the answer of the engine', () => {
  const opened: ContactOpened = {
    type: 'contact.opened',
    contact: 'c1',
    channel: 'chat',
    customer: { id: 'ada' },
    seq: 1,
    at: 0,
    seed: 0,
  };
  const after = (world: World, before: Step, happening: Happening, seq: number): Step =>
    step(world, before.snapshot, { ...happening, seq, at: seq, seed: 0 });

  test('leaves the snapshot it was given untouched', () => {
    const world = worldOf([twice], {}, new Map());
    const first = start(world, opened, 'main');
    const frozen = deepFreeze(structuredClone(first.snapshot));
    const next = step(world, frozen, { ...input('yes'), seq: 2, at: 2, seed: 0 });
    expect(next.snapshot).not.toEqual(frozen);
    expect(step(world, frozen, { ...input('yes'), seq: 2, at: 2, seed: 0 })).toEqual(next);
  });

  test('numbers effects by contact, event and place, and tells what the contact waits for', () => {
    const { effects, waitingFor, status } = start(worldOf([twice], {}, new Map()), opened, 'main');
    expect(effects.map(({ id, type }) => `${id} ${type}`)).toEqual([
      'c1/1/0 channel.prompt',
      'c1/1/1 channel.collect',
    ]);
    expect(waitingFor).toEqual(['input.received', 'input.timedOut', 'timer.fired']);
    expect(status).toBe('waiting');
  });

  test('ignores everything after the end, and a second opening', () => {
    const world = worldOf([twice], {}, new Map());
    const open = start(world, opened, 'main');
    expect(step(world, open.snapshot, { ...opened, seq: 2 }).status).toBe('ignored');
    const left = after(world, open, { type: 'interaction.left' }, 2);
    expect(left).toMatchObject({ status: 'done', snapshot: { ended: { reason: 'left' } }, waitingFor: [] });
    expect(after(world, left, input('yes'), 3)).toMatchObject({
      status: 'ignored',
      effects: [],
      snapshot: left.snapshot,
    });
  });

  test('ends in the very first step where the flow does', () => {
    const done = start(
      worldOf([flowOf({ bye: node('end', { reason: 'nobody-in' }) })], {}, new Map()),
      opened,
      'main',
    );
    expect(done).toMatchObject({ status: 'done', snapshot: { ended: { reason: 'nobody-in' } } });
    expect(done.effects).toEqual([{ type: 'channel.end', reason: 'nobody-in', id: 'c1/1/0' }]);
  });

  test('of one contact is the same whatever another contact did before', () => {
    const world = worldOf([twice], {}, new Map());
    const alone = start(world, opened, 'main');
    const broken = { ...alone.snapshot, frames: [{ ...alone.snapshot.frames[0]!, state: 'gone' }] };
    expect(step(world, broken, { ...input('yes'), seq: 2, at: 2, seed: 0 }).status).toBe('failed');
    expect(start(world, opened, 'main')).toEqual(alone);
    expect(after(world, alone, input('yes'), 2).status).toBe('waiting');
  });
});

function deepFreeze<Item>(item: Item): Item {
  if (typeof item === 'object' && item !== null) {
    Object.freeze(item);
    Object.values(item).forEach(deepFreeze);
  }
  return item;
}
