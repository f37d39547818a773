import { eq, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { meta } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

const byKey = prepared((db) =>
  db
    .select()
    .from(meta)
    .where(eq(meta.key, sql.placeholder('key')))
    .prepare(),
);
export const get = (db: Db, key: string): string | undefined => byKey(db).get({ key })?.value;

export const set = (key: string, value: string): Statement =>
  statement(
    build.insert(meta).values({ key, value }).onConflictDoUpdate({ target: meta.key, set: { value } }),
    1,
  );

export const remove = (key: string): Statement => statement(build.delete(meta).where(eq(meta.key, key)));
