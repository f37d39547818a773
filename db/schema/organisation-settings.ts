import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** How an organisation's flows behave, and how long it keeps what. Days; null keeps for ever. */
export const organisationSettings = sqliteTable('organisation_settings', {
  organisation: text().primaryKey(),
  codeAllowed: integer('code_allowed', { mode: 'boolean' }).notNull(),
  /** A flow whose tests fail is not published. */
  testsBlock: integer('tests_block', { mode: 'boolean' }).notNull().default(false),
  language: text().notNull(),
  zone: text().notNull(),
  logDays: integer('log_days'),
  contactDays: integer('contact_days'),
  deadLetterDays: integer('dead_letter_days'),
  auditDays: integer('audit_days'),
  updatedAt: integer('updated_at').notNull(),
});
