import { SQLiteSyncDialect, BaseSQLiteDatabase } from 'drizzle-orm/sqlite-core';
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

/** What the writer takes. `expect`: how many rows it must change. */
export const statement = (
  query: { toSQL(): { sql: string; params: unknown[] } },
  expect?: number,
): Statement => {
  const { sql, params } = query.toSQL();
  return { sql, params: params.map(toParam), ...(expect !== undefined && { expect }) };
};
