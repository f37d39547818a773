import { desc, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { deadLetters } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

/** A delivery nobody could read. */
export type DeadLetter = typeof deadLetters.$inferSelect;

export const keep = (letter: DeadLetter): Statement => statement(build.insert(deadLetters).values(letter), 1);

const newest = prepared((db) =>
  db.select().from(deadLetters).orderBy(desc(deadLetters.at)).limit(sql.placeholder('limit')).prepare(),
);
/** The newest first. */
export const listDeadLetters = (db: Db, limit: number): DeadLetter[] => newest(db).all({ limit });
