import { Temporal } from 'temporal-polyfill';
import { dateFormat } from '../spoken.ts';

/** Days before the first of each month: six of 31 days, then 30. */
const daysBefore = (month: number) => (month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30);

/**
 * A date of the Persian (solar Hijri) calendar as a Gregorian one; undefined when it does not exist.
 * Leap years are asked of Intl, which follows the calendar as kept in Iran.
 * @param year 1200 to 1599
 */
export function fromPersian(year: number, month: number, day: number): Temporal.PlainDate | undefined {
  if (year < 1200 || year > 1599 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  for (const newYear of [19, 20, 21, 22]) {
    const nowruz = new Temporal.PlainDate(year + 621, 3, newYear);
    if (toPersian(nowruz).join() !== `${year},1,1`) continue;
    const date = nowruz.add({ days: daysBefore(month) + day - 1 });
    return toPersian(date).join() === `${year},${month},${day}` ? date : undefined;
  }
  return undefined;
}

/** Year, month and day of a date in the Persian calendar. */
export function toPersian(date: Temporal.PlainDate): [number, number, number] {
  const format = dateFormat('en-u-ca-persian', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  const parts = format.formatToParts(date.toZonedDateTime('UTC').epochMilliseconds);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return [read('year'), read('month'), read('day')];
}
