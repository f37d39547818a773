import { sql } from 'drizzle-orm';
import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/**
 * What happened to each contact, append only. `repeatKey` is `connection:providerId`: the same delivery can be written
 * once. No foreign key to contacts: the same unit writes both rows, and the check would cost every step.
 */
export const log = sqliteTable(
  'log',
  {
    contact: text().notNull(),
    seq: integer().notNull(),
    at: integer().notNull(),
    event: text().notNull(),
    effects: text(),
    trace: text(),
    facts: text(),
    status: text().notNull(),
    repeatKey: text('repeat_key'),
  },
  (table) => [
    primaryKey({ columns: [table.contact, table.seq] }),
    uniqueIndex('log_repeat')
      .on(table.repeatKey)
      .where(sql`${table.repeatKey} is not null`),
  ],
);
