import { integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/**
 * One configured way in: an adapter, its settings, and the flow its contacts start in. The secret is sealed with the key
 * `keyId` names; without one it is plain text, until the next start seals it. The former one counts until `formerUntil`.
 */
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
    keyId: text('key_id'),
    formerSecret: text('former_secret'),
    formerKeyId: text('former_key_id'),
    formerUntil: integer('former_until'),
    updatedAt: integer('updated_at'),
  },
  // NULLs are distinct in SQLite: connections without an address may share a channel, however many they are.
  (table) => [uniqueIndex('connection_address').on(table.channel, table.address)],
);
