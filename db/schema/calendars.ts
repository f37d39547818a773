import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Opening hours and holidays a flow can ask. */
export const calendars = sqliteTable('calendars', {
  id: text().primaryKey(),
  definition: text({ mode: 'json' }).notNull(),
  updatedAt: integer('updated_at').notNull(),
});
