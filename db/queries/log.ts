import { and, asc, count, eq, gt, max, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { log } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

/** One event of a contact and what the step made of it; the JSON columns are text. */
export type LogRow = typeof log.$inferSelect;

const insertSql =
  'insert into log (contact, seq, at, event, effects, trace, facts, status, repeat_key) ' +
  'values (?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** Conflicts with `log_repeat` if this delivery is in the log, with `log.contact, log.seq` if another step was faster. */
export const insertLog = (row: LogRow): Statement => ({
  sql: insertSql,
  params: [
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

const rowsAfter = prepared((db) =>
  db
    .select()
    .from(log)
    .where(and(eq(log.contact, sql.placeholder('contact')), gt(log.seq, sql.placeholder('afterSeq'))))
    .orderBy(asc(log.seq))
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

const highest = prepared((db) =>
  db
    .select({ seq: max(log.seq) })
    .from(log)
    .where(eq(log.contact, sql.placeholder('contact')))
    .prepare(),
);
export const lastSeq = (db: Db, contact: string): number | undefined =>
  highest(db).get({ contact })?.seq ?? undefined;

const pageAfter = prepared((db) =>
  db
    .select()
    .from(log)
    .where(and(eq(log.contact, sql.placeholder('contact')), gt(log.seq, sql.placeholder('afterSeq'))))
    .orderBy(asc(log.seq))
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
    .where(eq(log.contact, sql.placeholder('contact')))
    .prepare(),
);
export const countLog = (db: Db, contact: string): number => rowsOf(db).get({ contact })?.rows ?? 0;

/** Takes out the log of a contact. */
export const deleteLog = (contact: string): Statement =>
  statement(build.delete(log).where(eq(log.contact, contact)));
