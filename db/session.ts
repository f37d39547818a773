import { BetterSQLiteSession } from 'drizzle-orm/better-sqlite3/session';
import { createTableRelationsHelpers, extractTablesRelationalConfig } from 'drizzle-orm/relations';
import { BaseSQLiteDatabase, SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import type { Connection } from './guard.ts';
import * as schema from './schema/index.ts';

type Schema = typeof schema;
/** drizzle over one connection, reads only: every write goes through the writer. */
export type Db = Pick<
  BaseSQLiteDatabase<'sync', { changes: number }, Schema>,
  'select' | 'selectDistinct' | 'all' | 'get'
>;

const dialect = new SQLiteSyncDialect();
const { tables, tableNamesMap } = extractTablesRelationalConfig(schema, createTableRelationsHelpers);
const relations = { fullSchema: schema, schema: tables, tableNamesMap };

/**
 * drizzle's own driver imports better-sqlite3; its session asks only for `prepare`. The casts are here and nowhere
 * else: drizzle's types name the foreign driver's classes.
 */
export const drizzleReads = (connection: Connection): Db => {
  const session = new BetterSQLiteSession(connection as never, dialect, relations as never, {});
  return new BaseSQLiteDatabase<'sync', { changes: number }, Schema>(
    'sync',
    dialect,
    session as never,
    relations as never,
  );
};
