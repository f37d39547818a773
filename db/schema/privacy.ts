import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { customers } from './customers.ts';

/** Customers who do not want to be written to: on one kind of channel, or on `all`. */
export const optOuts = sqliteTable(
  'opt_outs',
  {
    organisation: text().notNull(),
    customer: text()
      .notNull()
      .references(() => customers.id),
    channel: text().notNull(),
    at: integer().notNull(),
    by: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.customer, table.channel] })],
);

/** Two customers who turned out to be one, and what it takes to part them again. */
export const merges = sqliteTable(
  'merges',
  {
    id: text().primaryKey(),
    organisation: text().notNull(),
    kept: text().notNull(),
    merged: text().notNull(),
    undo: text().notNull(),
    at: integer().notNull(),
    by: text().notNull(),
  },
  (table) => [index('merge_kept').on(table.kept)],
);

/** What is left of a customer who was erased: counters, and since when their data may be in older backups. */
export const erasures = sqliteTable(
  'erasures',
  {
    id: text().primaryKey(),
    organisation: text().notNull(),
    /** The customer's id: chance, which says nothing about the person. */
    customer: text().notNull(),
    since: integer().notNull(),
    at: integer().notNull(),
    by: text().notNull(),
    contacts: integer().notNull(),
    events: integer().notNull(),
  },
  (table) => [index('erasure_organisation').on(table.organisation, table.at, table.id)],
);
