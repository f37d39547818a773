import { and, eq, gte, lt, lte, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { throttles } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

export type ThrottleRow = typeof throttles.$inferSelect;

const byKey = prepared((db) =>
  db
    .select()
    .from(throttles)
    .where(eq(throttles.key, sql.placeholder('key')))
    .prepare(),
);
export const readThrottle = (db: Db, key: string): ThrottleRow | undefined => byKey(db).get({ key });

export const saveThrottle = (row: ThrottleRow): Statement => {
  const { key: _, ...set } = row;
  return statement(build.insert(throttles).values(row).onConflictDoUpdate({ target: throttles.key, set }), 1);
};

export const deleteThrottle = (key: string): Statement =>
  statement(build.delete(throttles).where(eq(throttles.key, key)));

/** Counts of limits that are used up no more; those of sign-ins have another name, and a memory of their own. */
export const deleteSpentLimits = (now: number): Statement =>
  statement(
    build
      .delete(throttles)
      .where(
        and(gte(throttles.key, 'limit:'), lt(throttles.key, 'limit;'), lte(throttles.blockedUntil, now)),
      ),
  );

/** Those whose last window and pause are both over. */
export const deleteOldThrottles = (before: number): Statement =>
  statement(build.delete(throttles).where(lt(throttles.since, before)));
