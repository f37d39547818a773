import { Temporal } from 'temporal-polyfill';
import type { Calendar, CalendarReading, Holiday, Opening } from './calendar.ts';
import { dateText, DAY, endOf, instantsOf, localText, toLocal } from './zone-clock.ts';

/** How many days ahead the next opening or closing is looked for. */
const HORIZON = 370;
/** Days and stretches kept per calendar, so that a long life does not grow without bound. */
const DAYS_KEPT = 1000;
const STRETCHES_KEPT = 8;

/** An opening as instants, half-open. */
type Span = { start: number; end: number };

/** A local day: whether it is open from midnight to midnight, and its openings in order, worked out when asked for. */
type Day = { holiday?: Holiday; whole: boolean; openings: () => Span[] };

/** From `since` (included) to `until` (excluded) the calendar says the same. */
type Stretch = { since: number; until: number; reading: CalendarReading };

/** What is already worked out of one calendar. */
type Known = { days: Map<number, Day>; stretches: Stretch[] };

const known = new WeakMap<Calendar, Known>();

/**
 * What the calendar says at an instant: emergency before holiday before the week.
 * The calendar must not be changed in place (its days are remembered per object), except for `emergency`, which is read anew.
 * An opening or closing in an hour skipped by a clock change happens at the change; an opening that begins or ends inside an
 * hour lived twice goes from its first beginning to its last end, so it never closes and opens again on one evening.
 * @param at epoch milliseconds
 */
export function readCalendar(calendar: Calendar, at: number): CalendarReading {
  const { on, reason, until } = calendar.emergency;
  const end = until === undefined ? Infinity : Temporal.Instant.from(until).epochMilliseconds;
  if (!on || at >= end) return readHours(calendar, at);
  const reading: CalendarReading = { status: 'emergency' };
  if (reason !== undefined) reading.reason = reason;
  if (end !== Infinity) {
    const after = readHours(calendar, end);
    const opensAt = after.status === 'open' ? localText(toLocal(calendar.zone, end)) : after.opensAt;
    if (opensAt !== undefined) reading.opensAt = opensAt;
  }
  return reading;
}

/** The reading without the emergency, from the remembered stretch when `at` lies in one. */
function readHours(calendar: Calendar, at: number): CalendarReading {
  let memory = known.get(calendar);
  if (!memory) known.set(calendar, (memory = { days: new Map(), stretches: [] }));
  const remembered = memory.stretches.find(({ since, until }) => since <= at && at < until);
  if (remembered) return { ...remembered.reading };
  const stretch = workOut(calendar, memory.days, at);
  memory.stretches.unshift(stretch);
  memory.stretches.length = Math.min(memory.stretches.length, STRETCHES_KEPT);
  return { ...stretch.reading };
}

function workOut(calendar: Calendar, days: Known['days'], at: number): Stretch {
  const today = Math.floor(toLocal(calendar.zone, at) / DAY);
  const dayOf = (day: number) => resolveDay(calendar, days, day);
  const midnight = (day: number) => instantsOf(calendar.zone, day * DAY).first;
  const dayEnd = midnight(today + 1);
  const { holiday, ...day } = dayOf(today);
  const openings = day.openings();

  const present = openings.find(({ start, end }) => start <= at && at < end);
  if (present) {
    const closes = closingAfter(dayOf, midnight, today, present.end);
    if (closes === undefined)
      return { since: present.start, until: Math.min(present.end, dayEnd), reading: { status: 'open' } };
    return {
      since: present.start,
      until: closes,
      reading: { status: 'open', closesAt: localText(toLocal(calendar.zone, closes)) },
    };
  }

  const reading: CalendarReading = holiday
    ? { status: 'holiday', holiday: holiday.name }
    : { status: 'closed' };
  const opens = openingAfter(dayOf, today, at);
  if (opens !== undefined) reading.opensAt = localText(toLocal(calendar.zone, opens));
  const since = Math.max(midnight(today), ...openings.map(({ end }) => end).filter((end) => end <= at));
  return { since, until: Math.min(dayEnd, opens ?? Infinity), reading };
}

/** When an opening and those that follow without a gap are over; undefined when that is past the horizon. */
function closingAfter(
  dayOf: (day: number) => Day,
  midnight: (day: number) => number,
  today: number,
  end: number,
): number | undefined {
  /** Undefined while it is the end of the day before, which nobody needs to know yet. */
  let closes: number | undefined = end;
  for (let day = today; day <= today + HORIZON; day++) {
    const { whole, openings } = dayOf(day);
    if (whole) closes = undefined;
    else {
      closes ??= midnight(day);
      for (const opening of openings()) {
        if (opening.start > closes) return closes;
        closes = Math.max(closes, opening.end);
      }
      if (closes < midnight(day + 1)) return closes;
    }
  }
  return undefined;
}

function openingAfter(dayOf: (day: number) => Day, today: number, at: number): number | undefined {
  for (let day = today; day <= today + HORIZON; day++) {
    const next = dayOf(day)
      .openings()
      .find(({ start, end }) => start > at && end > start);
    if (next) return next.start;
  }
  return undefined;
}

function resolveDay(calendar: Calendar, days: Known['days'], day: number): Day {
  const before = days.get(day);
  if (before) return before;
  if (days.size >= DAYS_KEPT) days.clear();
  const date = dateText(day);
  const holiday = holidayOn(calendar.holidays, date);
  const ranges = holiday ? (holiday.hours ?? []) : calendar.weekly[weekdayOf(day)];
  let openings: Span[] | undefined;
  const resolved: Day = {
    ...(holiday ? { holiday } : {}),
    whole: ranges.length === 1 && ranges[0]!.from === '00:00' && ranges[0]!.to === '24:00',
    openings: () =>
      (openings ??= ranges
        .map((range) => resolveOpening(calendar.zone, day, range))
        .toSorted((one, other) => one.start - other.start)),
  };
  days.set(day, resolved);
  return resolved;
}

function resolveOpening(zone: string, day: number, { from, to }: Opening): Span {
  return {
    start: instantsOf(zone, day * DAY + millisOf(from)).first,
    end: endOf(zone, day * DAY + millisOf(to)),
  };
}

/** `'09:30'` as milliseconds since midnight. */
function millisOf(clock: string): number {
  return (Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))) * 60_000;
}

/** 1 January 1970, day 0, was a Thursday. */
function weekdayOf(day: number): keyof Calendar['weekly'] {
  const names = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const;
  return names[((day % 7) + 7) % 7]!;
}

/** The holiday on a date; one written for this year comes before a yearly one, so a single year can be an exception. */
function holidayOn(holidays: readonly Holiday[], date: string): Holiday | undefined {
  return (
    holidays.find((holiday) => !holiday.yearly && covers(holiday, date)) ??
    holidays.find((holiday) => holiday.yearly && covers(holiday, date))
  );
}

function covers({ from, to = from, yearly }: Holiday, date: string): boolean {
  if (!yearly) return from <= date && date <= to;
  const [first, last, day] = [from.slice(5), to.slice(5), date.slice(5)];
  if (from.slice(0, 4) === to.slice(0, 4)) return first <= day && day <= last;
  return first <= day || day <= last; // over New Year
}
