import {
  isSupportedCountry,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max';
import { sayPhone } from './spoken.ts';
import { asciiDigits } from './fold-words.ts';
import type { SpecOf } from './input-spec.ts';
import type { Input } from './input.ts';
import { digitsOf } from './digits.ts';
import { type InputContext, type ParsedInput, problem } from './parsed.ts';

/**
 * Reads a telephone number into E.164 (`+905321234567`) and reads it back in groups, nationally when it is of the country asked for.
 * The full metadata is used: the small set takes any ten digits for a number in Iran and most in Turkey.
 */
export function parsePhone(spec: SpecOf<'phone'>, input: Input, about: InputContext): ParsedInput<string> {
  const { country } = spec;
  if (!isSupportedCountry(country)) return problem('unreadable');
  const written = writtenNumber(input, about.language);
  if (written === '') return problem('empty');
  if (written === undefined) return problem('unreadable');
  const number = parsePhoneNumberFromString(written, { defaultCountry: country, extract: false });
  if (number?.isValid() && number.ext === undefined) {
    const spoken = number.country === country ? number.formatNational() : number.formatInternational();
    return { ok: true, value: number.number, spoken: sayPhone(spoken, about.language) };
  }
  const length = validatePhoneNumberLength(written, country);
  if (length === 'TOO_SHORT') return problem('tooShort');
  return problem(length === 'TOO_LONG' ? 'tooLong' : 'unreadable');
}

/** Digits with an optional leading plus; words are read as digits. */
function writtenNumber({ value }: Input, language: string): string | undefined {
  const text = asciiDigits(value)
    .replace(/\p{Cf}/gu, '')
    .trim();
  const plus = /^(?:\+|plus |artı |پلاس )/i.exec(text)?.[0] ?? '';
  const rest = text.slice(plus.length).replace(/^\(0\)/, '');
  if (/[^\d\s().\-/\u2010-\u2015]/.test(rest) && !/^[\p{L}\p{M}\d\s.,-]+$/u.test(rest)) return undefined;
  const digits = digitsOf(rest.replace(/\(0\)/, ''), language);
  return digits === undefined || digits === '' ? digits : `${plus === '' ? '' : '+'}${digits}`;
}
