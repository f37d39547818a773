import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** One configured way in: an adapter, its settings, and the flow its contacts start in. */
export const connections = sqliteTable(
  'connections',
  {
    id: text().primaryKey(),
    organisation: text().notNull(),
    channel: text().notNull(),
    name: text().notNull(),
    address: text(),
    flow: text().notNull(),
    config: text({ mode: 'json' }).notNull(),
    secret: text(),
    enabled: integer({ mode: 'boolean' }).notNull(),
  },
  // NULLs are distinct in SQLite: any number of connections without an address may share a channel.
  (table) => [uniqueIndex('connection_address').on(table.channel, table.address)],
);
