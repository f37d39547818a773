import type { Db } from '../../db/client.ts';
import { deleteThrottle, readThrottle, saveThrottle, type ThrottleRow } from '../../db/queries/throttles.ts';
import type { Writer } from '../../db/writer.ts';

const MINUTE = 60_000;
const LONGEST_PAUSE = 15 * MINUTE;
/** After this long without meeting the limit, pauses begin short again. */
const FORGOTTEN_AFTER = 60 * MINUTE;
/** Keys kept in memory; the others are in the database. */
const MOST_KEPT = 10_000;

/** Slows down whoever guesses. What it knows is stored, so that a restart forgives nothing. */
export interface Throttle {
  /**
   * Counts an attempt before it is made, so that attempts made at once count too.
   * @returns ms to wait when there were too many; 0 to go on
   */
  attempt(key: string, perMinute: number): Promise<number>;
  /** It was not a guess. */
  forgive(key: string): Promise<void>;
}

export interface ThrottleParts {
  db: Db;
  writer: Writer;
  now: () => number;
  /** Hears of every refusal: what was tried, not by whom. */
  limitMet?: (limit: string) => void;
}

export function throttle({ db, writer, now, limitMet }: ThrottleParts): Throttle {
  // The row on disk is as old as its last commit; what was decided since is here.
  const rows = new Map<string, ThrottleRow>();

  const keep = async (row: ThrottleRow): Promise<void> => {
    rows.delete(row.key);
    rows.set(row.key, row);
    await writer.commit({ statements: [saveThrottle(row)] });
    for (const key of rows.keys()) {
      if (rows.size <= MOST_KEPT) break;
      rows.delete(key);
    }
  };

  return {
    async attempt(key, perMinute) {
      const at = now();
      const known = rows.get(key) ?? readThrottle(db, key);
      // What is refused is not counted: else whoever keeps trying would keep the owner out for ever.
      if (known && known.blockedUntil > at) {
        limitMet?.(whatIn(key));
        return known.blockedUntil - at;
      }
      const next = counted(known ?? { key, attempts: 0, since: at, level: 0, blockedUntil: 0 }, at);
      if (next.attempts <= perMinute) {
        await keep(next);
        return 0;
      }
      const pause = Math.min(MINUTE * 2 ** next.level, LONGEST_PAUSE);
      limitMet?.(whatIn(key));
      await keep({ ...next, attempts: 0, level: next.level + 1, blockedUntil: at + pause });
      return pause;
    },
    async forgive(key) {
      rows.delete(key);
      await writer.commit({ statements: [deleteThrottle(key)] });
    },
  };
}

/** A key is `what:who`. */
const whatIn = (key: string): string => `sign-in-${key.split(':', 1)[0] ?? ''}`;

function counted(row: ThrottleRow, at: number): ThrottleRow {
  const sameMinute = at - row.since < MINUTE;
  const forgotten = at - Math.max(row.since, row.blockedUntil) > FORGOTTEN_AFTER;
  return {
    ...row,
    level: forgotten ? 0 : row.level,
    attempts: sameMinute ? row.attempts + 1 : 1,
    since: sameMinute ? row.since : at,
  };
}
