import type { Inbound } from '../adapter.ts';

/** Calls held at once; more than that is an attack or an outage in which the oldest have hung up. */
const LIMIT = 10_000;
/** Milliseconds an answer is kept: longer than all tries of one request take. */
const KEPT_MS = 5 * 60_000;

/**
 * What callers said while the database could not write. The carrier does not repeat keys and speech when it is sent to the
 * same address again, and they may be a card number, so they must not travel in that address: they wait here.
 */
export interface Held {
  keep(connection: string, inbound: Inbound[]): void;
  /** Takes them out again; undefined after a restart, when the caller has to be asked once more. */
  take(connection: string, first: string): Inbound[] | undefined;
  readonly size: number;
}

export function held(now: () => number): Held {
  const kept = new Map<string, { inbound: Inbound[]; at: number }>();
  return {
    keep(connection, inbound) {
      const first = inbound[0];
      if (!first) return;
      for (const [key, { at }] of kept) {
        if (kept.size < LIMIT && now() - at < KEPT_MS) break;
        kept.delete(key);
      }
      kept.set(`${connection} ${first.id}`, { inbound, at: now() });
    },
    take(connection, first) {
      const found = kept.get(`${connection} ${first}`);
      kept.delete(`${connection} ${first}`);
      return found?.inbound;
    },
    get size() {
      return kept.size;
    },
  };
}
