import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * A draft as the document people change together, up to its update `upTo`. The JSON of the same draft is in `flows`: there,
 * under `revision`, is what the updates up to `written` made of it.
 */
export const draftStates = sqliteTable(
  'draft_states',
  {
    organisation: text().notNull(),
    flow: text().notNull(),
    /** Documents with different ones have nothing in common and are never merged. */
    epoch: text().notNull(),
    /** Format of the flow in it. */
    format: integer().notNull(),
    state: blob({ mode: 'buffer' }).notNull(),
    upTo: integer('up_to').notNull(),
    written: integer().notNull(),
    revision: integer().notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.organisation, table.flow] })],
);

/** What was changed since the state was put together; on disk before anybody is told of it. */
export const draftUpdates = sqliteTable(
  'draft_updates',
  {
    organisation: text().notNull(),
    flow: text().notNull(),
    seq: integer().notNull(),
    update: blob({ mode: 'buffer' }).notNull(),
    at: integer().notNull(),
    by: text(),
  },
  (table) => [primaryKey({ columns: [table.organisation, table.flow, table.seq] })],
);
