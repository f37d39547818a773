import { Gauge, type Registry } from 'prom-client';
import type { Db } from '../../db/client.ts';
import { countDeadLetters, countTimers, oldestUnsent } from '../../db/queries/backlog.ts';
import { counts } from '../../db/queries/outbox.ts';

export interface BacklogParts {
  db: Db;
  /** Live contacts in memory. */
  hot: () => number;
  now: () => number;
}

/** A timer is fired within a second; what is later than this waits for something, ms. */
const LATE_MS = 2_000;

/** What waits, read when somebody asks. */
export function backlog({ db, hot, now }: BacklogParts, registers: Registry[]): void {
  const gauge = (name: string, help: string, read: () => number): void => {
    new Gauge({
      name: `patchbay_${name}`,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  };
  new Gauge({
    name: 'patchbay_outbox_rows',
    help: 'Sends that are not done',
    labelNames: ['state'],
    registers,
    collect() {
      for (const [state, rows] of Object.entries(counts(db))) this.set({ state }, rows);
    },
  });
  gauge(
    'outbox_oldest_seconds',
    'Age of the oldest send that is on its way',
    () => Math.max(0, now() - (oldestUnsent(db) ?? now())) / 1000,
  );
  gauge('dead_letters', 'Deliveries nobody could read', () => countDeadLetters(db));
  gauge('timers_pending', 'Timers that wait', () => countTimers(db, now() - LATE_MS).pending);
  gauge('timers_late', 'Timers that should have fired', () => countTimers(db, now() - LATE_MS).late);
  gauge('hot_contacts', 'Live contacts in memory', hot);
}
