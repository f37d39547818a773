import { and, asc, desc, eq, gt, gte, lt, lte, min, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { audit } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

export type AuditRow = typeof audit.$inferSelect;

export const insertAudit = (row: AuditRow): Statement => statement(build.insert(audit).values(row), 1);

const newest = prepared((db) => db.select().from(audit).orderBy(desc(audit.seq)).limit(1).prepare());
/** The last row written, of whatever organisation: there is one chain. */
export const lastAudit = (db: Db): AuditRow | undefined => newest(db).get();

const after = prepared((db) =>
  db
    .select()
    .from(audit)
    .where(gt(audit.seq, sql.placeholder('seq')))
    .orderBy(asc(audit.seq))
    .limit(sql.placeholder('limit'))
    .prepare(),
);
/** The chain from a row on. */
export const auditAfter = (db: Db, seq: number, limit: number): AuditRow[] => after(db).all({ seq, limit });

const page = prepared((db) =>
  db
    .select()
    .from(audit)
    .where(
      and(eq(audit.organisation, sql.placeholder('organisation')), lt(audit.seq, sql.placeholder('before'))),
    )
    .orderBy(desc(audit.seq))
    .limit(sql.placeholder('limit'))
    .prepare(),
);
/** What happened in an organisation before a row, newest first. */
export const listAudit = (
  db: Db,
  organisation: string,
  { before = Number.MAX_SAFE_INTEGER, limit }: { before?: number | undefined; limit: number },
): AuditRow[] => page(db).all({ organisation, before, limit });

const sinceThen = prepared((db) =>
  db
    .select({ seq: min(audit.seq) })
    .from(audit)
    .where(gte(audit.at, sql.placeholder('at')))
    .prepare(),
);
/** The first row from an instant on; undefined when all are older. */
export const firstAuditSince = (db: Db, at: number): number | undefined =>
  sinceThen(db).get({ at })?.seq ?? undefined;

const bySeq = prepared((db) =>
  db
    .select()
    .from(audit)
    .where(eq(audit.seq, sql.placeholder('seq')))
    .prepare(),
);
export const readAudit = (db: Db, seq: number): AuditRow | undefined => bySeq(db).get({ seq });

/** Cuts off the beginning of the chain, up to and with a row. */
export const deleteAuditUpTo = (seq: number): Statement =>
  statement(build.delete(audit).where(lte(audit.seq, seq)));
