import type { Db } from '../../db/client.ts';
import { type OutboxRow, unfinished } from '../../db/queries/outbox.ts';
import { CommitConflict } from '../../db/writer.ts';
import type { Effect } from '../engine/index.ts';
import { carrier, type CarrierParts, type Row, type Sending } from './carry-out.ts';
import { afterAttempt, LOOKUP_AFTER_MS, MOST_AT_ONCE } from './retry.ts';
import { turnstile } from './turnstile.ts';

export type { Sending } from './carry-out.ts';

export interface DispatchParts extends CarrierParts {
  db: Db;
  /** Customer's address of a contact, for rows found at the start. */
  addressOf(contact: string): string;
  failed(error: unknown): void;
}

/** Carries effects to providers after the commit: in order per contact, repeated only where the provider tells repeats apart. */
export interface Dispatch {
  /** Takes up what an earlier process left, held back effects excepted. Call before anything is offered. */
  resume(): number;
  /** Takes up rows as they are stored, which nobody carries out yet. */
  takeUp(rows: OutboxRow[]): void;
  offer(sendings: Sending[]): void;
  /** Stops taking up new rows; resolves when the requests under way are answered and noted. */
  stop(): Promise<void>;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
}

export function dispatch(parts: DispatchParts): Dispatch {
  const carryOut = carrier(parts);
  const gates = turnstile(MOST_AT_ONCE);
  const lanes = new Map<string, Row[]>();
  const running = new Set<Promise<void>>();
  const waiting = new Set<() => void>();
  let stopped = false;

  function enqueue(sending: Sending, more: Partial<Row> = {}): void {
    const row: Row = {
      ...sending,
      attempts: 0,
      lookups: 0,
      doubts: 0,
      doubtful: false,
      repeated: false,
      marked: false,
      notBefore: 0,
      ...more,
    };
    const lane = lanes.get(row.contact);
    if (lane) {
      lane.push(row);
      return;
    }
    const fresh = [row];
    lanes.set(row.contact, fresh);
    const work = drain(row.contact, fresh).finally(() => {
      running.delete(work);
    });
    running.add(work);
  }

  function takeUp(rows: OutboxRow[]): void {
    for (const row of rows) {
      const doubtful = row.state === 'sending';
      enqueue(
        {
          effect: JSON.parse(row.body) as Effect,
          contact: row.contact,
          connection: row.connection,
          to: parts.addressOf(row.contact),
        },
        {
          attempts: row.attempts,
          doubtful,
          marked: doubtful,
          repeated: row.flag === 'repeated',
          // Its provider may still be writing what the last process sent.
          notBefore: doubtful ? parts.now() + LOOKUP_AFTER_MS : (row.nextAt ?? 0),
        },
      );
    }
  }

  /** Sends a contact's effects one after the other. */
  async function drain(contact: string, lane: Row[]): Promise<void> {
    while (lane.length > 0 && !stopped) {
      const row = lane[0]!;
      await pause(row.notBefore - parts.now());
      if (stopped) break;
      if (await attempt(row)) lane.shift();
    }
    lanes.delete(contact);
  }

  async function attempt(row: Row): Promise<boolean> {
    try {
      return await gates.through(row.connection, async () => !stopped && (await carryOut(row)));
    } catch (error) {
      // Somebody else has settled it meanwhile: the provider's own word, or a person.
      if (error instanceof CommitConflict) return true;
      // What became of it could not be noted; the row is still there.
      parts.failed(error);
      row.notBefore = parts.now() + afterAttempt(row.attempts, parts.chance());
      return false;
    }
  }

  const pause = (ms: number): Promise<void> =>
    ms <= 0
      ? Promise.resolve()
      : new Promise((resolve) => {
          const done = () => {
            clearTimeout(timer);
            waiting.delete(done);
            resolve();
          };
          const timer = setTimeout(done, ms);
          waiting.add(done);
        });

  return {
    resume() {
      const rows = unfinished(parts.db, 100_000);
      takeUp(rows);
      return rows.length;
    },
    takeUp,
    offer(sendings) {
      for (const sending of sendings) enqueue(sending);
    },
    async stop() {
      stopped = true;
      for (const wake of waiting) wake();
      await Promise.allSettled(running);
    },
    async idle() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
