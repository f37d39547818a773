import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Hosts an organisation's flows may call. Nothing else can be called. */
export const egressHosts = sqliteTable(
  'egress_hosts',
  {
    organisation: text().notNull(),
    host: text().notNull(),
    ports: text({ mode: 'json' }).$type<number[]>().notNull(),
    plainHttp: integer('plain_http', { mode: 'boolean' }).notNull(),
    insideNetwork: integer('inside_network', { mode: 'boolean' }).notNull(),
    note: text(),
    by: text(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisation, table.host] })],
);

export const credentialSchemes = ['bearer', 'basic', 'header'] as const;

/**
 * What flows prove themselves with at other services: usable by its name, never readable. `secret` is sealed with the key
 * `keyId` names, bound to all the other columns that say where it may go.
 */
export const credentials = sqliteTable(
  'credentials',
  {
    organisation: text().notNull(),
    name: text().notNull(),
    hosts: text({ mode: 'json' }).$type<string[]>().notNull(),
    scheme: text({ enum: credentialSchemes }).notNull(),
    /** Name of the header, for the scheme `header`. */
    header: text(),
    secret: text().notNull(),
    keyId: text('key_id').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisation, table.name] })],
);
