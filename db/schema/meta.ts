import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Facts about the database itself, such as `recovery`: this file was restored from a backup. */
export const meta = sqliteTable('meta', { key: text().primaryKey(), value: text().notNull() });
