import { and, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { invitations } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

export type InvitationRow = typeof invitations.$inferSelect;

export const insertInvitation = (row: InvitationRow): Statement =>
  statement(build.insert(invitations).values(row), 1);

/** Uses it up, or takes it back: of two who try, one finds a row. */
export const deleteInvitation = (organisation: string, id: string): Statement =>
  statement(
    build.delete(invitations).where(and(eq(invitations.organisation, organisation), eq(invitations.id, id))),
    1,
  );

/** Takes back the links for a first admin. */
export const deleteFirstLinks = (organisation: string): Statement =>
  statement(
    build
      .delete(invitations)
      .where(and(eq(invitations.organisation, organisation), isNull(invitations.email))),
  );

const byHash = prepared((db) =>
  db
    .select()
    .from(invitations)
    .where(eq(invitations.tokenHash, sql.placeholder('hash')))
    .prepare(),
);
export const invitationByHash = (db: Db, hash: string): InvitationRow | undefined => byHash(db).get({ hash });

const byId = prepared((db) =>
  db
    .select()
    .from(invitations)
    .where(
      and(
        eq(invitations.organisation, sql.placeholder('organisation')),
        eq(invitations.id, sql.placeholder('id')),
      ),
    )
    .prepare(),
);
export const readInvitation = (db: Db, organisation: string, id: string): InvitationRow | undefined =>
  byId(db).get({ organisation, id });

const open = prepared((db) =>
  db
    .select()
    .from(invitations)
    .where(and(eq(invitations.organisation, sql.placeholder('organisation')), isNotNull(invitations.email)))
    .orderBy(desc(invitations.createdAt), invitations.id)
    .prepare(),
);
/** Those that wait to be accepted, newest first; without links for a first admin. */
export const listInvitations = (db: Db, organisation: string): InvitationRow[] =>
  open(db).all({ organisation });
