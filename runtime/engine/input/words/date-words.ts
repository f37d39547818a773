import type { Temporal } from 'temporal-polyfill';
import { type DateContext, type DateParts, toDate } from '../written/date-parts.ts';
import { foldWords } from '../fold-words.ts';
import { readNumberWords } from './number-words.ts';
import { define, perLanguage, readPhrases, tablesOf } from './lexicon.ts';

type Calendar = NonNullable<DateParts['calendar']>;
type Word = { daysAhead: number } | { weekday: number } | { month: number; calendar: Calendar };

const dictionaries = perLanguage((words, language) => {
  const dictionary = new Map<string, Word | undefined>();
  const { dates } = words;
  define(dictionary, dates.yesterday, language, { daysAhead: -1 });
  define(dictionary, dates.today, language, { daysAhead: 0 });
  define(dictionary, dates.tomorrow, language, { daysAhead: 1 });
  define(dictionary, dates.dayAfterTomorrow, language, { daysAhead: 2 });
  dates.weekdays.forEach((names, index) => define(dictionary, names, language, { weekday: index + 1 }));
  dates.months.forEach((names, index) =>
    define(dictionary, names, language, { month: index + 1, calendar: 'gregorian' }),
  );
  dates.persianMonths?.forEach((names, index) =>
    define(dictionary, names, language, { month: index + 1, calendar: 'persian' }),
  );
  define(dictionary, dates.fillers, language, undefined);
  return dictionary;
});

/** Reads a date said or written with words, in the customer's language or in English. */
export function readSpokenDate(text: string, context: DateContext): Temporal.PlainDate | undefined {
  const tokens = foldWords(withoutCases(text), context.language).split(' ');
  for (const table of tablesOf(context.language)) {
    const words = readPhrases(tokens, dictionaries(table)).filter((word) => word !== undefined);
    const date = meant(words, context);
    if (date) return date;
  }
  return undefined;
}

/** Turkish sets case endings off with an apostrophe: `24 Aralık'ta`. */
function withoutCases(text: string): string {
  return text.replace(/(?<=[\p{L}\d])['’]\p{L}+/gu, '');
}

function meant(words: readonly (Word | string)[], context: DateContext): Temporal.PlainDate | undefined {
  const named = words.filter((word) => typeof word !== 'string');
  const [first] = named;
  if (words.length === 1 && named.length === 1 && typeof first === 'object') {
    if ('daysAhead' in first) return context.today.add({ days: first.daysAhead });
    if ('weekday' in first)
      return context.today.add({ days: ((first.weekday - context.today.dayOfWeek + 6) % 7) + 1 });
  }
  // A weekday beside a full date ("Friday, 24 December") only repeats it; it is checked, not used.
  const months = named.filter((word) => typeof word === 'object' && 'month' in word);
  const [month] = months;
  if (months.length !== 1 || !month || !('month' in month)) return undefined;
  if (named.some((word) => typeof word === 'object' && 'daysAhead' in word)) return undefined;
  const date = toDate(withFigures(words, words.indexOf(month), month, context.language), context);
  const weekday = named.find((word) => typeof word === 'object' && 'weekday' in word);
  return typeof weekday === 'object' && 'weekday' in weekday && date?.dayOfWeek !== weekday.weekday
    ? undefined
    : date;
}

/** Day and year from the numbers around the month: `24 December 2026`, `December 24`, `twenty four december twenty twenty six`. */
function withFigures(
  words: readonly (Word | string)[],
  at: number,
  month: { month: number; calendar: Calendar },
  language: string,
): DateParts | undefined {
  const before = numbers(words.slice(0, at), language);
  const after = numbers(words.slice(at + 1), language);
  if (!before || !after) return undefined;
  const yearFirst = before.length === 1 && before[0]! > 31 && after.length === 1;
  const figures = yearFirst ? [...after, ...before] : [...before, ...after];
  const [day, ...year] = figures;
  if (day === undefined || before.length > 1 || year.length > 2) return undefined;
  const parts: DateParts = { ...month, day };
  if (year.length === 0) return parts;
  const [high = 0, low] = year;
  if (low !== undefined) return { ...parts, year: high * 100 + low };
  return high < 100 ? { ...parts, shortYear: high } : { ...parts, year: high };
}

function numbers(words: readonly (Word | string)[], language: string): number[] | undefined {
  const said = words.filter((word) => typeof word === 'string' && word !== '') as string[];
  const read = readNumberWords(said, language, { ordinals: true }).map((part) =>
    /^\d{1,4}$/.test(String(part)) ? Number(part) : undefined,
  );
  return read.every((part) => part !== undefined) ? read : undefined;
}
