import { numberFormat, sayMoney } from './spoken.ts';
import { foldWords } from './fold-words.ts';
import type { SpecOf } from './input-spec.ts';
import type { Input } from './input.ts';
import { readNumber } from './number.ts';
import { type InputContext, type ParsedInput, problem } from './parsed.ts';
import { foldedList, tablesOf } from './words/lexicon.ts';

/** Largest amount that keeps its hundredths exactly. */
const LARGEST = 1e13;

/**
 * Reads an amount: "12,50", "1.234,56 TL", "$12", "on iki lira elli kuruş", or keys with `*` as the decimal sign.
 * An amount in another currency is unreadable, and so is one finer than the currency's smallest coin.
 */
export function parseMoney(spec: SpecOf<'money'>, input: Input, about: InputContext): ParsedInput<number> {
  const { currency } = spec;
  if (input.value.trim() === '') return problem('empty');
  const value =
    input.kind === 'dtmf'
      ? readNumber(input, about.language)
      : readAmount(input.value, currency, about.language);
  if (value === undefined || !isCoinable(value, currency)) return problem('unreadable');
  if (value < (spec.min ?? 0)) return problem('tooSmall');
  if (value > Math.min(spec.max ?? LARGEST, LARGEST)) return problem('tooLarge');
  return { ok: true, value, spoken: sayMoney(value, currency, about.language) };
}

function isCoinable(value: number, currency: string): boolean {
  const places =
    numberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return Number(value.toFixed(places)) === value;
}

function readAmount(text: string, currency: string, language: string): number | undefined {
  const plain = readNumber({ kind: 'text', value: text }, language);
  if (plain !== undefined) return plain;
  const { whole, part } = namesOf(currency, language);
  const words = withSpacedNames(text).trim().split(/\s+/);
  const folded = words.map((word) => foldWords(word, language) || word);
  const name = findName(folded, whole);
  if (!name) {
    const small = findName(folded, part);
    const cents =
      small && small.end === folded.length ? amount(words.slice(0, small.start), language) : undefined;
    return cents === undefined || !Number.isInteger(cents) ? undefined : cents / 100;
  }
  if (name.start === 0) return amount(words.slice(name.end), language);
  const value = amount(words.slice(0, name.start), language);
  const rest = folded.slice(name.end).filter((word) => word !== 'and' && word !== 'و');
  if (value === undefined || rest.length === 0) return value;
  const coin = findName(rest, part);
  const cents = amount(coin ? rest.slice(0, coin.start) : rest, language);
  if (cents === undefined || !Number.isInteger(cents) || cents > 99 || !Number.isInteger(value))
    return undefined;
  return Number((value + cents / 100).toFixed(2));
}

function amount(words: readonly string[], language: string): number | undefined {
  return readNumber({ kind: 'text', value: words.join(' ') }, language);
}

/** Puts a space between an amount and a name or sign written against it: `12TL`, `₺12`. */
function withSpacedNames(text: string): string {
  return text.replace(/(\p{Nd})([\p{L}\p{Sc}])/gu, '$1 $2').replace(/([\p{L}\p{Sc}])(\p{Nd})/gu, '$1 $2');
}

/** Where one of the names stands, longest name first. */
function findName(
  words: readonly string[],
  names: ReadonlySet<string>,
): { start: number; end: number } | undefined {
  for (let start = 0; start < words.length; start++) {
    for (let end = Math.min(start + 3, words.length); end > start; end--) {
      if (names.has(words.slice(start, end).join(' '))) return { start, end };
    }
  }
  return undefined;
}

/** What the currency and its hundredth are called in the language and in English, signs and code too. */
function namesOf(currency: string, language: string): { whole: Set<string>; part: Set<string> } {
  const whole = new Set([foldWords(currency, 'en')]);
  const part = new Set<string>();
  for (const tag of [language, 'en']) {
    for (const currencyDisplay of ['symbol', 'narrowSymbol', 'name'] as const) {
      for (const value of [1, 2]) {
        const parts = numberFormat(tag, { style: 'currency', currency, currencyDisplay }).formatToParts(
          value,
        );
        const name = parts.find(({ type }) => type === 'currency')?.value ?? '';
        whole.add(foldWords(name, tag) || name.trim());
      }
    }
  }
  for (const { key, words } of tablesOf(language)) {
    for (const name of foldedList(words.money[currency]?.whole ?? '', key)) whole.add(name);
    for (const name of foldedList(words.money[currency]?.part ?? '', key)) part.add(name);
  }
  return { whole, part };
}
