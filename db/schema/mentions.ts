import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** A note that mentions a member, once they have looked at it. Who is mentioned stands in the drawing itself. */
export const mentionsSeen = sqliteTable(
  'mentions_seen',
  {
    organisation: text().notNull(),
    member: text().notNull(),
    flow: text().notNull(),
    note: text().notNull(),
    at: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisation, table.member, table.flow, table.note] })],
);
