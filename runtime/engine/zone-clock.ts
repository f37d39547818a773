import { Temporal } from 'temporal-polyfill';

/** Milliseconds of a day without a clock change. */
export const DAY = 86_400_000;

/** Whether a text names an IANA zone (`Europe/Istanbul`, `UTC`); plain offsets such as `+03:00` know no clock changes and are none. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** How far the zone's clock is ahead of UTC at an instant, in milliseconds. */
export function offsetAt(zone: string, at: number): number {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1_000_000;
}

/**
 * Local times are numbers here too: the epoch milliseconds at which a UTC clock would show what the zone's clock shows.
 * So a local day is `Math.floor(local / DAY)`, and local times compare and add like any number.
 */
export function toLocal(zone: string, at: number): number {
  return at + offsetAt(zone, at);
}

/**
 * The instants at which the zone's clock shows a local time: `first` and `last` differ in the hour that is lived twice.
 * A local time that is skipped when clocks go forward happens at the moment of the change.
 */
export function instantsOf(zone: string, local: number): { first: number; last: number } {
  const before = offsetAt(zone, local - DAY);
  const after = offsetAt(zone, local + DAY);
  // No zone changes its clock there and back within two days.
  if (before === after) return { first: local - before, last: local - before };
  const found = [local - before, local - after].filter((at) => offsetAt(zone, at) === local - at);
  if (found.length > 0) return { first: Math.min(...found), last: Math.max(...found) };
  const change = changeBetween(zone, local - Math.max(before, after), local - Math.min(before, after));
  return { first: change, last: change };
}

/** The instant from which on the zone's clock no longer shows anything earlier than a local time. */
export function endOf(zone: string, local: number): number {
  // One millisecond earlier tells the start of an hour lived twice (already over) from its middle (shown once more).
  return Math.min(instantsOf(zone, local).last, instantsOf(zone, local - 1).last + 1);
}

/** The instant at which the offset changes, between two instants that have different ones. */
function changeBetween(zone: string, from: number, to: number): number {
  const old = offsetAt(zone, from);
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle) === old) low = middle;
    else high = middle;
  }
  return high;
}

/** A local day as ISO text: day 0 is `1970-01-01`. By arithmetic, because calendars ask for hundreds of days at once. */
export function dateText(day: number): string {
  // Years counted from 1 March 0000, so that the leap day is the last of its year; 146,097 days make 400 of them.
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const inEra = shifted - era * 146_097;
  const year = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  );
  const inYear = inEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const march = Math.floor((5 * inYear + 2) / 153);
  const month = march < 10 ? march + 3 : march - 9;
  const padded = [month, inYear - Math.floor((153 * march + 2) / 5) + 1].map((part) =>
    String(part).padStart(2, '0'),
  );
  return `${String(year + era * 400 + (month <= 2 ? 1 : 0)).padStart(4, '0')}-${padded.join('-')}`;
}

/** A local time as ISO text to the minute: `2026-10-25T09:00`. */
export function localText(local: number): string {
  const minutes = Math.floor(local / 60_000) % 1440;
  const clock = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${dateText(Math.floor(local / DAY))}T${clock.join(':')}`;
}
