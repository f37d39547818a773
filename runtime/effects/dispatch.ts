import type { Db } from '../../db/client.ts';
import { type OutboxRow, unfinished } from '../../db/queries/outbox.ts';
import { CommitConflict } from '../../db/writer.ts';
import type { Effect } from '../engine/index.ts';
import { type Carrier, carrierOf, type RealWorld } from './carrier.ts';
import type { Row, Sending } from './carry-out.ts';
import { afterAttempt, LOOKUP_AFTER_MS, MOST_AT_ONCE } from './retry.ts';
import { turnstile } from './turnstile.ts';

export type { Sending } from './carry-out.ts';

export interface DispatchParts {
  db: Db;
  world: RealWorld;
  /** Customer's address of a contact, for rows found at the start. */
  addressOf(contact: string): string;
  /** What a stored row asks for. Throws when it cannot be read. */
  effectOf(row: OutboxRow): Effect;
  now(): number;
  /** From 0 to 1, for jitter. */
  chance(): number;
  failed(error: unknown): void;
}

/** Has effects carried out after the commit: one after the other in each lane, by the carrier of their type. */
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
    const carrier = carrierOf(parts.world, row.effect);
    if (!carrier) return;
    const key = carrier.lane(row);
    const lane = lanes.get(key);
    if (lane) {
      lane.push(row);
      return;
    }
    const fresh = [row];
    lanes.set(key, fresh);
    const work = drain(key, fresh, carrier).finally(() => {
      running.delete(work);
    });
    running.add(work);
  }

  function takeUp(rows: OutboxRow[]): void {
    for (const row of rows) {
      let effect: Effect;
      try {
        effect = parts.effectOf(row);
      } catch (error) {
        // It stays where it is: the key it was sealed with may come back.
        parts.failed(error);
        continue;
      }
      const doubtful = row.state === 'sending';
      enqueue(
        {
          effect,
          contact: row.contact,
          connection: row.connection,
          to: parts.addressOf(row.contact),
          createdAt: row.createdAt,
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

  /** Carries out what is in a lane, in order; all of a lane have one carrier. */
  async function drain(key: string, lane: Row[], carrier: Carrier): Promise<void> {
    while (lane.length > 0 && !stopped) {
      const row = lane[0]!;
      await pause(row.notBefore - parts.now());
      if (stopped) break;
      if (await attempt(row, carrier)) lane.shift();
    }
    lanes.delete(key);
  }

  async function attempt(row: Row, carrier: Carrier): Promise<boolean> {
    try {
      return await gates.through(carrier.gate(row), async () => !stopped && (await carrier.attempt(row)));
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
