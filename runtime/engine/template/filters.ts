import type { Context } from 'liquidjs';
import { Temporal } from 'temporal-polyfill';
import {
  dateFormat,
  plainSpaces,
  sayDate,
  sayDigits,
  sayEmail,
  sayMoney,
  sayNumber,
  sayPhone,
  sayYesNo,
} from '../input/spoken.ts';
import { baseLanguage } from '../language.ts';
import { textOf } from './budget.ts';
import type { OwnFilter } from './filter-names.ts';
import { strftime } from './strftime.ts';
import { TemplateError } from './template-error.ts';

/** Whom a template is rendered for. */
export type TemplateContext = {
  language: string;
  /** Epoch milliseconds: what `'now'` means. */
  at: number;
  /** IANA zone times are shown in. */
  zone: string;
};

/** A filter of ours: the value, whom it is for, and the arguments written behind the colon. */
export type Filter = (
  value: unknown,
  about: TemplateContext,
  context: Context,
  ...rest: unknown[]
) => unknown;

/** Filters of ours. Those on lists take a field's name as it is; liquidjs would read it as an expression. */
export const FILTERS: Record<OwnFilter, Filter> = {
  date: (value, about, context, format = 'long') => formatDate(value, textOf(format), about, context),
  digits: (value, { language }) => sayDigits(textOf(value), language),
  money: (value, { language }, _context, currency) => formatMoney(value, textOf(currency), language),
  spoken: (value, { language }) => spoken(value, language),
  upcase: (value, { language }) => cased(value, language, 'toLocaleUpperCase'),
  downcase: (value, { language }) => cased(value, language, 'toLocaleLowerCase'),
  capitalize: (value, { language }) => {
    const [first = '', ...rest] = Array.from(textOf(value));
    return cased(first, language, 'toLocaleUpperCase') + rest.join('');
  },
  map: (list, _about, context, field) => listOf(list, context).map((item) => fieldOf(item, field)),
  where: (list, _about, context, field, wanted) =>
    listOf(list, context).filter((item) => {
      const found = fieldOf(item, field);
      return wanted === undefined
        ? found !== undefined && found !== null && found !== false
        : found === wanted;
    }),
  sort: (list, _about, context, field) =>
    listOf(list, context).toSorted((one, other) => compare(fieldOf(one, field), fieldOf(other, field))),
  sum: (list, _about, context, field) =>
    listOf(list, context).reduce<number>((total, item) => total + (Number(fieldOf(item, field)) || 0), 0),
};

function formatDate(value: unknown, format: string, about: TemplateContext, context: Context): unknown {
  const time = timeOf(value, about);
  if (!time) return value;
  context.memoryLimit.use(format.length);
  const { language, zone } = about;
  const say = (options: Intl.DateTimeFormatOptions) =>
    plainSpaces(dateFormat(language, { ...options, timeZone: zone }).format(time.epochMilliseconds));
  if (format === 'long') return say({ dateStyle: 'long' });
  if (format === 'short') return say({ dateStyle: 'short' });
  if (format === 'time') return say({ timeStyle: 'short' });
  if (format === 'weekday') return say({ weekday: 'long' });
  return strftime(time, format, language);
}

/** Epoch milliseconds, `'now'`, or ISO text; a time without an offset is of the zone. Undefined for everything else. */
export function timeOf(
  value: unknown,
  { at, zone }: Pick<TemplateContext, 'at' | 'zone'>,
): Temporal.ZonedDateTime | undefined {
  try {
    if (value === 'now' || value === 'today')
      return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
    if (typeof value === 'number')
      return Temporal.Instant.fromEpochMilliseconds(Math.trunc(value)).toZonedDateTimeISO(zone);
    if (typeof value !== 'string' || value.length > 40 || !/^\d{4}-\d\d-\d\d/.test(value)) return undefined;
    if (/T.*(?:Z|[+-]\d\d:?\d\d)$/i.test(value)) return Temporal.Instant.from(value).toZonedDateTimeISO(zone);
    return Temporal.PlainDateTime.from(value).toZonedDateTime(zone);
  } catch {
    return undefined;
  }
}

function formatMoney(value: unknown, currency: string, language: string): unknown {
  if (!/^[A-Za-z]{3}$/.test(currency))
    throw new TemplateError('template.filter', 'The filter "money" needs a currency, such as money: "TRY".');
  const amount = amountOf(value);
  return amount === undefined ? value : sayMoney(amount, currency.toUpperCase(), language);
}

function amountOf(value: unknown): number | undefined {
  const amount = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof amount === 'number' && Number.isFinite(amount) ? amount : undefined;
}

/** A value the way it is said: what it looks like tells what it is. */
function spoken(value: unknown, language: string): string {
  if (typeof value === 'boolean') return sayYesNo(value, language);
  if (typeof value === 'number') return sayNumber(value, language);
  const text = textOf(value);
  if (/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(text))
    return isDate(text) ? sayDate(text, language) : text;
  if (/^\+\d{7,15}$/.test(text)) return sayPhone(text, language);
  if (/^\d{1,100}$/.test(text)) return sayDigits(text, language);
  return /^[^\s@]{1,64}@[^\s@]{3,190}$/.test(text) ? sayEmail(text, language) : text;
}

function isDate(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text;
  } catch {
    return false;
  }
}

/** Casing of the language, for Turkish and its dotless ı. */
function cased(value: unknown, language: string, how: 'toLocaleUpperCase' | 'toLocaleLowerCase'): string {
  const base = baseLanguage(language);
  return textOf(value)[how](/^[a-z]{2,3}$/.test(base) ? base : 'en');
}

function listOf(value: unknown, context: Context): unknown[] {
  const list: unknown[] = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  context.memoryLimit.use(list.length);
  return list;
}

/** A field of an item, own properties only; without a name the item itself. */
function fieldOf(item: unknown, field: unknown): unknown {
  if (field === undefined) return item;
  const name = textOf(field);
  return typeof item === 'object' && item !== null && Object.hasOwn(item, name)
    ? (item as Record<string, unknown>)[name]
    : undefined;
}

/** Numbers by size, all else by its text; what is missing comes last. */
function compare(one: unknown, other: unknown): number {
  if (one === undefined || one === null) return other === undefined || other === null ? 0 : 1;
  if (other === undefined || other === null) return -1;
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [left, right] = [textOf(one), textOf(other)];
  return left < right ? -1 : left > right ? 1 : 0;
}
