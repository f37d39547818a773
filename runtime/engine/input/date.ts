import { Temporal } from 'temporal-polyfill';
import { sayDate } from './spoken.ts';
import { readSpokenDate } from './words/date-words.ts';
import { asciiDigits } from './fold-words.ts';
import type { SpecOf } from './input-spec.ts';
import type { Input } from './input.ts';
import { type InputContext, type ParsedInput, problem } from './parsed.ts';
import { type DateContext, type DateParts, toDate } from './written/date-parts.ts';

/**
 * Reads a date from keys (`24122026`, `2412`), type (`24.12.2026`, `2026-12-24`) or words ("tomorrow", "24 Aralık", "next friday").
 * The day comes first, except in `en-US`. Without a year it is the next such day, today included; a weekday is the next one after today.
 * In Persian a year of the 1300s or 1400s, and a date without one, are of the Persian calendar, in which it is also read back.
 * @returns ISO `yyyy-mm-dd`, Gregorian
 */
export function parseDate(spec: SpecOf<'date'>, input: Input, about: InputContext): ParsedInput<string> {
  const text = asciiDigits(input.value)
    .replace(/\p{Cf}/gu, '')

    .trim();
  if (text === '') return problem('empty');
  const today = Temporal.Instant.fromEpochMilliseconds(about.at).toZonedDateTimeISO(about.zone).toPlainDate();
  const context: DateContext = { language: about.language, today };
  const date = text.length > 200 ? undefined : (readFigures(text, context) ?? readSpokenDate(text, context));
  if (!date) return problem('unreadable');
  if (spec.notBefore !== undefined && Temporal.PlainDate.compare(date, resolve(spec.notBefore, today)) < 0)
    return problem('tooSmall');
  if (spec.notAfter !== undefined && Temporal.PlainDate.compare(date, resolve(spec.notAfter, today)) > 0)
    return problem('tooLarge');
  const value = date.toString();
  return { ok: true, value, spoken: sayDate(value, about.language) };
}

function resolve(bound: string, today: Temporal.PlainDate): Temporal.PlainDate {
  return bound === 'today' ? today : Temporal.PlainDate.from(bound);
}

/** A date written in figures only, with or without signs between them. */
function readFigures(text: string, context: DateContext): Temporal.PlainDate | undefined {
  const solid = /^(\d\d)(\d\d)(\d{4})?$/.exec(text);
  if (solid) {
    const dayFirst = toDate(ordered(solid[1]!, solid[2]!, solid[3], context.language), context);
    return (
      dayFirst ??
      (solid[3] === undefined
        ? undefined
        : toDate(yearFirst(text.slice(0, 4), text.slice(4, 6), text.slice(6)), context))
    );
  }
  const [, first, second, third] =
    /^(\d{1,4})\s*[./\-*\s]\s*(\d{1,2})(?:\s*[./\-*\s]\s*(\d{1,4}))?\.?$/.exec(text) ?? [];
  if (first === undefined || second === undefined) return undefined;
  if (first.length <= 2) return toDate(ordered(first, second, third, context.language), context);
  return first.length === 4 && third !== undefined
    ? toDate(yearFirst(first, second, third), context)
    : undefined;
}

function yearFirst(year: string, month: string, day: string): DateParts {
  return { year: Number(year), month: Number(month), day: Number(day) };
}

function ordered(
  first: string,
  second: string,
  year: string | undefined,
  language: string,
): DateParts | undefined {
  const monthFirst = language.toLowerCase() === 'en-us';
  const parts = { day: Number(monthFirst ? second : first), month: Number(monthFirst ? first : second) };
  if (year === undefined) return parts;
  if (year.length === 4) return { ...parts, year: Number(year) };
  return year.length === 2 ? { ...parts, shortYear: Number(year) } : undefined;
}
