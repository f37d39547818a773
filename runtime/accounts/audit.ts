import { createHash } from 'node:crypto';
import type { Db } from '../../db/client.ts';
import {
  auditAfter,
  type AuditRow,
  deleteAuditUpTo,
  firstAuditSince,
  insertAudit,
  lastAudit,
  readAudit,
} from '../../db/queries/audit.ts';
import { get as readMeta, set as setMeta } from '../../db/queries/meta.ts';
import type { Statement, Writer } from '../../db/writer.ts';

/** Who did it: a principal, or somebody who is not one (yet). */
export interface Actor {
  kind: 'user' | 'token' | 'machine' | 'nobody';
  id: string;
  name: string;
  organisation: string;
}

/** Facts about what was done; never a secret, never a customer's words. */
export type AuditDetail = { [name: string]: string | number | boolean | null | string[] };

/**
 * Notes who did what to what, together with the change itself: both are stored or neither.
 * Throws what the writer throws, such as `CommitConflict`.
 */
export type Audit = (
  actor: Actor,
  action: string,
  subject: string,
  detail?: AuditDetail,
  change?: readonly Statement[],
) => Promise<void>;

/** Before the first row. */
const BEGINNING = '0'.repeat(64);
/** Where the number and hash of the last row are kept, so that rows missing at the end are noticed as well. */
const HEAD = 'audit-head';
/** The same of the last row that was cut off at the beginning, when there was one. */
const BASE = 'audit-base';
const ROWS_AT_ONCE = 1_000;

export function auditLog({ db, writer, now }: { db: Db; writer: Writer; now: () => number }): Audit {
  // One after the other: each row needs the hash of the one before, and a unit that fails must leave no gap.
  let last: Promise<unknown> = Promise.resolve();
  return (actor, action, subject, detail = {}, change = []) => {
    const work = async () => {
      const before = lastAudit(db);
      const row = chained(
        {
          seq: (before?.seq ?? 0) + 1,
          at: now(),
          organisation: actor.organisation,
          actorKind: actor.kind,
          actor: actor.id,
          actorName: actor.name,
          action,
          subject,
          detail: canonical(detail),
        },
        before?.hash ?? BEGINNING,
      );
      await writer.commit({ statements: [...change, insertAudit(row), setMeta(HEAD, headOf(row))] });
    };
    const done = last.then(work, work);
    last = done;
    return done;
  };
}

export type AuditFinding = { ok: true; rows: number } | { ok: false; seq: number; why: string };

/** Walks the chain from its beginning; names the first row that is not what was written. */
export function verifyAudit(db: Db): AuditFinding {
  let previous: Pick<AuditRow, 'seq' | 'hash'> | undefined = baseOf(db);
  for (;;) {
    const rows = auditAfter(db, previous?.seq ?? 0, ROWS_AT_ONCE);
    for (const row of rows) {
      const wanted = (previous?.seq ?? 0) + 1;
      if (row.seq !== wanted) return { ok: false, seq: wanted, why: 'The row is missing.' };
      const { previous: link, hash, ...facts } = row;
      if (link !== (previous?.hash ?? BEGINNING))
        return { ok: false, seq: row.seq, why: 'It does not follow the row before it.' };
      if (chained(facts, link).hash !== hash) return { ok: false, seq: row.seq, why: 'It was altered.' };
      previous = row;
    }
    if (rows.length < ROWS_AT_ONCE) break;
  }
  const head = readMeta(db, HEAD);
  const found = previous && headOf(previous);
  return head === found
    ? { ok: true, rows: previous?.seq ?? 0 }
    : { ok: false, seq: (previous?.seq ?? 0) + 1, why: 'Rows are missing at the end.' };
}

function baseOf(db: Db): Pick<AuditRow, 'seq' | 'hash'> | undefined {
  const [seq, hash] = readMeta(db, BASE)?.split(':') ?? [];
  return seq === undefined || hash === undefined ? undefined : { seq: Number(seq), hash };
}

/**
 * Cuts off the beginning of the chain: rows from before an instant, but never the last one. The chain then begins behind
 * the row that was cut off last.
 * @returns how many rows went
 */
export async function forgetAudit(
  { db, writer }: { db: Db; writer: Writer },
  before: number,
  most: number,
): Promise<number> {
  const begins = baseOf(db)?.seq ?? 0;
  const ends = lastAudit(db)?.seq ?? 0;
  const upTo = Math.min(firstAuditSince(db, before) ?? ends, ends, begins + 1 + most) - 1;
  const last = upTo > begins ? readAudit(db, upTo) : undefined;
  if (!last) return 0;
  await writer.commit({ statements: [deleteAuditUpTo(upTo), setMeta(BASE, headOf(last))] });
  return upTo - begins;
}

const headOf = ({ seq, hash }: Pick<AuditRow, 'seq' | 'hash'>): string => `${seq}:${hash}`;

function chained(facts: Omit<AuditRow, 'previous' | 'hash'>, previous: string): AuditRow {
  const hash = createHash('sha256')
    .update(`${previous}\n${canonical(facts)}`)
    .digest('hex');
  return { ...facts, previous, hash };
}

/** JSON that is the same text for the same facts. */
function canonical(facts: { [name: string]: unknown }): string {
  const sorted = Object.entries(facts).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify(Object.fromEntries(sorted));
}
