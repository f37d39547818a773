import { expect, test } from 'vitest';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { MONDAY, recorded } from '../../tests/kit/recorded.ts';
import { registry } from '../../nodes/index.ts';
import { compile, type FlowDefinition } from '../../runtime/engine/index.ts';
import { runTest } from '../../runtime/flow-tests/index.ts';
import { endingOf, type Following } from './follow.ts';
import { savedTest } from './flow-tests/saved-test.ts';
import { library, type Playable } from './library.ts';
import { simulation } from './simulation.ts';
import { tips, worldOf } from './walks.ts';

const bye = node('end', { reason: 'done' });
/** Asks for a day, which is understood as four digits, or as whatever is said. */
const asking = (ask: Record<string, unknown>): FlowDefinition =>
  flowOf(
    {
      menu: node(
        'menu',
        {
          prompt: { en: 'Book?' },
          options: [
            { id: 'yes', label: { en: 'Yes' }, key: '1' },
            { id: 'no', label: { en: 'No' }, key: '2' },
          ],
        },
        { yes: 'day', no: 'bye', noInput: 'bye', noMatch: 'bye' },
      ),
      day: node(
        'collect',
        { prompt: { en: 'When?' }, ask, saveTo: 'day' },
        { valid: 'bye', noInput: 'bye', invalid: 'bye' },
      ),
      bye,
    },
    { id: 'days', channels: ['voice', 'chat'], variables: [{ name: 'day', type: 'text' }] },
  );
const strict = asking({ as: 'digits', minDigits: 4, maxDigits: 4 });
const easy = asking({ as: 'text' });

const playable = (flow: FlowDefinition, version: number): Playable => {
  const compiled = compile(flow, registry, {});
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.issues));
  return { flow, machine: compiled.machine, version };
};

/** A call that said a day nobody understood, and was hung up. */
const contact: Following = {
  contact: 'c1',
  root: { flow: 'days', version: 1 },
  steps: recorded(strict, [
    { type: 'opens', channel: 'voice', from: '+442079460000' },
    { type: 'gives', input: { kind: 'dtmf', value: '1' } },
    { type: 'gives', input: { kind: 'speech', value: 'on Friday' } },
    { type: 'leaves' },
  ]),
};

const simulated = (flow: FlowDefinition, version: number) =>
  simulation(
    library({ calendars: async () => [], version: async () => undefined }),
    playable(flow, version),
    MONDAY,
  );

test('on its own version a contact goes the way it went, and stands at the step that is asked for', () => {
  const running = simulated(strict, 1);
  running.follow(contact, 2);
  const { walks, followed, channel } = running.read();
  expect([walks.here, walks.tip, channel, followed?.parted]).toEqual([2, 4, 'voice', undefined]);
  expect(worldOf(walks).snapshot).toEqual(contact.steps[1]!.snapshot);
  expect(endingOf(followed!.world.snapshot, followed!.world.story)).toEqual(
    endingOf(contact.steps.at(-1)!.snapshot, contact.steps),
  );
  // Whoever goes on from there begins a branch; what became of the contact stays beside it.
  running.do({ type: 'gives', input: { kind: 'dtmf', value: '2412' } });
  expect(tips(running.read().walks)).toHaveLength(2);
  expect(worldOf(running.read().walks).snapshot?.ended?.reason).toBe('done');
});

test('on a draft that understands the day it ends well: the answer says how each ended, and where they part', () => {
  const running = simulated(easy, 2);
  running.follow(contact, 4);
  const { walks, followed } = running.read();
  expect(followed?.parted).toEqual({ seq: 4, parting: { why: 'over', reason: 'done' } });
  expect([walks.here, walks.tip]).toEqual([3, 3]);
  expect(endingOf(contact.steps.at(-1)!.snapshot, contact.steps)).toEqual({
    how: 'left',
    reason: 'left',
    node: 'day',
  });
  expect(endingOf(followed!.world.snapshot, followed!.world.story)).toEqual({
    how: 'ended',
    reason: 'done',
    node: 'bye',
  });
});

test('when the draft changes, the contact is followed anew on what it is then', () => {
  const running = simulated(strict, 2);
  running.follow(contact, 4);
  expect(running.read().followed?.parted).toBeUndefined();
  running.redraw(playable(easy, 3));
  running.renew();
  expect(running.read().followed?.parted?.parting.why).toBe('over');
  running.begin();
  expect(running.read().followed).toBeUndefined();
});

test('a contact is done by hand on another channel, and kept as a test that passes', () => {
  const running = simulated(strict, 1);
  running.follow(contact, 4);
  const saved = savedTest(running.read().walks, { id: 'lost', name: 'Lost' }, ['en']);
  if (!saved.ok) throw new Error(saved.why);
  expect(saved.test.steps).toEqual(
    expect.arrayContaining([{ presses: '1' }, { says: 'on Friday' }, { leaves: true }]),
  );
  expect(saved.test.customer?.phone).toBe('+442079460000');
  const shelf = library({ calendars: async () => [], version: async () => undefined });
  shelf.add(playable(strict, 1));
  const source = { ...shelf.source, machine: (flow: string) => shelf.source.machine(flow, 1) };
  const result = runTest(source, 'days', saved.test, { channel: 'voice', language: 'en' });
  expect(result.steps.filter(({ ok }) => !ok)).toEqual([]);
  running.changeChannel('chat');
  const given = worldOf(running.read().walks).story.flatMap(({ event }) =>
    event.type === 'input.received' ? [event.input] : [],
  );
  expect(given).toEqual([
    { kind: 'choice', value: 'yes' },
    { kind: 'text', value: 'on Friday' },
  ]);
});
