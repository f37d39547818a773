import { asciiDigits } from './fold-words.ts';
import { firstOf, wordsOf } from './words/lexicon.ts';
import { Temporal } from 'temporal-polyfill';

/** Formatters kept; building one costs a hundred times what using it does. */
const FORMATS_KEPT = 200;
const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

/** A number formatter of a language, kept for the next time; an unknown tag reads as English. */
export function numberFormat(language: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  return kept(numberFormats, language, options, (tag) => new Intl.NumberFormat(tag, options));
}

/** A date formatter of a language, kept for the next time; an unknown tag reads as English. */
export function dateFormat(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(dateFormats, language, options, (tag) => new Intl.DateTimeFormat(tag, options));
}

function kept<Format>(
  formats: Map<string, Format>,
  language: string,
  options: object,
  make: (tag: string) => Format,
): Format {
  const key = `${language} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    if (formats.size >= FORMATS_KEPT) formats.clear();
    format = make(isTag(language) ? language : 'en');
    formats.set(key, format);
  }
  return format;
}

function isTag(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}

/** Intl sets narrow and unbreakable spaces, which short messages cannot carry and speech stumbles over. */
export function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u2009\u202f]/g, ' ');
}

/** Every character on its own: `'1234'` → `1 2 3 4`, in the digits of the language. */
export function sayDigits(text: string, language: string): string {
  const format = numberFormat(language, { useGrouping: false });
  return Array.from(asciiDigits(text).replace(/\s+/g, ''), (sign) =>
    /^\d$/.test(sign) ? format.format(Number(sign)) : sign,
  ).join(' ');
}

/** A number with the separators and digits of the language. */
export function sayNumber(value: number, language: string): string {
  return plainSpaces(numberFormat(language, { maximumFractionDigits: 12 }).format(value));
}

/** An amount with its currency as the language writes it; @param currency ISO 4217 code */
export function sayMoney(value: number, currency: string, language: string): string {
  return plainSpaces(numberFormat(language, { style: 'currency', currency }).format(value));
}

/** A date in its long form, in the calendar the language lives by (Persian for `fa`); @param date ISO `yyyy-mm-dd` */
export function sayDate(date: string, language: string): string {
  const at = Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds;
  return plainSpaces(dateFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(at));
}

/** An E.164 number by its digits, in the groups given: `+90 532 123` → `+ 9 0, 5 3 2, 1 2 3`. */
export function sayPhone(grouped: string, language: string): string {
  return grouped
    .replace(/[()]/g, '')
    .split(/[\s-]+/)
    .filter((group) => group !== '')
    .map((group) => sayDigits(group, language))
    .join(', ');
}

/** An e-mail address with its signs as words: `ayse at example dot com`. */
export function sayEmail(address: string, language: string): string {
  const { at, dot, dash, underscore, plus } = wordsOf(language).signs;
  const names: Record<string, string> = { '@': at, '.': dot, '-': dash, _: underscore, '+': plus };
  return address
    .replace(/[@.\-_+]/g, (sign) => ` ${firstOf(names[sign] ?? sign)} `)
    .replace(/\s+/g, ' ')
    .trim();
}

/** The word for yes or no that is read back. */
export function sayYesNo(value: boolean, language: string): string {
  const words = wordsOf(language);
  return firstOf(value ? words.yes : words.no);
}
