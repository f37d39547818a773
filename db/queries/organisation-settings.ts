import { eq, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { organisationSettings } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

export type OrganisationSettingsRow = typeof organisationSettings.$inferSelect;

/** What an organisation has that never chose. */
const DEFAULTS = {
  codeAllowed: false,
  testsBlock: false,
  language: 'en',
  zone: 'UTC',
  logDays: null,
  contactDays: null,
  deadLetterDays: 30,
  auditDays: null,
  updatedAt: 0,
};

const one = prepared((db) =>
  db
    .select()
    .from(organisationSettings)
    .where(eq(organisationSettings.organisation, sql.placeholder('organisation')))
    .prepare(),
);
export const readSettingsOf = (db: Db, organisation: string): OrganisationSettingsRow =>
  one(db).get({ organisation }) ?? { organisation, ...DEFAULTS };

/** Creates or replaces. */
export const saveSettingsOf = (row: OrganisationSettingsRow): Statement => {
  const { organisation: _organisation, ...set } = row;
  return statement(
    build
      .insert(organisationSettings)
      .values(row)
      .onConflictDoUpdate({ target: organisationSettings.organisation, set }),
    1,
  );
};
