import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { organisations, singleSignOns, users } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

export type OrganisationRow = typeof organisations.$inferSelect;
export type SingleSignOnRow = typeof singleSignOns.$inferSelect;

export const insertOrganisation = (row: OrganisationRow): Statement =>
  statement(build.insert(organisations).values(row), 1);

export const changeOrganisation = (
  id: string,
  set: Partial<Omit<OrganisationRow, 'id' | 'createdAt'>>,
): Statement => statement(build.update(organisations).set(set).where(eq(organisations.id, id)), 1);

const one = prepared((db) =>
  db
    .select()
    .from(organisations)
    .where(eq(organisations.id, sql.placeholder('id')))
    .prepare(),
);
export const readOrganisation = (db: Db, id: string): OrganisationRow | undefined => one(db).get({ id });

const every = prepared((db) => db.select().from(organisations).orderBy(organisations.id).prepare());
/** All of the installation. */
export const listOrganisations = (db: Db): OrganisationRow[] => every(db).all();

const enabledAdmins = prepared((db) =>
  db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.organisation, sql.placeholder('organisation')),
        eq(users.role, 'admin'),
        isNull(users.disabledAt),
      ),
    )
    .prepare(),
);
/** Whether somebody can set up this organisation. */
export const hasAdmin = (db: Db, organisation: string): boolean =>
  enabledAdmins(db).get({ organisation }) !== undefined;

export const saveSingleSignOn = (row: SingleSignOnRow): Statement => {
  const { organisation: _, ...set } = row;
  return statement(
    build.insert(singleSignOns).values(row).onConflictDoUpdate({ target: singleSignOns.organisation, set }),
    1,
  );
};

export const deleteSingleSignOn = (organisation: string): Statement =>
  statement(build.delete(singleSignOns).where(eq(singleSignOns.organisation, organisation)), 1);

const singleSignOn = prepared((db) =>
  db
    .select()
    .from(singleSignOns)
    .where(eq(singleSignOns.organisation, sql.placeholder('organisation')))
    .prepare(),
);
export const readSingleSignOn = (db: Db, organisation: string): SingleSignOnRow | undefined =>
  singleSignOn(db).get({ organisation });
