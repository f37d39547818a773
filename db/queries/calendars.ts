import { and, eq, sql } from 'drizzle-orm';
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
        target: [calendars.organisation, calendars.id],
        set: { definition: calendar.definition, updatedAt: calendar.updatedAt },
      }),
    1,
  );

export const removeCalendar = (organisation: string, id: string): Statement =>
  statement(
    build.delete(calendars).where(and(eq(calendars.organisation, organisation), eq(calendars.id, id))),
    1,
  );

const byId = prepared((db) =>
  db
    .select()
    .from(calendars)
    .where(
      and(
        eq(calendars.organisation, sql.placeholder('organisation')),
        eq(calendars.id, sql.placeholder('id')),
      ),
    )
    .prepare(),
);
export const read = (db: Db, organisation: string, id: string): CalendarRow | undefined =>
  byId(db).get({ organisation, id });

const all = prepared((db) =>
  db
    .select()
    .from(calendars)
    .where(eq(calendars.organisation, sql.placeholder('organisation')))
    .orderBy(calendars.id)
    .prepare(),
);
export const list = (db: Db, organisation: string): CalendarRow[] => all(db).all({ organisation });
