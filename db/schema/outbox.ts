import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What becomes of an effect that leaves the house. `unknown`: the provider may have it, we cannot tell. */
export const outboxStates = ['pending', 'sending', 'sent', 'failed', 'held', 'unknown'] as const;

/** Effects to carry out after the commit that decided them. The id is the effect's: `${contact}/${seq}/${index}`. */
export const outbox = sqliteTable(
  'outbox',
  {
    id: text().primaryKey(),
    contact: text().notNull(),
    connection: text().notNull(),
    body: text().notNull(),
    state: text({ enum: outboxStates }).notNull(),
    attempts: integer().notNull(),
    nextAt: integer('next_at'),
    providerRef: text('provider_ref'),
    flag: text(),
    createdAt: integer('created_at').notNull(),
    finishedAt: integer('finished_at'),
  },
  // Everything but the long tail of sent rows. A query must repeat this condition word for word to use the index.
  (table) => [
    index('outbox_unsent')
      .on(table.state, table.nextAt)
      .where(sql`${table.state} <> 'sent'`),
  ],
);
