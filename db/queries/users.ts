import { and, asc, eq, ne, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { logins, sessions, twoFactors, users } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

export type UserRow = typeof users.$inferSelect;
/** A user as a list of members shows it. */
export type MemberRow = UserRow & { lastSeenAt: number | null };

export const insertUser = (row: UserRow): Statement => statement(build.insert(users).values(row), 1);

/** The password a user signs in with. */
export const insertPassword = (login: { id: string; user: string; hash: string; at: number }): Statement =>
  statement(
    build.insert(logins).values({
      id: login.id,
      userId: login.user,
      providerId: 'credential',
      accountId: login.user,
      password: login.hash,
      createdAt: login.at,
      updatedAt: login.at,
    }),
    1,
  );

const byEmail = prepared((db) =>
  db
    .select()
    .from(users)
    .where(eq(users.email, sql.placeholder('email')))
    .prepare(),
);
/** By an address in small letters. */
export const userByEmail = (db: Db, email: string): UserRow | undefined => byEmail(db).get({ email });

const byId = prepared((db) =>
  db
    .select()
    .from(users)
    .where(and(eq(users.organisation, sql.placeholder('organisation')), eq(users.id, sql.placeholder('id'))))
    .prepare(),
);
export const readUser = (db: Db, organisation: string, id: string): UserRow | undefined =>
  byId(db).get({ organisation, id });

const anyById = prepared((db) =>
  db
    .select()
    .from(users)
    .where(eq(users.id, sql.placeholder('id')))
    .prepare(),
);
/** Whatever their organisation: for the sign-in, which does not know it yet. */
export const userOfInstallation = (db: Db, id: string): UserRow | undefined => anyById(db).get({ id });

const everyMember = prepared((db) => {
  const seen = sql<
    number | null
  >`(select max(${sessions.updatedAt}) from ${sessions} where ${sessions.userId} = ${users}.id)`;
  return db
    .select({ user: users, lastSeenAt: seen })
    .from(users)
    .where(eq(users.organisation, sql.placeholder('organisation')))
    .orderBy(asc(users.name), users.id)
    .prepare();
});
/** The users of an organisation, by name. */
export const listUsers = (db: Db, organisation: string): MemberRow[] =>
  everyMember(db)
    .all({ organisation })
    .map(({ user, lastSeenAt }) => ({ ...user, lastSeenAt }));

/**
 * Changes a user. With `keepAnAdmin` the unit conflicts unless somebody else is an admin who can sign in: checked where
 * it is written, so that two admins who remove each other at once cannot both succeed.
 */
export const changeUser = (
  organisation: string,
  id: string,
  set: Partial<Pick<UserRow, 'name' | 'role' | 'disabledAt' | 'twoFactorEnabled' | 'updatedAt'>>,
  keepAnAdmin: boolean,
): Statement =>
  statement(
    build
      .update(users)
      .set(set)
      .where(and(theUser(organisation, id), keepAnAdmin ? anotherAdmin(organisation, id) : undefined)),
    1,
  );

/** Takes a user out, with all they prove themselves with. */
export const deleteUser = (organisation: string, id: string, keepAnAdmin: boolean): Statement =>
  statement(
    build
      .delete(users)
      .where(and(theUser(organisation, id), keepAnAdmin ? anotherAdmin(organisation, id) : undefined)),
    1,
  );

export const deleteTwoFactor = (user: string): Statement =>
  statement(build.delete(twoFactors).where(eq(twoFactors.userId, user)));

const theUser = (organisation: string, id: string) =>
  and(eq(users.organisation, organisation), eq(users.id, id));

const anotherAdmin = (organisation: string, id: string) =>
  sql`exists (select 1 from users as other where ${and(
    eq(sql`other.organisation`, organisation),
    eq(sql`other.role`, 'admin'),
    ne(sql`other.id`, id),
  )} and other.disabled_at is null)`;
