import type { Db } from '../../../db/client.ts';
import { readContact } from '../../../db/queries/contacts.ts';
import { readEntries } from '../../../runtime/contacts/contact-log.ts';
import { replay } from '../../../runtime/contacts/replay.ts';
import { decodeSnapshot } from '../../../runtime/contacts/snapshot-text.ts';
import type { ContactEvent, Machine, Snapshot, Step } from '../../../runtime/engine/index.ts';
import type { SimulatedWorld } from '../../../runtime/simulated-world/index.ts';

/** What has to be the same wherever a transcript is played: every step with its effects, and where it led. */
export interface Record {
  steps: (Pick<Step, 'effects' | 'trace' | 'status'> & { event: ContactEvent; failed?: string })[];
  /** Where the contact is: variables, counters, timers, language, what it waits for; and when it is over, why. */
  state: Snapshot | undefined;
}

/** The record of a simulation. */
export function simulated({ story, snapshot }: SimulatedWorld): Record {
  const steps = story.map(({ event, effects, trace, status, failure }) => ({
    event,
    effects,
    trace,
    status,
    ...(failure ? { failed: failure.code } : {}),
  }));
  return normalised({ steps, state: snapshot ?? undefined });
}

/** The record of a contact on the server: its log, and its state as it is stored, or as its log leads there when it is over. */
export function stored(
  db: Db,
  contact: string,
  machine: (flow: string, version?: number) => Machine | undefined,
): Record {
  const row = readContact(db, contact);
  const entries = readEntries(db, contact);
  const steps = entries.map(({ event, effects, trace, status, failure }) => ({
    event,
    effects,
    trace,
    status,
    ...(failure ? { failed: failure.code } : {}),
  }));
  if (!row) return normalised({ steps, state: undefined });
  const live = row.snapshot === null ? undefined : decodeSnapshot(row.snapshot, row);
  const last = live ?? replay(entries, row, machine).at(-1)?.step.snapshot;
  return normalised({ steps, state: last });
}

/**
 * The one thing that is taken out before records are compared: the contact's id (it is drawn where the contact is), the
 * carrier's word for a hang-up, a failure's words for people, and the variables that have no value. Time, chance, order, positions and wording stay.
 */
export function normalised(record: Record): Record {
  const opened = record.steps.find(({ event }) => event.type === 'contact.opened')?.event;
  const id = opened?.type === 'contact.opened' ? opened.contact : undefined;
  const text = JSON.stringify(record, (key, value: unknown) => {
    if (key === 'vars')
      return Object.fromEntries(Object.entries(value as object).filter(([, one]) => one !== null));
    if (key !== 'event') return value;
    const event = value as ContactEvent;
    if (event.type === 'interaction.left') return { ...event, reason: undefined };
    if (event.type === 'effect.failed')
      return { ...event, failure: { ...event.failure, message: undefined } };
    return event;
  });
  return JSON.parse(id === undefined ? text : text.replaceAll(id, 'the-contact')) as Record;
}
