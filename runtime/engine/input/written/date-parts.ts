import { Temporal } from 'temporal-polyfill';
import { fromPersian, toPersian } from './persian-date.ts';

/** A day, month and maybe year as given, not yet a date that exists. */
export type DateParts = {
  day: number;
  month: number;
  year?: number;
  /** A year of two figures: it lies at most 80 years back and 19 ahead. */
  shortYear?: number;
  /** When the month's name tells it. */
  calendar?: 'gregorian' | 'persian';
};

/** What "today" and the order of the figures depend on. */
export type DateContext = { language: string; today: Temporal.PlainDate };

/** The date that parts name, or undefined when there is none such; without a year the next one, today included. */
export function toDate(
  parts: DateParts | undefined,
  { language, today }: DateContext,
): Temporal.PlainDate | undefined {
  if (!parts) return undefined;
  const { year, shortYear, month, day } = parts;
  const persian = parts.calendar ? parts.calendar === 'persian' : isPersian(year, language);
  const exists = persian ? fromPersian : gregorian;
  if (year !== undefined) return exists(year, month, day);
  const thisYear = persian ? toPersian(today)[0] : today.year;
  if (shortYear !== undefined) {
    const oldest = thisYear - 80;
    return exists(oldest + ((((shortYear - oldest) % 100) + 100) % 100), month, day);
  }
  // Eight years hold every 29 February, even over a century without one.
  for (let ahead = 0; ahead <= 8; ahead++) {
    const date = exists(thisYear + ahead, month, day);
    if (date && Temporal.PlainDate.compare(date, today) >= 0) return date;
  }
  return undefined;
}

function isPersian(year: number | undefined, language: string): boolean {
  return /^fa\b/i.test(language) && (year === undefined || (year >= 1300 && year < 1500));
}

/** No customer means a day before 1800; a misread figure does. */
function gregorian(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  if (year < 1800 || year > 2999) return undefined;
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
