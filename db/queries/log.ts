import { asc, count, eq, getTableColumns, inArray, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { contacts, log } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

/** One event of a contact and what the step made of it; the JSON columns are text. */
export type LogRow = Omit<typeof log.$inferSelect, 'id' | 'previous'>;

const { id: _id, previous: _previous, ...columns } = getTableColumns(log);

const insertSql =
  'insert into log (previous, contact, seq, at, event, effects, trace, facts, status, repeat_key) ' +
  'values ((select last_entry from contacts where id = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?)';

/**
 * Goes right before the statement that inserts or updates the contact, which notes it as the last one. Conflicts with
 * `log_repeat` if this delivery is in the log.
 */
export const insertLog = (row: LogRow): Statement => ({
  sql: insertSql,
  params: [
    row.contact,
    row.contact,
    row.seq,
    row.at,
    row.event,
    row.effects,
    row.trace,
    row.facts,
    row.status,
    row.repeatKey,
  ],
  expect: 1,
});

/** A row of the log is the last one of a contact; where its log was taken out, the number may be another's by now. */
export const isLastEntry = sql`${log.id} = ${contacts.lastEntry} and ${log.contact} = ${contacts.id}`;

/**
 * Ids of the rows of a contact after a seq, found from the last one back. Whatever the numbers say, only its own rows
 * are found, and each step goes down: it ends.
 */
const entriesOf = (contact: string | Placeholder, afterSeq: number | Placeholder): SQL => sql`(
  with recursive entry(id, previous, contact, seq) as (
    select log.id, log.previous, log.contact, log.seq from contacts
      join log on log.id = contacts.last_entry and log.contact = contacts.id where contacts.id = ${contact}
    union all
    select log.id, log.previous, log.contact, log.seq from entry
      join log on log.id = entry.previous and log.id < entry.id and log.contact = entry.contact
      where entry.seq > ${afterSeq} + 1
  ) select id from entry where seq > ${afterSeq})`;

const rowsAfter = prepared((db) =>
  db
    .select(columns)
    .from(log)
    .where(inArray(log.id, entriesOf(sql.placeholder('contact'), sql.placeholder('afterSeq'))))
    .orderBy(asc(log.id))
    .prepare(),
);
/** The log of a contact in order, from after `afterSeq` on. */
export const readLog = (db: Db, contact: string, afterSeq = -1): LogRow[] =>
  rowsAfter(db).all({ contact, afterSeq });

const byRepeatKey = prepared((db) =>
  db
    .select({ contact: log.contact, seq: log.seq })
    .from(log)
    .where(eq(log.repeatKey, sql.placeholder('repeatKey')))
    .prepare(),
);
/** Where a delivery with this key was logged, if it was. */
export const repeatSeen = (db: Db, repeatKey: string): { contact: string; seq: number } | undefined =>
  byRepeatKey(db).get({ repeatKey });

const last = prepared((db) =>
  db
    .select({ seq: log.seq })
    .from(contacts)
    .innerJoin(log, isLastEntry)
    .where(eq(contacts.id, sql.placeholder('contact')))
    .prepare(),
);
export const lastSeq = (db: Db, contact: string): number | undefined => last(db).get({ contact })?.seq;

const pageAfter = prepared((db) =>
  db
    .select(columns)
    .from(log)
    .where(inArray(log.id, entriesOf(sql.placeholder('contact'), sql.placeholder('afterSeq'))))
    .orderBy(asc(log.id))
    .limit(sql.placeholder('limit'))
    .prepare(),
);
/** A page of a contact's log. */
export const pageOfLog = (db: Db, contact: string, afterSeq: number, limit: number): LogRow[] =>
  pageAfter(db).all({ contact, afterSeq, limit });

const rowsOf = prepared((db) =>
  db
    .select({ rows: count() })
    .from(log)
    .where(inArray(log.id, entriesOf(sql.placeholder('contact'), -1)))
    .prepare(),
);
export const countLog = (db: Db, contact: string): number => rowsOf(db).get({ contact })?.rows ?? 0;

/** Takes out the log of a contact; before the contact itself, which leads to it. */
export const deleteLog = (contact: string): Statement =>
  statement(build.delete(log).where(inArray(log.id, entriesOf(contact, -1))));
