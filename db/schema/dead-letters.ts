import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Authentic deliveries nobody could read: kept for the admins, so that nothing is lost in silence. */
export const deadLetters = sqliteTable(
  'dead_letters',
  {
    id: text().primaryKey(),
    organisation: text().notNull(),
    connection: text().notNull(),
    at: integer().notNull(),
    reason: text().notNull(),
    body: text().notNull(),
  },
  (table) => [index('dead_letter_organisation').on(table.organisation, table.at, table.id)],
);
