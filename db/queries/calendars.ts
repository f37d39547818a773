import { eq, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { calendars } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

export type CalendarRow = typeof calendars.$inferSelect;

/** Creates or replaces. */
export const save = (calendar: CalendarRow): Statement =>
  statement(
    build
      .insert(calendars)
      .values(calendar)
      .onConflictDoUpdate({
        target: calendars.id,
        set: { definition: calendar.definition, updatedAt: calendar.updatedAt },
      }),
    1,
  );

const byId = prepared((db) =>
  db
    .select()
    .from(calendars)
    .where(eq(calendars.id, sql.placeholder('id')))
    .prepare(),
);
export const read = (db: Db, id: string): CalendarRow | undefined => byId(db).get({ id });

const all = prepared((db) => db.select().from(calendars).orderBy(calendars.id).prepare());
export const list = (db: Db): CalendarRow[] => all(db).all();
