import { expect, test } from 'vitest';
import { entryOf } from '../../../runtime/contacts/contact-log.ts';
import { replay } from '../../../runtime/contacts/replay.ts';
import { encodeSnapshot } from '../../../runtime/contacts/snapshot-text.ts';
import { encodeTrace } from '../../../runtime/contacts/trace-text.ts';
import clinic from '../../../runtime/demo/clinic.flow.json';
import { type Machine, toMachine } from '../../../runtime/engine/index.ts';
import { newWorld, type Recorded, recur, type Source } from '../../../runtime/simulated-world/index.ts';
import { visits } from './visits.ts';

type World = { machine(flow: string, version?: number): Machine | undefined };

/** As the row of the log is written, and read again. */
const stored = ({ event, effects, trace, status, failure, facts }: Recorded) =>
  entryOf({
    contact: 'c1',
    seq: event.seq,
    at: event.at,
    event: JSON.stringify({ ...event, seq: undefined, at: undefined }),
    effects: effects.length > 0 ? JSON.stringify(effects) : null,
    trace: encodeTrace(failure ? { trace, failure } : { trace }),
    facts: JSON.stringify(facts),
    status,
    repeatKey: null,
  });

/** Plays a conversation once more in a simulation of a version; gives where it led, step by step, and why it stopped. */
function playedOn(version: number, log: readonly Recorded[], { machine }: World) {
  const machines = new Map<string, Machine>();
  const source: Source = {
    machine(flow, wanted = version) {
      const key = `${flow} ${wanted}`;
      const known = machine(flow);
      if (known && !machines.has(key)) machines.set(key, toMachine(known.json, wanted));
      return machines.get(key);
    },
    drawing: () => undefined,
    calendar: () => undefined,
  };
  const [first] = log;
  if (first?.event.type !== 'contact.opened') throw new Error('Nobody came.');
  let world = newWorld({ flow: clinic.id, version, at: first.event.at, customer: first.event.customer });
  const led: string[] = [];
  for (const [index, step] of log.entries()) {
    const before = log[index - 1]?.snapshot ?? null;
    const next = recur(source, world, { step, before, root: { flow: clinic.id, version: 1 } });
    if (!next.ok) return { led, parting: next.parting };
    world = next.world;
    led.push(JSON.stringify(world.snapshot));
  }
  return { led, parting: undefined };
}

/** What is stored of every conversation above can be had again from its log alone. */
export function replays(): void {
  test('the log gives the very snapshots and effects that were stored, byte for byte', () => {
    expect(visits().length).toBeGreaterThan(50);
    for (const { log, world } of visits()) {
      const again = replay(log.map(stored), { flow: clinic.id, version: 1 }, (flow, version) =>
        world.machine(flow, version),
      );
      expect(again.map(({ step }) => encodeSnapshot(step.snapshot))).toEqual(
        log.map(({ snapshot }) => encodeSnapshot(snapshot)),
      );
      expect(again.map(({ step }) => JSON.stringify(step.snapshot))).toEqual(
        log.map(({ snapshot }) => JSON.stringify(snapshot)),
      );
      expect(again.map(({ step }) => step.effects)).toEqual(log.map(({ effects }) => effects));
    }
  });

  test('a simulation comes to the same places: as they are stored on their own version, by the engine on another', () => {
    for (const { log, world } of visits()) {
      const texts = log.map(({ snapshot }) => JSON.stringify(snapshot));
      expect(playedOn(1, log, world)).toEqual({ led: texts, parting: undefined });
      // Another version of the very same drawing: nothing can tell them apart but the number.
      const { led, parting } = playedOn(2, log, world);
      expect(parting).toBeUndefined();
      expect(led.map((text) => text.replaceAll('"version":2', '"version":1'))).toEqual(texts);
    }
  });
}
