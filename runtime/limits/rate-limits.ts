import { createHmac } from 'node:crypto';
import type { Db } from '../../db/client.ts';
import { deleteSpentLimits, readThrottle, saveThrottle } from '../../db/queries/throttles.ts';
import { CommitFailed, type Statement, type Writer } from '../../db/writer.ts';
import { Unavailable } from '../contacts/inbound.ts';
import { type Pace, type Share, shareOf, taking } from './pace.ts';

/** Counts how often someone does something. */
export interface RateLimit {
  /**
   * Takes one; when there is none left, says in how many seconds there is. Being refused costs nothing.
   * @throws `Unavailable` when a limit that must hold cannot be stored
   */
  take(who: string): Promise<Share>;
}

/** What is limited, and how well the count must be kept. */
export interface Rule extends Pace {
  /** Small letters; its figure and its rows are named so. */
  name: string;
  /**
   * `each`: on the disk before it is granted, so that not even a crash forgives one. `batched`: every few seconds and at
   * the end; for what comes often and does little.
   */
  kept: 'each' | 'batched';
}

/** All limits of a runtime, with one memory for what was taken and one table behind it. */
export interface RateLimits {
  limit(rule: Rule): RateLimit;
  /** Writes down what is only in memory. */
  stop(): Promise<void>;
}

export interface RateLimitParts {
  db: Db;
  writer: Writer;
  now: () => number;
  /** What people are known by is kept as a keyed hash: the table is no list of visitors and addresses. */
  key: Uint8Array;
  /** Hears of every refusal. */
  met?: (name: string) => void;
  failed: (error: unknown) => void;
}

/** How long what is batched may be in memory alone, ms. */
const BATCH_MS = 5_000;
const SWEEP_MS = 60_000;
/** Rows of one unit of writing. */
const ROWS_AT_ONCE = 500;

export function rateLimits(parts: RateLimitParts): RateLimits {
  const { db, writer, now } = parts;
  /** Until when a name has used up its share, by the key of its row. */
  const usedUntil = new Map<string, number>();
  const unwritten = new Set<string>();
  let swept = now();
  let writing: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const rowKey = (name: string, who: string): string =>
    `limit:${name}:${createHmac('sha256', parts.key).update(who).digest('base64url').slice(0, 22)}`;

  const save = (key: string, at: number): Statement =>
    saveThrottle({ key, attempts: 0, since: at, level: 0, blockedUntil: usedUntil.get(key) ?? at });

  /** What is over counts for nothing, neither here nor in the table. */
  const sweep = (at: number): Statement[] => {
    if (Math.abs(at - swept) < SWEEP_MS) return [];
    swept = at;
    for (const [key, until] of usedUntil) if (until <= at && !unwritten.has(key)) usedUntil.delete(key);
    return [deleteSpentLimits(at)];
  };

  async function write(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const at = now();
    const keys = [...unwritten];
    unwritten.clear();
    const statements = [
      ...keys.filter((key) => usedUntil.get(key)! > at).map((key) => save(key, at)),
      ...sweep(at),
    ];
    for (let from = 0; from < statements.length; from += ROWS_AT_ONCE)
      await writer.commit({ statements: statements.slice(from, from + ROWS_AT_ONCE) });
  }

  const writeSoon = (): void => {
    timer ??= setTimeout(() => (writing = write().catch(parts.failed)), BATCH_MS).unref();
  };

  async function keep(key: string, kept: Rule['kept']): Promise<void> {
    if (kept === 'batched') {
      unwritten.add(key);
      writeSoon();
      return;
    }
    const at = now();
    try {
      await writer.commit({ statements: [save(key, at), ...sweep(at)] });
    } catch (error) {
      if (error instanceof CommitFailed)
        throw new Unavailable('The database cannot write now.', { cause: error });
      throw error;
    }
  }

  return {
    limit: (rule) => ({
      async take(who) {
        const key = rowKey(rule.name, who);
        const known = usedUntil.get(key) ?? readThrottle(db, key)?.blockedUntil ?? 0;
        const taken = taking(known, now(), rule);
        if ('waitMs' in taken) parts.met?.(rule.name);
        else {
          usedUntil.set(key, taken.usedUntil);
          await keep(key, rule.kept);
        }
        return shareOf(taken);
      },
    }),
    async stop() {
      await writing;
      await write().catch(parts.failed);
    },
  };
}
