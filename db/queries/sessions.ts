import { and, desc, eq, lt, ne, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { organisations, sessions, users } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

export type SessionRow = typeof sessions.$inferSelect;

const withWhomByToken = prepared((db) =>
  db
    .select({ session: sessions, user: users, organisation: organisations })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .innerJoin(organisations, eq(organisations.id, users.organisation))
    .where(eq(sessions.token, sql.placeholder('token')))
    .prepare(),
);
/** A session with its user and their organisation, as they are now. */
export const readSession = (db: Db, storedToken: string) => withWhomByToken(db).get({ token: storedToken });

const ofUser = prepared((db) =>
  db
    .select()
    .from(sessions)
    .where(eq(sessions.userId, sql.placeholder('user')))
    .orderBy(desc(sessions.updatedAt), sessions.id)
    .prepare(),
);
/** The sessions of a user, last used first. */
export const listSessions = (db: Db, user: string): SessionRow[] => ofUser(db).all({ user });

export const touchSession = (id: string, at: number): Statement =>
  statement(build.update(sessions).set({ updatedAt: at }).where(eq(sessions.id, id)));

export const deleteSession = (user: string, id: string): Statement =>
  statement(build.delete(sessions).where(and(eq(sessions.userId, user), eq(sessions.id, id))));

/** All sessions of a user, but one if it is named. */
export const deleteSessions = (user: string, except?: string): Statement =>
  statement(
    build
      .delete(sessions)
      .where(and(eq(sessions.userId, user), except === undefined ? undefined : ne(sessions.id, except))),
  );

/** Those that can no longer be used. */
export const deleteOldSessions = (before: number): Statement =>
  statement(build.delete(sessions).where(lt(sessions.expiresAt, before)));
