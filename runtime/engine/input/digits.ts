import { sayDigits } from './spoken.ts';
import { foldWords } from './fold-words.ts';
import type { SpecOf } from './input-spec.ts';
import type { Input } from './input.ts';
import { fitsMask } from './written/mask.ts';
import { readNumberWords } from './words/number-words.ts';
import { type InputContext, type ParsedInput, problem } from './parsed.ts';
import { define, perLanguage, tablesOf } from './words/lexicon.ts';

/** Reads digits from keys, type ("1234-5678") or speech ("double five, thirty two"); the value is text, so a leading zero stays. */
export function parseDigits(spec: SpecOf<'digits'>, input: Input, about: InputContext): ParsedInput<string> {
  const digits = digitsOf(input.value, about.language);
  if (digits === '') return problem('empty');
  if (digits === undefined) return problem('unreadable');
  if (digits.length < spec.minDigits) return problem('tooShort');
  if (digits.length > spec.maxDigits) return problem('tooLong');
  if (spec.pattern !== undefined && !fitsMask(digits, spec.pattern)) return problem('pattern');
  return { ok: true, value: digits, spoken: sayDigits(digits, about.language) };
}

const repeatsOf = perLanguage((words, language) => {
  const dictionary = new Map<string, number>();
  for (const [word, times] of Object.entries(words.numbers.repeats ?? {}))
    define(dictionary, word, language, times);
  return dictionary;
});

/** The digits a customer meant; undefined when there is anything else than digits and what people put between them. */
export function digitsOf(value: string, language: string): string | undefined {
  const said = foldWords(value, language);
  if (said === '') return value.trim() === '' ? '' : undefined;
  if (/^[\d ]+$/.test(said)) return said.replaceAll(' ', '');
  for (const table of tablesOf(language)) {
    const digits = spokenDigits(readNumberWords(said.split(' '), language), repeatsOf(table));
    if (digits !== undefined) return digits;
  }
  return undefined;
}

function spokenDigits(
  parts: readonly (string | number)[],
  repeats: ReadonlyMap<string, number>,
): string | undefined {
  let times = 1;
  let digits = '';
  for (const part of parts) {
    const repeat = typeof part === 'string' ? repeats.get(part) : undefined;
    if (repeat !== undefined) times = repeat;
    else if (/^\d+$/.test(String(part))) {
      digits += String(part).repeat(times);
      times = 1;
    } else return undefined;
  }
  return digits;
}
