import type { Db } from '../../db/client.ts';
import { readContact } from '../../db/queries/contacts.ts';
import {
  type ContactEvent,
  type ContactOpened,
  type Snapshot,
  start,
  step,
  type Step,
  stepMasked,
  type World,
  worldOfFacts,
} from '../engine/index.ts';
import { abandon, ABANDONED, type Wreck } from './abandon.ts';
import { type LogEntry, readEntries } from './contact-log.ts';
import { loggedEffects } from './logged.ts';
import { encodeSnapshot } from './snapshot-text.ts';
import { shownText } from './twins-text.ts';

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
    replayed.push({ entry, step: again(entry, before, world, root) });
  }
  return replayed;
}

function again(
  { event, failure, facts, effects, trace, status }: LogEntry,
  before: Snapshot | undefined,
  world: World,
  root: { flow: string; version: number },
): Step {
  if (!before && event.type !== 'contact.opened') throw new Error(`The log begins with ${event.type}.`);
  if (failure?.code === ABANDONED) return abandon(wreckOf(before, event), event, failure.message);
  const { decided, after } = facts;
  // Something sensitive was at work: the log holds where it led, or else what was decided by values it does not hold.
  if (after)
    return {
      snapshot: after,
      effects,
      trace,
      status,
      waitingFor: [],
      facts,
      ...(failure ? { failure } : {}),
    };
  const masked = before && decided && stepMasked(world, before, event, decided);
  if (masked) return masked;
  return before ? step(world, before, event) : start(world, event as ContactOpened, root.flow, root.version);
}

/** A contact that was abandoned was so for what its file said, which the replay does not share. */
function wreckOf(before: Snapshot | undefined, event: ContactEvent): Wreck {
  if (before)
    return {
      id: before.contact,
      customer: { id: before.customer.id },
      channel: before.channel,
      openedAt: before.openedAt,
    };
  const { contact, customer, channel, at } = event as ContactOpened;
  return { id: contact, customer, channel, openedAt: at };
}

/** Whether a contact's log, replayed, leads to the very snapshot that is stored, with the effects that were asked for (P9). */
export function replayAgrees(db: Db, contact: string, machine: World['machine']): boolean {
  const row = readContact(db, contact);
  if (!row) return false;
  const replayed = replay(readEntries(db, contact), { flow: row.flow, version: row.version }, machine);
  const last = replayed.at(-1)?.step.snapshot;
  const sameEffects = replayed.every(
    ({ entry, step: done }) => JSON.stringify(loggedEffects(done.effects)) === JSON.stringify(entry.effects),
  );
  if (!last || !sameEffects) return false;
  return row.snapshot === null
    ? last.ended?.reason === row.endReason
    : encodeSnapshot(last) === shownText(row.snapshot);
}
