import type { Temporal } from 'temporal-polyfill';
import { dateFormat, plainSpaces } from '../input/spoken.ts';

type Directive = (
  time: Temporal.ZonedDateTime,
  name: (options: Intl.DateTimeFormatOptions) => string,
) => string | number;

/** Figures, with the width they are padded to by zeros. */
const FIGURES: Record<string, [width: number, read: (time: Temporal.ZonedDateTime) => number]> = {
  Y: [4, (time) => time.year],
  y: [2, (time) => time.year % 100],
  m: [2, (time) => time.month],
  d: [2, (time) => time.day],
  e: [1, (time) => time.day],
  j: [3, (time) => time.dayOfYear],
  H: [2, (time) => time.hour],
  k: [1, (time) => time.hour],
  I: [2, (time) => time.hour % 12 || 12],
  l: [1, (time) => time.hour % 12 || 12],
  M: [2, (time) => time.minute],
  S: [2, (time) => time.second],
  L: [3, (time) => time.millisecond],
  u: [1, (time) => time.dayOfWeek],
  w: [1, (time) => time.dayOfWeek % 7],
  V: [2, (time) => time.weekOfYear ?? 0],
  s: [1, (time) => Math.floor(time.epochMilliseconds / 1000)],
};

const NAMES: Record<string, Directive> = {
  A: (_time, name) => name({ weekday: 'long' }),
  a: (_time, name) => name({ weekday: 'short' }),
  B: (_time, name) => name({ month: 'long' }),
  b: (_time, name) => name({ month: 'short' }),
  h: (_time, name) => name({ month: 'short' }),
  p: (time) => (time.hour < 12 ? 'AM' : 'PM'),
  P: (time) => (time.hour < 12 ? 'am' : 'pm'),
  z: (time) => time.offset.replace(':', ''),
  Z: (time) => time.timeZoneId,
};

const SHORTHANDS: Record<string, string> = {
  F: '%Y-%m-%d',
  T: '%H:%M:%S',
  X: '%H:%M:%S',
  R: '%H:%M',
  D: '%m/%d/%y',
  x: '%m/%d/%y',
  r: '%I:%M:%S %p',
};

/**
 * Formats like Ruby's strftime, names in the language, figures of the Gregorian calendar in ASCII.
 * `%-d` leaves out padding, `%^B` writes capitals; an unknown directive stays as it is.
 */
export function strftime(time: Temporal.ZonedDateTime, format: string, language: string): string {
  const name = (options: Intl.DateTimeFormatOptions) =>
    plainSpaces(
      dateFormat(language, { ...options, calendar: 'gregory', timeZone: time.timeZoneId }).format(
        time.epochMilliseconds,
      ),
    );
  const spread = format.replace(/%([FTXRDxr])/g, (_all, short: string) => SHORTHANDS[short] ?? '');
  return spread.replace(/%([-^]?)([A-Za-z%])/g, (all, flag: string, letter: string) => {
    if (letter === '%') return '%';
    const figure = FIGURES[letter];
    if (figure) return String(figure[1](time)).padStart(flag === '-' ? 1 : figure[0], '0');
    const named = NAMES[letter]?.(time, name);
    if (named === undefined) return all;
    return flag === '^' ? String(named).toUpperCase() : String(named);
  });
}
