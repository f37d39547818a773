import { count, lte, min, sql } from 'drizzle-orm';
import { contacts, deadLetters, outbox } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { unsent } from './outbox.ts';
import { prepared } from './prepared.ts';

const oldest = prepared((db) =>
  db
    .select({ createdAt: min(outbox.createdAt) })
    .from(outbox)
    .where(sql`${unsent} and ${outbox.state} in ('pending', 'sending')`)
    .prepare(),
);
/** When the oldest send that is on its way was asked for, epoch ms. */
export const oldestUnsent = (db: Db): number | undefined => oldest(db).get()?.createdAt ?? undefined;

const letters = prepared((db) => db.select({ rows: count() }).from(deadLetters).prepare());
export const countDeadLetters = (db: Db): number => letters(db).get()?.rows ?? 0;

const timers = prepared((db) =>
  db
    .select({ rows: count() })
    .from(contacts)
    .where(sql`${contacts.due} is not null`)
    .prepare(),
);
const lateTimers = prepared((db) =>
  db
    .select({ rows: count() })
    .from(contacts)
    .where(lte(contacts.due, sql.placeholder('before')))
    .prepare(),
);
/** Timers that wait, and those of them that should have fired before an instant. */
export const countTimers = (db: Db, before: number): { pending: number; late: number } => ({
  pending: timers(db).get()?.rows ?? 0,
  late: lateTimers(db).get({ before })?.rows ?? 0,
});
