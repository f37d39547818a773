import { and, asc, count, eq, inArray, lte, type SQL, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { outbox, outboxStates } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

export type OutboxRow = typeof outbox.$inferSelect;
export type OutboxState = OutboxRow['state'];

// The condition of the index, word for word: SQLite compares the text.
export const unsent = sql`${outbox.state} <> 'sent'`;

const insertSql =
  'insert into outbox (id, contact, connection, body, state, attempts, next_at, created_at) ' +
  `values (?, ?, ?, ?, 'pending', 0, ?, ?)`;
const sendingSql = `update outbox set state = 'sending', attempts = attempts + 1, next_at = null where id = ? and state = 'pending'`;
// What is sealed is for the other side only: it goes when it has been carried out.
const unsealedSql = `body = case when substr(body, 1, 10) = '{"sealed":' then '{}' else body end`;
const sentSql = `update outbox set ${unsealedSql}, state = 'sent', provider_ref = ?, flag = coalesce(?, flag), next_at = null, finished_at = ? where id = ? and state <> 'sent'`;

/** A new effect to carry out, pending; `nextAt` delays its first attempt. A pending row always has a `nextAt`. */
export const insert = (row: {
  id: string;
  contact: string;
  connection: string;
  body: string;
  createdAt: number;
  nextAt?: number;
}): Statement => ({
  sql: insertSql,
  params: [row.id, row.contact, row.connection, row.body, row.nextAt ?? row.createdAt, row.createdAt],
  expect: 1,
});

/** Before the request goes out. Conflicts unless the row is pending: it is never sent from two places. */
export const markSending = (id: string): Statement => ({ sql: sendingSql, params: [id], expect: 1 });

/** The provider has it. `flag`: 'repeated' if it may have it twice. */
export const markSent = (
  id: string,
  done: { at: number; providerRef?: string; flag?: string },
): Statement => ({
  sql: sentSql,
  params: [done.providerRef ?? null, done.flag ?? null, done.at, id],
  expect: 1,
});

// A row that was sent stays sent.
const change = (id: string, set: Partial<Omit<OutboxRow, 'body'>> & { body?: SQL }): Statement =>
  statement(
    build
      .update(outbox)
      .set(set)
      .where(and(eq(outbox.id, id), unsent)),
    1,
  );

/** Given up for good. */
export const markFailed = (id: string, at: number, flag?: string): Statement =>
  change(id, {
    state: 'failed',
    nextAt: null,
    finishedAt: at,
    body: sql.raw(unsealedSql.slice('body = '.length)),
    ...(flag !== undefined && { flag }),
  });

/** Takes out what was sent: it was for the other side only. */
export const forget = (id: string): Statement => ({
  sql: `update outbox set body = '{}' where id = ?`,
  params: [id],
  expect: 1,
});

/** We asked and cannot tell whether the provider has it. */
export const markUnknown = (id: string, flag?: string): Statement =>
  change(id, { state: 'unknown', nextAt: null, ...(flag !== undefined && { flag }) });

/** Back to pending, not to be tried before `nextAt`. `flag`: 'repeated' if an earlier attempt may have arrived. */
export const reschedule = (id: string, nextAt: number, flag?: string): Statement =>
  change(id, { state: 'pending', nextAt, ...(flag !== undefined && { flag }) });

/** Kept back until somebody decides. */
export const hold = (id: string, flag?: string): Statement =>
  change(id, { state: 'held', nextAt: null, ...(flag !== undefined && { flag }) });

/** After a restore: whatever was on its way when the backup was made waits for a person. */
export const holdUnfinished = (): Statement =>
  statement(
    build
      .update(outbox)
      .set({ state: 'held', nextAt: null, flag: 'recovery' })
      .where(and(unsent, inArray(outbox.state, ['pending', 'sending']))),
  );

/** A person decided that a held row goes out. What may have arrived already is marked as sent twice. */
export const release = (id: string, now: number): Statement =>
  statement(
    build
      .update(outbox)
      .set({
        state: 'pending',
        nextAt: now,
        flag: sql`case when ${outbox.flag} = 'unknown' then 'repeated' else ${outbox.flag} end`,
      })
      .where(and(eq(outbox.id, id), unsent, eq(outbox.state, 'held'))),
    1,
  );

// createdAt first: a row number may be given again after the highest row was deleted.
const inOrder = [asc(outbox.createdAt), asc(sql`rowid`)];

const open = prepared((db) =>
  db
    .select()
    .from(outbox)
    .where(and(unsent, sql`${outbox.state} in ('pending', 'sending')`))
    .orderBy(...inOrder)
    .limit(sql.placeholder('limit'))
    .prepare(),
);
/** Rows still to be carried out, oldest first. At start, a row that is `sending` is one whose answer we never saw. */
export const unfinished = (db: Db, limit: number): OutboxRow[] => open(db).all({ limit });

const kept = prepared((db) =>
  db
    .select()
    .from(outbox)
    .where(and(unsent, sql`${outbox.state} = 'held'`))
    .orderBy(...inOrder)
    .limit(sql.placeholder('limit'))
    .prepare(),
);
/** Rows that wait for a person, oldest first. */
export const heldRows = (db: Db, limit: number): OutboxRow[] => kept(db).all({ limit });

const ready = prepared((db) =>
  db
    .select()
    .from(outbox)
    .where(and(unsent, eq(outbox.state, sql`'pending'`), lte(outbox.nextAt, sql.placeholder('now'))))
    .orderBy(asc(outbox.nextAt), asc(sql`rowid`))
    .limit(sql.placeholder('limit'))
    .prepare(),
);
/** Pending rows that may be tried now, the longest ready first. */
export const readyToSend = (db: Db, now: number, limit: number): OutboxRow[] => ready(db).all({ now, limit });

const ofContact = prepared((db) =>
  db
    .select()
    .from(outbox)
    .where(
      and(sql`${outbox.id} >= ${sql.placeholder('first')}`, sql`${outbox.id} < ${sql.placeholder('last')}`),
    )
    .orderBy(sql`rowid`)
    .prepare(),
);
/** All rows of a contact in the order they were decided. */
export const byContact = (db: Db, contact: string): OutboxRow[] =>
  ofContact(db).all({ first: `${contact}/`, last: `${contact}0` }); // '0' follows '/': the ids that start with the contact

const perState = prepared((db) =>
  db
    .select({ state: outbox.state, rows: count() })
    .from(outbox)
    .where(unsent)
    .groupBy(outbox.state)
    .prepare(),
);
/** How many rows are in which state; sent rows are not counted. */
export const counts = (db: Db): Record<Exclude<OutboxState, 'sent'>, number> => {
  const found = new Map<string, number>(
    perState(db)
      .all()
      .map(({ state, rows }) => [state, rows]),
  );
  const [pending, sending, , failed, held, unknown] = outboxStates.map((state) => found.get(state) ?? 0);
  return { pending: pending!, sending: sending!, failed: failed!, held: held!, unknown: unknown! };
};

/** Takes out all rows of a contact. */
export const deleteOutbox = (contact: string): Statement =>
  statement(
    build.delete(outbox).where(sql`${outbox.id} >= ${`${contact}/`} and ${outbox.id} < ${`${contact}0`}`),
  );
