import { and, asc, eq, gt, max, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { log } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { prepared } from './prepared.ts';

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
