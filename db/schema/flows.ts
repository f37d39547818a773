import { foreignKey, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * A drawing: the draft a designer works on, and the number of its latest published version. `revision` rises with every
 * save, so that a stale one is noticed; `search` holds all its texts, folded; `deletedAt` is set until it is restored.
 */
export const flows = sqliteTable(
  'flows',
  {
    organisation: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    draft: text({ mode: 'json' }).notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
    latest: integer(),
    revision: integer().notNull().default(1),
    savedBy: text('saved_by'),
    tags: text({ mode: 'json' }).$type<string[]>(),
    search: text().notNull().default(''),
    deletedAt: integer('deleted_at'),
  },
  (table) => [primaryKey({ columns: [table.organisation, table.id] })],
);

/** A published drawing. Rows are only ever inserted: a contact keeps the version it started on. */
export const flowVersions = sqliteTable(
  'flow_versions',
  {
    organisation: text().notNull(),
    flow: text().notNull(),
    version: integer().notNull(),
    definition: text({ mode: 'json' }).notNull(),
    machine: text({ mode: 'json' }).notNull(),
    hash: text().notNull(),
    note: text(),
    by: text(),
    publishedAt: integer('published_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organisation, table.flow, table.version] }),
    foreignKey({ columns: [table.organisation, table.flow], foreignColumns: [flows.organisation, flows.id] }),
  ],
);
