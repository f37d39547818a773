import type { Db } from '../../db/client.ts';
import { readContact } from '../../db/queries/contacts.ts';
import { type LogRow, pageOfLog, readLog } from '../../db/queries/log.ts';
import type { ContactEvent, Effect, Facts, Step } from '../engine/index.ts';
import type { StoryEntry } from './inbound.ts';
import { decodeTrace } from './trace-text.ts';

/** A log row, read. */
export interface LogEntry {
  event: ContactEvent;
  effects: Effect[];
  trace: Step['trace'];
  failure?: Step['failure'];
  facts: Facts;
  status: Step['status'];
  /** `connection:providerId` of the delivery. */
  repeatKey?: string;
}

/** Reads a row of the log as the engine wrote it. */
export function entryOf(row: LogRow): LogEntry {
  return {
    event: {
      ...(JSON.parse(row.event) as Omit<ContactEvent, 'seq' | 'at'>),
      seq: row.seq,
      at: row.at,
    } as ContactEvent,
    effects: row.effects === null ? [] : (JSON.parse(row.effects) as Effect[]),
    ...decodeTrace(row.trace),
    facts: row.facts === null ? {} : (JSON.parse(row.facts) as Facts),
    status: row.status as Step['status'],
    ...(row.repeatKey === null ? {} : { repeatKey: row.repeatKey }),
  };
}

/** A contact's whole log, or the part after a position. */
export const readEntries = (db: Db, contact: string, afterSeq = 0): LogEntry[] =>
  readLog(db, contact, afterSeq).map(entryOf);

/** Rows read at a time where few are wanted of a log that may be long. */
const FEW = 8;

/** The log of a contact after a position, read only as far as the caller goes on. */
export function* entriesAfter(db: Db, contact: string, afterSeq: number): Generator<LogEntry> {
  let rows: LogRow[];
  let last = afterSeq;
  do {
    rows = pageOfLog(db, contact, last, FEW);
    for (const row of rows) {
      yield entryOf(row);
      last = row.seq;
    }
  } while (rows.length === FEW);
}

/** What a channel shows of a contact after a position, as far as it is on disk. */
export function readStory(db: Db, contact: string, afterSeq: number): StoryEntry[] {
  const entries = readEntries(db, contact, afterSeq);
  const last = entries.at(-1)?.event.seq;
  const over = last !== undefined && readContact(db, contact)?.state === 'ended';
  return entries.map((entry) => storyOf(entry, over && entry.event.seq === last));
}

/** A log entry as a channel sees it. */
export function storyOf({ event, effects, repeatKey }: LogEntry, ended: boolean): StoryEntry {
  return {
    seq: event.seq,
    at: event.at,
    ...(event.type === 'input.received' ? { input: event.input } : {}),
    ...(repeatKey === undefined ? {} : { id: repeatKey.slice(repeatKey.indexOf(':') + 1) }),
    effects,
    ended,
  };
}
