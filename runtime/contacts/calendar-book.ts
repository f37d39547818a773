import type { Db } from '../../db/client.ts';
import { read } from '../../db/queries/calendars.ts';
import { type Calendar, type CalendarReading, readCalendar } from '../engine/index.ts';

/** Calendars as flows ask them. */
export interface CalendarBook {
  /** What a calendar says at an instant (epoch ms); undefined when there is none of that id. */
  read(id: string, at: number): CalendarReading | undefined;
  /** Call after a calendar was saved. */
  changed(id: string): void;
}

export function calendarBook(db: Db): CalendarBook {
  const kept = new Map<string, Calendar>();
  return {
    read(id, at) {
      let calendar = kept.get(id);
      if (!calendar) {
        calendar = read(db, id)?.definition as Calendar | undefined;
        if (!calendar) return undefined;
        kept.set(id, calendar);
      }
      return readCalendar(calendar, at);
    },
    changed: (id) => void kept.delete(id),
  };
}
