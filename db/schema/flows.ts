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
    /** A path such as `Cards/Loss`; null is the top. */
    folder: text(),
  },
  (table) => [primaryKey({ columns: [table.organisation, table.id] })],
);

/**
 * A published drawing. Rows are only inserted, for a contact keeps the version it started on; what people call a version
 * is all that may change.
 */
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
    /** The flow's tests as they were then; null where it had none. */
    tests: text({ mode: 'json' }),
    name: text(),
  },
  (table) => [
    primaryKey({ columns: [table.organisation, table.flow, table.version] }),
    foreignKey({ columns: [table.organisation, table.flow], foreignColumns: [flows.organisation, flows.id] }),
  ],
);

/** A test of a flow, kept beside its draft: a transcript that names nodes by their ids. */
export const flowTests = sqliteTable(
  'flow_tests',
  {
    organisation: text().notNull(),
    flow: text().notNull(),
    id: text().notNull(),
    definition: text({ mode: 'json' }).notNull(),
    updatedAt: integer('updated_at').notNull(),
    savedBy: text('saved_by'),
  },
  (table) => [
    primaryKey({ columns: [table.organisation, table.flow, table.id] }),
    foreignKey({ columns: [table.organisation, table.flow], foreignColumns: [flows.organisation, flows.id] }),
  ],
);
