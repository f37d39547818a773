import { and, desc, eq, lt, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { deadLetters } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

/** A delivery nobody could read. */
export type DeadLetter = typeof deadLetters.$inferSelect;

export const keep = (letter: DeadLetter): Statement => statement(build.insert(deadLetters).values(letter), 1);

/** A page of an organisation's, the newest first. */
export const pageOfDeadLetters = (
  db: Db,
  organisation: string,
  wanted: {
    connection?: string | undefined;
    after?: { at: number; id: string } | undefined;
    limit: number;
  },
): DeadLetter[] =>
  db
    .select()
    .from(deadLetters)
    .where(
      and(
        eq(deadLetters.organisation, organisation),
        wanted.connection === undefined ? undefined : eq(deadLetters.connection, wanted.connection),
        wanted.after &&
          sql`(${deadLetters.at}, ${deadLetters.id}) < (${wanted.after.at}, ${wanted.after.id})`,
      ),
    )
    .orderBy(desc(deadLetters.at), desc(deadLetters.id))
    .limit(wanted.limit)
    .all();

const one = prepared((db) =>
  db
    .select()
    .from(deadLetters)
    .where(
      and(
        eq(deadLetters.organisation, sql.placeholder('organisation')),
        eq(deadLetters.id, sql.placeholder('id')),
      ),
    )
    .prepare(),
);
export const readDeadLetter = (db: Db, organisation: string, id: string): DeadLetter | undefined =>
  one(db).get({ organisation, id });

export const dropDeadLetter = (organisation: string, id: string): Statement =>
  statement(
    build.delete(deadLetters).where(and(eq(deadLetters.organisation, organisation), eq(deadLetters.id, id))),
    1,
  );

/** Takes out those of an organisation that hold a text. */
export const dropDeadLettersWith = (organisation: string, text: string): Statement =>
  statement(
    build
      .delete(deadLetters)
      .where(and(eq(deadLetters.organisation, organisation), sql`instr(${deadLetters.body}, ${text}) > 0`)),
  );

/** Those of an organisation from before, the oldest first. */
export const deadLettersBefore = (
  db: Db,
  organisation: string,
  before: number,
  limit: number,
): { id: string }[] =>
  db
    .select({ id: deadLetters.id })
    .from(deadLetters)
    .where(and(eq(deadLetters.organisation, organisation), lt(deadLetters.at, before)))
    .orderBy(deadLetters.at)
    .limit(limit)
    .all();
