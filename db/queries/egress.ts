import { and, eq, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { credentials, egressHosts } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

export type EgressHostRow = typeof egressHosts.$inferSelect;
export type CredentialRow = typeof credentials.$inferSelect;

/** Creates or replaces. */
export const saveHost = (row: EgressHostRow): Statement => {
  const { organisation: _organisation, host: _host, ...set } = row;
  return statement(
    build
      .insert(egressHosts)
      .values(row)
      .onConflictDoUpdate({ target: [egressHosts.organisation, egressHosts.host], set }),
    1,
  );
};

export const removeHost = (organisation: string, host: string): Statement =>
  statement(
    build
      .delete(egressHosts)
      .where(and(eq(egressHosts.organisation, organisation), eq(egressHosts.host, host))),
    1,
  );

const hostsOf = prepared((db) =>
  db
    .select()
    .from(egressHosts)
    .where(eq(egressHosts.organisation, sql.placeholder('organisation')))
    .orderBy(egressHosts.host)
    .prepare(),
);
export const listHosts = (db: Db, organisation: string): EgressHostRow[] => hostsOf(db).all({ organisation });

/** Creates or replaces. */
export const saveCredential = (row: CredentialRow): Statement => {
  const { organisation: _organisation, name: _name, ...set } = row;
  return statement(
    build
      .insert(credentials)
      .values(row)
      .onConflictDoUpdate({ target: [credentials.organisation, credentials.name], set }),
    1,
  );
};

/** Seals a secret anew, unless it was changed since `before` was read. */
export const resealCredential = (
  before: CredentialRow,
  sealed: Pick<CredentialRow, 'secret' | 'keyId'>,
): Statement =>
  statement(
    build
      .update(credentials)
      .set(sealed)
      .where(
        and(
          eq(credentials.organisation, before.organisation),
          eq(credentials.name, before.name),
          eq(credentials.secret, before.secret),
        ),
      ),
  );

export const removeCredential = (organisation: string, name: string): Statement =>
  statement(
    build
      .delete(credentials)
      .where(and(eq(credentials.organisation, organisation), eq(credentials.name, name))),
    1,
  );

const oneCredential = prepared((db) =>
  db
    .select()
    .from(credentials)
    .where(
      and(
        eq(credentials.organisation, sql.placeholder('organisation')),
        eq(credentials.name, sql.placeholder('name')),
      ),
    )
    .prepare(),
);
export const readCredential = (db: Db, organisation: string, name: string): CredentialRow | undefined =>
  oneCredential(db).get({ organisation, name });

const credentialsOf = prepared((db) =>
  db
    .select()
    .from(credentials)
    .where(eq(credentials.organisation, sql.placeholder('organisation')))
    .orderBy(credentials.name)
    .prepare(),
);
export const listCredentials = (db: Db, organisation: string): CredentialRow[] =>
  credentialsOf(db).all({ organisation });

const everyCredential = prepared((db) => db.select().from(credentials).prepare());
/** Those of all organisations, for a change of keys. */
export const allCredentials = (db: Db): CredentialRow[] => everyCredential(db).all();
