import Database from 'libsql';
import type { Connection } from './guard.ts';

/**
 * Why a statement failed, as plain data that can cross a thread. `conflict`: the unit lost a race and may be decided
 * anew. `defect`: the unit can never be written. `storage`: the whole group failed; `fatal` says not to go on at all.
 */
export type Failure =
  | { kind: 'conflict'; statement: number; constraint?: string }
  | { kind: 'defect'; statement: number; reason: string }
  | { kind: 'storage'; statement: number; reason: string; fatal: boolean };

const conflicts = new Set([
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'SQLITE_CONSTRAINT_ROWID',
  'SQLITE_CONSTRAINT_FOREIGNKEY',
]);

// perm, busy, locked, nomem, readonly, interrupt, ioerr, corrupt, full, cantopen, protocol, nolfs, auth, notadb
const storageCodes = new Set([3, 5, 6, 7, 8, 9, 10, 11, 13, 14, 15, 22, 23, 26]);
const corrupt = 11;
const notADatabase = 26;
// After a failed fsync the page cache may claim what the disk does not hold: nobody can tell what a retry would prove.
const failedFsync = new Set([1034, 1290]);

/** Sorts an error of the statement at `index` by who has to act. */
export const sortFailure = (connection: Connection, error: unknown, index: number): Failure => {
  if (!(error instanceof Database.SqliteError)) {
    return {
      kind: 'defect',
      statement: index,
      reason: error instanceof Error ? error.message : String(error),
    };
  }
  if (conflicts.has(error.code)) {
    return { kind: 'conflict', statement: index, constraint: constraintName(connection, error.message) };
  }
  const full = error.rawCode ?? 0;
  const primary = full & 0xff;
  const reason = `${error.code}: ${error.message}`;
  if (!storageCodes.has(primary)) return { kind: 'defect', statement: index, reason };
  const fatal = primary === corrupt || primary === notADatabase || failedFsync.has(full);
  return { kind: 'storage', statement: index, reason, fatal };
};

// SQLite names the columns ("UNIQUE constraint failed: contacts.connection, contacts.address"), callers want the index.
const constraintName = (connection: Connection, message: string): string => {
  const columns = message.replace(/^.*constraint failed(: )?/, '');
  const table = columns.split('.')[0]!;
  if (!/^\w+$/.test(table)) return columns === '' ? 'foreign key' : columns;
  const named = connection
    .prepare(
      `select l.name, group_concat(? || '.' || i.name, ', ') as columns from pragma_index_list(?) l
       join pragma_index_info(l.name) i where l."unique" = 1 and l.origin = 'c' group by l.name`,
    )
    .raw()
    .all(table, table);
  const found = named.find((row) => Array.isArray(row) && row[1] === columns);
  return Array.isArray(found) ? String(found[0]) : columns;
};
