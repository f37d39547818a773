import { and, desc, eq, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { apiTokens } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

export type ApiTokenRow = typeof apiTokens.$inferSelect;

export const insertApiToken = (row: ApiTokenRow): Statement =>
  statement(build.insert(apiTokens).values(row), 1);

export const deleteApiToken = (organisation: string, id: string): Statement =>
  statement(
    build.delete(apiTokens).where(and(eq(apiTokens.organisation, organisation), eq(apiTokens.id, id))),
    1,
  );

export const touchApiToken = (id: string, at: number): Statement =>
  statement(build.update(apiTokens).set({ lastUsedAt: at }).where(eq(apiTokens.id, id)));

const byHash = prepared((db) =>
  db
    .select()
    .from(apiTokens)
    .where(eq(apiTokens.tokenHash, sql.placeholder('hash')))
    .prepare(),
);
export const apiTokenByHash = (db: Db, hash: string): ApiTokenRow | undefined => byHash(db).get({ hash });

const byId = prepared((db) =>
  db
    .select()
    .from(apiTokens)
    .where(
      and(
        eq(apiTokens.organisation, sql.placeholder('organisation')),
        eq(apiTokens.id, sql.placeholder('id')),
      ),
    )
    .prepare(),
);
export const readApiToken = (db: Db, organisation: string, id: string): ApiTokenRow | undefined =>
  byId(db).get({ organisation, id });

const all = prepared((db) =>
  db
    .select()
    .from(apiTokens)
    .where(eq(apiTokens.organisation, sql.placeholder('organisation')))
    .orderBy(desc(apiTokens.createdAt), apiTokens.id)
    .prepare(),
);
/** The tokens of an organisation, newest first. */
export const listApiTokens = (db: Db, organisation: string): ApiTokenRow[] => all(db).all({ organisation });
