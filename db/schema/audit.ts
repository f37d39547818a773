import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/**
 * Who did what, append only. Each row's hash covers the row before it, so that nothing can be altered or taken out
 * without the chain showing it.
 */
export const audit = sqliteTable(
  'audit',
  {
    seq: integer().primaryKey(),
    at: integer().notNull(),
    organisation: text().notNull(),
    actorKind: text('actor_kind').notNull(),
    actor: text().notNull(),
    actorName: text('actor_name').notNull(),
    action: text().notNull(),
    subject: text().notNull(),
    detail: text().notNull(),
    previous: text().notNull(),
    hash: text().notNull(),
  },
  (table) => [index('audit_organisation').on(table.organisation, table.seq)],
);
