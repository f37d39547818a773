import { sayNumber } from './spoken.ts';
import { readDecimal } from './written/decimal.ts';
import { foldWords } from './fold-words.ts';
import type { SpecOf } from './input-spec.ts';
import type { Input } from './input.ts';
import { readNumberWords } from './words/number-words.ts';
import { type InputContext, type ParsedInput, problem } from './parsed.ts';
import { define, perLanguage, readPhrases, tablesOf } from './words/lexicon.ts';

/** Reads a number from keys (`*` is the decimal sign), type or speech. */
export function parseNumber(spec: SpecOf<'number'>, input: Input, about: InputContext): ParsedInput<number> {
  if (input.value.trim() === '') return problem('empty');
  const value = readNumber(input, about.language);
  if (value === undefined || (spec.whole && !Number.isInteger(value))) return problem('unreadable');
  if (value < (spec.min ?? -Number.MAX_SAFE_INTEGER)) return problem('tooSmall');
  if (value > (spec.max ?? Number.MAX_SAFE_INTEGER)) return problem('tooLarge');
  return { ok: true, value, spoken: sayNumber(value, about.language) };
}

/** The number an input means, in digits or words; undefined when it is none. */
export function readNumber(input: Pick<Input, 'kind' | 'value'>, language: string): number | undefined {
  const value = input.kind === 'dtmf' ? input.value.replace('*', '.') : input.value;
  if (input.kind === 'dtmf') return /^\d+(?:\.\d+)?$/.test(value) ? Number(value) : undefined;
  const said = value.trim().replace(/[.!?؟]$/, '');
  const written = readDecimal(said, language);
  if (written !== undefined) return Number(written);
  return WORDS_ONLY.test(said) ? spokenNumber(foldWords(said, language), language) : undefined;
}

/** Words, maybe with figures among them; signs would be lost in folding ("-5", "$5"). */
const WORDS_ONLY =
  /^(?=.*\p{L})[\p{L}\p{Nd}](?:[\p{L}\p{M}\p{Nd}\p{Cf}\s'’,،-]*[\p{L}\p{M}\p{Nd}\p{Cf}])?$/su;

type Sign = { sign: 'point' | 'half' | 'minus' | 'and' };

const signs = perLanguage((words, language) => {
  const dictionary = new Map<string, Sign>();
  for (const sign of ['point', 'half', 'minus', 'and'] as const)
    define(dictionary, words.numbers[sign], language, { sign });
  return dictionary;
});

/** A number in words: `minus twelve point five`, `on iki buçuk`. */
function spokenNumber(said: string, language: string): number | undefined {
  if (said === '') return undefined;
  const parts = readNumberWords(said.split(' '), language);
  for (const table of tablesOf(language)) {
    const value = valueOf(readPhrases(parts, signs(table)));
    if (value !== undefined) return value;
  }
  return undefined;
}

function valueOf(parts: readonly (number | string | Sign)[]): number | undefined {
  const negative = isSign(parts[0], 'minus');
  const rest = negative ? parts.slice(1) : [...parts];
  const half = isSign(rest.at(-1), 'half');
  if (half) rest.pop();
  if (half && isSign(rest.at(-1), 'and')) rest.pop();
  const [first, point, ...fraction] = rest.map((part) =>
    typeof part === 'string' && /^\d+$/.test(part) ? Number(part) : part,
  );
  if (first === undefined) return half ? sign(0.5, negative) : undefined;
  if (typeof first !== 'number') return undefined;
  if (point === undefined) return sign(half ? first + 0.5 : first, negative);
  if (
    half ||
    !isSign(point, 'point') ||
    fraction.length === 0 ||
    !fraction.every((part) => typeof part === 'number')
  )
    return undefined;
  return sign(Number(`${first}.${fraction.join('')}`), negative);
}

function sign(value: number, negative: boolean): number {
  return negative && value !== 0 ? -value : value;
}

function isSign(part: number | string | Sign | undefined, sign: Sign['sign']): boolean {
  return typeof part === 'object' && part.sign === sign;
}
