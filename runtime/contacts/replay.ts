import type { Db } from '../../db/client.ts';
import { readContact } from '../../db/queries/contacts.ts';
import { start, step, type Step, type World, worldOfFacts } from '../engine/index.ts';
import { type LogEntry, readEntries } from './contact-log.ts';
import { encodeSnapshot } from './snapshot-text.ts';

/** One step of a replay beside what the log says of it. */
export interface Replayed {
  entry: LogEntry;
  step: Step;
}

/**
 * Plays a contact's log through the engine again, with the world as it was then.
 * Gives the steps; the last one's snapshot is where the contact is. Throws when the log does not begin with an opening.
 */
export function replay(
  entries: LogEntry[],
  root: { flow: string; version: number },
  machine: World['machine'],
): Replayed[] {
  const replayed: Replayed[] = [];
  for (const entry of entries) {
    const world = worldOfFacts(entry.facts, machine);
    const before = replayed.at(-1)?.step.snapshot;
    if (!before && entry.event.type !== 'contact.opened')
      throw new Error(`The log begins with ${entry.event.type}.`);
    const done =
      before === undefined && entry.event.type === 'contact.opened'
        ? start(world, entry.event, root.flow, root.version)
        : step(world, before!, entry.event);
    replayed.push({ entry, step: done });
  }
  return replayed;
}

/** Whether a contact's log, replayed, leads to the very snapshot that is stored, with the effects that were asked for (P9). */
export function replayAgrees(db: Db, contact: string, machine: World['machine']): boolean {
  const row = readContact(db, contact);
  if (!row) return false;
  const replayed = replay(readEntries(db, contact), { flow: row.flow, version: row.version }, machine);
  const last = replayed.at(-1)?.step.snapshot;
  const sameEffects = replayed.every(
    ({ entry, step: done }) => JSON.stringify(done.effects) === JSON.stringify(entry.effects),
  );
  if (!last || !sameEffects) return false;
  return row.snapshot === null ? last.ended?.reason === row.endReason : encodeSnapshot(last) === row.snapshot;
}
