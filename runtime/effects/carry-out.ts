import { crashPoint } from '../../db/crash-point.ts';
import { hold, markFailed, markSending, markSent, markUnknown, reschedule } from '../../db/queries/outbox.ts';
import type { Statement, Writer } from '../../db/writer.ts';
import type { Connection, Outcome, Push } from '../channels/adapter.ts';
import type { Effect, Failure } from '../engine/index.ts';
import type { CallProvider } from './provider-client.ts';
import { afterAttempt, LOOKUP_AFTER_MS, MOST_ATTEMPTS, MOST_DOUBTS, MOST_LOOKUPS } from './retry.ts';

/** One effect on its way to a provider. */
export interface Sending {
  effect: Effect;
  contact: string;
  connection: string;
  /** Customer's address the effect goes to. */
  to: string;
  /** When the flow asked for it, epoch ms. */
  createdAt: number;
}

/** A sending and what is known of its attempts. */
export type Row = Sending & {
  attempts: number;
  lookups: number;
  /** Attempts whose outcome nobody knows. */
  doubts: number;
  /** An earlier attempt may have arrived. */
  doubtful: boolean;
  repeated: boolean;
  /** The outbox says that it is being sent. */
  marked: boolean;
  /** The provider has it; only our own note of that is missing. */
  accepted?: { providerRef?: string };
  notBefore: number;
};

export interface CarrierParts {
  writer: Writer;
  call: CallProvider;
  /** The connection and how to reach its provider; undefined when it was removed. */
  push(connection: string): { connection: Connection<never>; push: Push<never> } | undefined;
  /** Tells the contact what became of an effect. */
  report(contact: string, effect: string, outcome: 'sent' | Failure): Promise<void>;
  now(): number;
  /** From 0 to 1, for jitter. */
  chance(): number;
}

/** One attempt at one effect. True when it is settled, whatever way; throws when that could not be noted. */
export type CarryOut = (row: Row) => Promise<boolean>;

export function carrier(parts: CarrierParts): CarryOut {
  const write = (...statements: Statement[]): Promise<void> => parts.writer.commit({ statements });

  async function carryOut(row: Row): Promise<boolean> {
    if (row.accepted) return sent(row, row.accepted);
    const found = parts.push(row.connection);
    if (!found) return settle(row, { kind: 'unavailable', code: 'connection.unknown' });
    const { connection, push } = found;
    const guarantee = push.guarantee(connection);
    if (row.doubtful && guarantee === 'echo') {
      const known = await lookUp(row, connection, push);
      if (known === 'later') return false;
      if (known === 'given up') return true;
      if (known === 'arrived') return sent(row, {});
    }
    const repeats = row.doubtful && guarantee === 'nothing';
    if (repeats && (row.repeated || push.whenUnknown(connection) === 'hold'))
      return admit(row, push.whenUnknown(connection));
    const request = push.request(row.effect, row.to, connection, parts.now());
    if (!request) return sent(row, {});
    crashPoint('before-dispatch');
    // Without a key a crash must leave a trace of having asked; with one, the repeat is harmless.
    if (guarantee !== 'key') {
      const flag = repeats ? 'repeated' : flagOf(row);
      await write(
        ...(row.marked ? [reschedule(row.effect.id, parts.now(), flag)] : []),
        markSending(row.effect.id),
      );
      row.marked = true;
    }
    row.repeated ||= repeats;
    row.attempts += 1;
    // From here on it may have arrived, until an answer says otherwise.
    row.doubtful = true;
    const answer = await parts.call(request);
    crashPoint('after-request');
    return conclude(row, push.outcome(answer));
  }

  async function conclude(row: Row, outcome: Outcome): Promise<boolean> {
    if (outcome.state === 'sent') {
      row.accepted = outcome.providerRef === undefined ? {} : { providerRef: outcome.providerRef };
      return sent(row, row.accepted);
    }
    if (outcome.state === 'unknown') {
      row.doubts += 1;
      if (row.doubts >= MOST_DOUBTS) return giveUp(row, outcome.code);
      row.notBefore = parts.now() + Math.max(LOOKUP_AFTER_MS, afterAttempt(row.doubts, parts.chance()));
      return false;
    }
    row.doubtful = false;
    if (outcome.failure.kind !== 'temporary' || row.attempts >= MOST_ATTEMPTS)
      return settle(row, outcome.failure);
    row.notBefore =
      parts.now() + (outcome.retryAfterSeconds ?? 0) * 1000 + afterAttempt(row.attempts, parts.chance());
    await write(reschedule(row.effect.id, row.notBefore, flagOf(row)));
    row.marked = false;
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
      await giveUp(row, 'lookup.unanswered');
      return 'given up';
    }
    row.notBefore = parts.now() + afterAttempt(row.lookups, parts.chance());
    return 'later';
  }

  /** No key, no echo, and sent as often as may be: held, or left as it is, and flagged either way. */
  async function admit(row: Row, policy: 'repeat' | 'hold'): Promise<true> {
    await write(policy === 'hold' ? hold(row.effect.id, 'unknown') : markUnknown(row.effect.id, 'repeated'));
    return true;
  }

  async function giveUp(row: Row, code: string): Promise<true> {
    await write(markUnknown(row.effect.id, row.repeated ? 'repeated' : 'unknown'));
    await parts.report(row.contact, row.effect.id, { kind: 'unavailable', code });
    return true;
  }

  /** The contact is told first: a crash in between tells it again, the other way round it would never know. */
  async function sent(row: Row, { providerRef }: { providerRef?: string }): Promise<true> {
    crashPoint('before-mark');
    await parts.report(row.contact, row.effect.id, 'sent');
    const flag = flagOf(row);
    await write(
      markSent(row.effect.id, {
        at: parts.now(),
        ...(providerRef === undefined ? {} : { providerRef }),
        ...(flag === undefined ? {} : { flag }),
      }),
    );
    return true;
  }

  async function settle(row: Row, failure: Failure): Promise<true> {
    await write(markFailed(row.effect.id, parts.now(), failure.code));
    await parts.report(row.contact, row.effect.id, failure);
    return true;
  }

  return carryOut;
}

const flagOf = (row: Row): string | undefined => (row.repeated ? 'repeated' : undefined);
