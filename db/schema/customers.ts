import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The person, on whatever channel they come. */
export const customers = sqliteTable(
  'customers',
  {
    id: text().primaryKey(),
    organisation: text().notNull(),
    name: text(),
    language: text(),
    attributes: text({ mode: 'json' }).$type<Record<string, unknown>>().notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('customer_organisation').on(table.organisation, table.createdAt, table.id)],
);

/** The numbers, handles and mailboxes a customer is known by. */
export const addresses = sqliteTable(
  'addresses',
  {
    organisation: text().notNull(),
    kind: text().notNull(),
    address: text().notNull(),
    customer: text()
      .notNull()
      .references(() => customers.id),
  },
  (table) => [
    primaryKey({ columns: [table.organisation, table.kind, table.address] }),
    index('address_customer').on(table.customer),
  ],
);
