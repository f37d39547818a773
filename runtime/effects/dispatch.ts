import type { Db } from '../../db/client.ts';
import {
  hold,
  markFailed,
  markSending,
  markSent,
  markUnknown,
  type OutboxRow,
  reschedule,
  unfinished,
} from '../../db/queries/outbox.ts';
import type { Statement, Writer } from '../../db/writer.ts';
import type { Connection, Outcome, Push } from '../channels/adapter.ts';
import type { Effect, Failure } from '../engine/index.ts';
import { crashPoint } from '../../db/crash-point.ts';
import { afterAttempt, LOOKUP_AFTER_MS, MOST_ATTEMPTS, MOST_LOOKUPS } from './retry.ts';
import type { CallProvider } from './provider-client.ts';

/** One effect on its way to a provider. */
export interface Sending {
  effect: Effect;
  contact: string;
  connection: string;
  /** Customer's address the effect goes to. */
  to: string;
}

type Row = Sending & {
  attempts: number;
  lookups: number;
  /** An earlier attempt may have arrived. */
  doubtful: boolean;
  repeated: boolean;
  notBefore: number;
};

export interface DispatchParts {
  db: Db;
  writer: Writer;
  call: CallProvider;
  /** The connection and how to reach its provider; undefined when it was removed. */
  push(connection: string): { connection: Connection<never>; push: Push<never> } | undefined;
  /** Customer's address of a contact, for rows found at the start. */
  addressOf(contact: string): string;
  /** Tells the contact what became of an effect. */
  report(contact: string, effect: string, outcome: 'sent' | Failure): Promise<void>;
  now(): number;
  /** From 0 to 1, for jitter. */
  chance(): number;
  failed(error: unknown): void;
}

/** Carries effects to providers after the commit: in order per contact, repeated only where the provider tells repeats apart. */
export interface Dispatch {
  /** Takes up what an earlier process left, held back effects excepted. */
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
  const lanes = new Map<string, Row[]>();
  const running = new Set<Promise<void>>();
  const waiting = new Set<() => void>();
  let stopped = false;

  const write = (...statements: Statement[]): Promise<void> => parts.writer.commit({ statements });

  function enqueue(row: Row): void {
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
    for (const row of rows)
      enqueue({
        effect: JSON.parse(row.body) as Effect,
        contact: row.contact,
        connection: row.connection,
        to: parts.addressOf(row.contact),
        attempts: row.attempts,
        lookups: 0,
        doubtful: row.state === 'sending',
        repeated: row.flag === 'repeated',
        notBefore: row.nextAt ?? 0,
      });
  }

  /** Sends a contact's effects one after the other. */
  async function drain(contact: string, lane: Row[]): Promise<void> {
    while (lane.length > 0 && !stopped) {
      const row = lane[0]!;
      await pause(row.notBefore - parts.now());
      if (stopped) break;
      try {
        if (await carryOut(row)) lane.shift();
      } catch (error) {
        // The database could not note what became of it. The row is still there, and its outcome unknown.
        parts.failed(error);
        row.doubtful = true;
        row.notBefore = parts.now() + afterAttempt(row.attempts, parts.chance());
      }
    }
    lanes.delete(contact);
  }

  /** One attempt at one effect. True when it is settled, whatever way. */
  async function carryOut(row: Row): Promise<boolean> {
    const found = parts.push(row.connection);
    if (!found) return settle(row, { kind: 'unavailable', code: 'connection.unknown' });
    const { connection, push } = found;
    const guarantee = push.guarantee(connection);
    if (row.doubtful && guarantee !== 'key') {
      const known = guarantee === 'echo' ? await lookUp(row, connection, push) : false;
      if (known === 'later') return false;
      if (known === 'given up') return true;
      if (known === 'arrived') return sent(row, undefined);
      if (guarantee === 'nothing' && !(await maySendAgain(row, push.whenUnknown(connection)))) return true;
    }
    const request = push.request(row.effect, row.to, connection, parts.now());
    if (!request) return sent(row, undefined);
    crashPoint('before-dispatch');
    // Without a key a crash must leave a trace of having asked; with one, the repeat is harmless.
    if (guarantee !== 'key')
      await write(
        ...(row.doubtful ? [reschedule(row.effect.id, parts.now(), flagOf(row))] : []),
        markSending(row.effect.id),
      );
    row.attempts += 1;
    const answer = await parts.call(request);
    crashPoint('after-request');
    return conclude(row, push.outcome(answer));
  }

  async function conclude(row: Row, outcome: Outcome): Promise<boolean> {
    if (outcome.state === 'sent') return sent(row, outcome.providerRef);
    if (outcome.state === 'unknown') {
      row.doubtful = true;
      row.notBefore = parts.now() + LOOKUP_AFTER_MS;
      return false;
    }
    if (outcome.failure.kind !== 'temporary' || row.attempts >= MOST_ATTEMPTS)
      return settle(row, outcome.failure);
    row.doubtful = false;
    row.notBefore =
      parts.now() + (outcome.retryAfterSeconds ?? 0) * 1000 + afterAttempt(row.attempts, parts.chance());
    await write(reschedule(row.effect.id, row.notBefore, flagOf(row)));
    return false;
  }

  async function lookUp(
    row: Row,
    connection: Connection<never>,
    push: Push<never>,
  ): Promise<'arrived' | 'missing' | 'later' | 'given up'> {
    const answer =
      push.lookup && push.found
        ? push.found(await parts.call(push.lookup(row.effect.id, connection, parts.now())))
        : false;
    if (answer === true) return 'arrived';
    if (answer === false) return 'missing';
    row.lookups += 1;
    if (row.lookups >= MOST_LOOKUPS) {
      await write(markUnknown(row.effect.id, 'unknown'));
      return 'given up';
    }
    row.notBefore = parts.now() + afterAttempt(row.lookups, parts.chance());
    return 'later';
  }

  /** No key, no echo: once more and flagged, or held and flagged. False when it is held. */
  async function maySendAgain(row: Row, policy: 'repeat' | 'hold'): Promise<boolean> {
    if (policy === 'repeat' && !row.repeated) {
      row.repeated = true;
      return true;
    }
    await write(policy === 'hold' ? hold(row.effect.id, 'unknown') : markUnknown(row.effect.id, 'repeated'));
    return false;
  }

  async function sent(row: Row, providerRef: string | undefined): Promise<boolean> {
    crashPoint('before-mark');
    const flag = flagOf(row);
    await write(
      markSent(row.effect.id, {
        at: parts.now(),
        ...(providerRef === undefined ? {} : { providerRef }),
        ...(flag === undefined ? {} : { flag }),
      }),
    );
    await parts.report(row.contact, row.effect.id, 'sent');
    return true;
  }

  async function settle(row: Row, failure: Failure): Promise<boolean> {
    await write(markFailed(row.effect.id, parts.now(), failure.code));
    await parts.report(row.contact, row.effect.id, failure);
    return true;
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
      for (const sending of sendings)
        enqueue({ ...sending, attempts: 0, lookups: 0, doubtful: false, repeated: false, notBefore: 0 });
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

const flagOf = (row: Row): string | undefined => (row.repeated ? 'repeated' : undefined);
