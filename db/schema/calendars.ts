import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Opening hours and holidays a flow can ask. */
export const calendars = sqliteTable(
  'calendars',
  {
    organisation: text().notNull(),
    id: text().notNull(),
    definition: text({ mode: 'json' }).notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisation, table.id] })],
);
