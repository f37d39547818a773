import { sql } from 'drizzle-orm';
import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/**
 * What happened to each contact, append only. `repeatKey` is `connection:providerId`: the same delivery can be written
 * once. No foreign key to contacts: the same unit writes both rows, and the check would cost every step.
 *
 * The rows of a contact hang together by `previous`, from `lastEntry` of the contact back: an index by contact and seq
 * would be another page to write for every contact in a group, half of all that is written. Neither is a pair of both
 * written twice: the update of the contact names the seq it read.
 */
export const log = sqliteTable(
  'log',
  {
    /** Ascends in the order of the disk, so also along a contact. */
    id: integer().primaryKey(),
    /** The row of the same contact before this one. */
    previous: integer(),
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
    uniqueIndex('log_repeat')
      .on(table.repeatKey)
      .where(sql`${table.repeatKey} is not null`),
  ],
);
