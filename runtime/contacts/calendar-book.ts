import type { Db } from '../../db/client.ts';
import { read } from '../../db/queries/calendars.ts';
import { type Calendar, type CalendarReading, readCalendar } from '../engine/index.ts';

/** Calendars as flows ask them. */
export interface CalendarBook {
  /** What a calendar says at an instant (epoch ms); undefined when there is none of that id. */
  read(organisation: string, id: string, at: number): CalendarReading | undefined;
  /** Call after a calendar was saved. */
  changed(organisation: string, id: string): void;
}

export function calendarBook(db: Db): CalendarBook {
  const kept = new Map<string, Calendar>();
  return {
    read(organisation, id, at) {
      const key = `${organisation} ${id}`;
      let calendar = kept.get(key);
      if (!calendar) {
        calendar = read(db, organisation, id)?.definition as Calendar | undefined;
        if (!calendar) return undefined;
        kept.set(key, calendar);
      }
      return readCalendar(calendar, at);
    },
    changed: (organisation, id) => void kept.delete(`${organisation} ${id}`),
  };
}
