import { getTableColumns, getTableName } from 'drizzle-orm';
import { SQLiteSyncDialect, BaseSQLiteDatabase, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Statement } from '../apply-group.ts';
import { toParam } from '../guard.ts';
import type { Db } from '../session.ts';

/** Builds a read once per connection and keeps it prepared. */
export const prepared = <Query>(build: (db: Db) => Query): ((db: Db) => Query) => {
  const built = new WeakMap<Db, Query>();
  return (db) => {
    let query = built.get(db);
    if (query === undefined) {
      query = build(db);
      built.set(db, query);
    }
    return query;
  };
};

/** Builds writes without a connection: a query here is only ever turned into a Statement. */
export const build: Pick<
  BaseSQLiteDatabase<'sync', never>,
  'insert' | 'update' | 'delete'
> = new BaseSQLiteDatabase('sync', new SQLiteSyncDialect(), undefined as never, undefined);

/**
 * An insert of whole rows, its text made once: drizzle takes longer to build one than the database to write it. For rows
 * that every new contact may bring.
 */
export const insertInto = <Table extends SQLiteTable>(
  table: Table,
): ((row: Table['$inferSelect']) => Statement) => {
  const columns = Object.entries(getTableColumns(table));
  const names = columns.map(([, column]) => `"${column.name}"`).join(', ');
  const text = `insert into "${getTableName(table)}" (${names}) values (${columns.map(() => '?').join(', ')})`;
  return (row) => ({
    sql: text,
    params: columns.map(([key, column]) => {
      const value: unknown = row[key];
      return value === null ? null : toParam(column.mapToDriverValue(value), 0);
    }),
    expect: 1,
  });
};

/** What the writer takes. `expect`: how many rows it must change. */
export const statement = (
  query: { toSQL(): { sql: string; params: unknown[] } },
  expect?: number,
): Statement => {
  const { sql, params } = query.toSQL();
  return { sql, params: params.map(toParam), ...(expect !== undefined && { expect }) };
};
