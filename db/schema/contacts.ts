import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { customers } from './customers.ts';

/**
 * Where every contact is. `snapshot` is null once it has ended, `due` is its next timer, and `seq` is the number of
 * its last log row: an update names the seq it read, so two steps of one contact cannot both commit. Ids begin with the
 * time they were made, so the primary key also sorts by opening: another index would be a tenth of a parked contact.
 */
export const contacts = sqliteTable(
  'contacts',
  {
    id: text().primaryKey(),
    organisation: text().notNull(),
    customer: text()
      .notNull()
      .references(() => customers.id),
    connection: text().notNull(),
    address: text().notNull(),
    flow: text().notNull(),
    version: integer().notNull(),
    state: text().notNull(),
    seq: integer().notNull(),
    /** Its last row in the log. */
    lastEntry: integer('last_entry'),
    due: integer(),
    snapshot: text(),
    openedAt: integer('opened_at').notNull(),
    endedAt: integer('ended_at'),
    endReason: text('end_reason'),
  },
  (table) => [
    index('contact_due')
      .on(table.due)
      .where(sql`${table.due} is not null`),
    index('contact_customer').on(table.customer),
    index('contact_ended')
      .on(table.endedAt)
      .where(sql`${table.endedAt} is not null`),
    uniqueIndex('live_conversation')
      .on(table.connection, table.address)
      .where(sql`${table.endedAt} is null`),
  ],
);
