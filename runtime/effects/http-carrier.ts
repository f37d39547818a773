import { crashPoint } from '../../db/crash-point.ts';
import { forget, markFailed, markSending, markSent } from '../../db/queries/outbox.ts';
import type { Statement, Writer } from '../../db/writer.ts';
import type { Answer } from '../egress/answer.ts';
import type { GuardedCall } from '../egress/guarded-call.ts';
import type { Effect, Failure, Value } from '../engine/index.ts';
import type { Carrier } from './carrier.ts';
import type { Row } from './carry-out.ts';
import { readAnswer, type Told } from './http-answer.ts';
import { makeRequest, type Reach } from './http-request.ts';
import { afterAttempt } from './retry.ts';

export interface HttpParts {
  writer: Writer;
  call: GuardedCall;
  /** What a contact's organisation may reach; undefined when there is no such contact. */
  reach(contact: string): Reach | undefined;
  /** Tells the contact what became of its request. What is given beside it is written with the event, or alone if nobody waits. */
  report(
    contact: string,
    effect: string,
    outcome: { result: { [name: string]: Value }; sensitive?: boolean } | Failure,
    beside: Statement[],
  ): Promise<void>;
  now(): number;
  /** From 0 to 1, for jitter. */
  chance(): number;
}

/** A wait of the flow lasts this much longer than the request may take, ms; see `REQUEST_NET_SECONDS`. */
const NET_MS = 15_000;

/** Answers that may be another one in a moment (RFC 9110, 6585). */
const PASSING = [408, 425, 429, 502, 503, 504];

type HttpEffect = Extract<Effect, { type: 'http.request' }>;

/** What this process knows of a row besides the row. */
interface Memory {
  /** When it has taken long enough, epoch ms. */
  deadline: number;
  /** What became of it, when only our own note is missing. */
  told?: Told;
}

/**
 * Carries a flow's requests to other services, those of a contact in order. After a crash one that may be repeated is made
 * again; one that may not, and was under way, fails with `http.unknown-outcome`: never twice in silence.
 */
export function httpCarrier(parts: HttpParts): Carrier {
  const memories = new WeakMap<Row, Memory>();

  async function attempt(row: Row): Promise<boolean> {
    const effect = row.effect as HttpEffect;
    const memory = memories.get(row) ?? { deadline: parts.now() + effect.timeoutMs };
    memories.set(row, memory);
    memory.told ??= await ask(row, effect, memory);
    if (!memory.told) return false;
    crashPoint('before-mark');
    await note(row, effect, memory.told);
    return true;
  }

  /** Undefined when it is to be tried again. */
  async function ask(row: Row, effect: HttpEffect, { deadline }: Memory): Promise<Told | undefined> {
    const late: Failure = { kind: 'temporary', code: 'http.timeout', message: 'It took too long.' };
    if (parts.now() >= Math.min(deadline, row.createdAt + effect.timeoutMs + NET_MS)) return late;
    if (row.doubtful && !effect.repeatable)
      return {
        kind: 'unavailable',
        code: 'http.unknown-outcome',
        message: 'It may or may not have arrived.',
      };
    const reach = parts.reach(row.contact);
    if (!reach) return { kind: 'refused', code: 'http.no-contact' };
    crashPoint('before-dispatch');
    if (!effect.repeatable && !row.marked) {
      await parts.writer.commit({ statements: [markSending(effect.id)] });
      row.marked = true;
    }
    row.attempts += 1;
    const answer = await makeRequest(parts.call, reach, effect, {
      id: effect.id,
      timeoutMs: Math.max(1, deadline - parts.now()),
    });
    crashPoint('after-request');
    const wait = againAfter(row, effect, answer);
    if (wait === undefined || parts.now() + wait >= deadline) return readAnswer(answer, effect);
    row.notBefore = parts.now() + wait;
    return undefined;
  }

  /** Ms until another attempt may do better, if one is due. */
  function againAfter({ attempts }: Row, effect: HttpEffect, answer: Answer): number | undefined {
    if (!effect.repeatable || attempts > effect.retries) return undefined;
    const pause = afterAttempt(attempts, parts.chance());
    if ('error' in answer) return answer.error === 'unreachable' ? pause : undefined;
    if (!PASSING.includes(answer.status)) return undefined;
    const asked = Number(answer.headers['retry-after']);
    return Number.isFinite(asked) ? Math.max(asked * 1000, pause) : pause;
  }

  /** The event and the row change together: an answer that is in the log is never asked for again. */
  async function note(row: Row, effect: HttpEffect, told: Told): Promise<void> {
    const { id, sensitive } = effect;
    const done =
      'result' in told ? markSent(id, { at: parts.now() }) : markFailed(id, parts.now(), told.code);
    const outcome = 'result' in told && sensitive ? { ...told, sensitive } : told;
    await parts.report(row.contact, id, outcome, [done, ...(sensitive ? [forget(id)] : [])]);
  }

  return {
    takes: () => true,
    // Apart from the contact's prompts: what is said meanwhile does not wait for an answer.
    lane: ({ contact }) => `http ${contact}`,
    gate: ({ effect }) => `http ${(effect as HttpEffect).url.split('/', 3)[2] ?? ''}`,
    attempt,
  };
}
