import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  type CalendarReading,
  type ContactEvent,
  type ContactOpened,
  type Facts,
  type Happening,
  start,
  step,
  type Step,
  type World,
  worldOfFacts,
} from './index.ts';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { worldOf } from '../../tests/kit/scenario-world.ts';

const ask = (next: string) =>
  node(
    'menu',
    { prompt: { en: '{{ hours.status }}?' }, options: [{ id: 'yes', label: { en: 'Yes' } }] },
    { yes: next, noInput: next, noMatch: next },
  );
const bye = node('end');
const hours = node(
  'hours',
  { calendar: 'branch' },
  { open: 'ask', closed: 'bye', holiday: 'bye', emergency: 'bye' },
);

/** Looks at a calendar, calls "the latest" of another flow, and looks at the calendar again. */
const main = flowOf({
  hours,
  ask: ask('call'),
  call: node('sub-flow', { flow: 'sub' }, { completed: 'again', failed: 'lost' }),
  again: node(
    'hours',
    { calendar: 'branch' },
    { open: 'bye', closed: 'bye', holiday: 'last', emergency: 'bye' },
  ),
  last: node('end', { reason: 'holiday' }),
  lost: node('end', { reason: 'lost' }),
  bye,
});
const sub = (text: string) =>
  flowOf(
    { hi: node('message', { text: { en: text } }, { done: 'ask' }), ask: ask('bye'), bye },
    { id: 'sub' },
  );

/** A world whose calendars and latest versions can change between two steps. */
function changing(status: CalendarReading['status'], latest: number | undefined): World {
  const versions = ['One.', 'Two.', 'Three.'].map((text) =>
    worldOf([sub(text)], {}, new Map()).machine('sub')!,
  );
  const first = worldOf([main], { standIn: () => undefined }, new Map());
  return {
    machine(flow, version) {
      if (flow === 'main') return first.machine('main');
      const number = version ?? latest;
      const machine = number === undefined ? undefined : versions[number - 1];
      return machine && { ...machine, version: number! };
    },
    calendar: (id) => (id === 'branch' ? { status } : undefined),
  };
}

const hash = (done: Step): string => createHash('sha256').update(JSON.stringify(done)).digest('hex');
const opened: ContactOpened = {
  type: 'contact.opened',
  contact: 'c1',
  channel: 'chat',
  customer: { id: 'ada' },
  seq: 1,
  at: 0,
  seed: 3,
};
const yes: Happening = { type: 'input.received', input: { kind: 'text', value: 'yes' } };

/** Steps a contact through worlds that change under it. Gives what a log would hold. */
function live(worlds: World[]): { event: ContactEvent; facts: Facts; hash: string }[] {
  const log: { event: ContactEvent; facts: Facts; hash: string }[] = [];
  let done = start(worlds[0]!, opened, 'main');
  log.push({ event: opened, facts: done.facts ?? {}, hash: hash(done) });
  for (const [index, world] of worlds.slice(1).entries()) {
    const event: ContactEvent = { ...yes, seq: index + 2, at: index * 1000, seed: index };
    done = step(world, done.snapshot, event);
    log.push({ event, facts: done.facts ?? {}, hash: hash(done) });
  }
  return log;
}

function replay(log: ReturnType<typeof live>, today: World): string[] {
  const hashes: string[] = [];
  let done: Step | undefined;
  for (const { event, facts } of log) {
    const world = worldOfFacts(JSON.parse(JSON.stringify(facts)) as Facts, (flow, version) =>
      today.machine(flow, version),
    );
    done = done ? step(world, done.snapshot, event) : start(world, event as ContactOpened, 'main');
    hashes.push(hash(done));
  }
  return hashes;
}

test('a replay of the log needs no world but the facts of each step', () => {
  const log = live([changing('open', 1), changing('closed', 2), changing('holiday', 3)]);
  expect(log.map(({ facts }) => facts)).toEqual([
    { flows: { main: 1 }, calendars: { branch: { status: 'open' } } },
    { flows: { sub: 2 } },
    { calendars: { branch: { status: 'holiday' } } },
  ]);
  // Meanwhile everything has changed.
  expect(replay(log, changing('emergency', 3))).toEqual(log.map((one) => one.hash));
});

test('a flow that was not published then is not published in the replay', () => {
  const log = live([changing('open', 1), changing('open', undefined)]);
  expect(replay(log, changing('open', 3))).toEqual(log.map((one) => one.hash));
});

test('a flow that is pinned needs no fact', () => {
  const { facts } = start(changing('open', 1), opened, 'main', 1);
  expect(facts).toEqual({ calendars: { branch: { status: 'open' } } });
});

test('within one step a calendar says one thing and "latest" means one version', () => {
  const asked: string[] = [];
  const world = changing('open', 1);
  const twice = flowOf({
    one: { ...hours, exits: { ...hours.exits, open: 'two' } },
    two: { ...hours, exits: { ...hours.exits, open: 'bye' } },
    ask: ask('bye'),
    bye,
  });
  const machine = worldOf([twice], {}, new Map()).machine('main')!;
  start(
    { machine: () => machine, calendar: (id, at) => (asked.push(id), world.calendar(id, at)) },
    opened,
    'main',
  );
  expect(asked).toEqual(['branch']);
});
