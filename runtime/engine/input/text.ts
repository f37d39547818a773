import type { SpecOf } from './input-spec.ts';
import type { Input } from './input.ts';
import { fitsMask } from './written/mask.ts';
import { type ParsedInput, problem } from './parsed.ts';

/** Control characters, half surrogates, and marks that reorder or hide text; the joiners that Persian and emoji need stay. */
const UNSEEN = /[\p{Cs}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|(?!\s)\p{Cc}/gu;

/** Takes text as it is, cleaned: one form of each letter, no unseen characters, single spaces. */
export function parseText(spec: SpecOf<'text'>, input: Input): ParsedInput<string> {
  const value = cleanText(input.value);
  if (value === '') return problem('empty');
  const length = Array.from(value).length;
  if (length < (spec.minLength ?? 0)) return problem('tooShort');
  if (length > (spec.maxLength ?? Infinity)) return problem('tooLong');
  if (spec.pattern !== undefined && !fitsMask(value, spec.pattern)) return problem('pattern');
  return { ok: true, value, spoken: value };
}

/** Text without what cannot be seen; runs of white space, line breaks too, become one space. */
export function cleanText(text: string): string {
  return text.replace(UNSEEN, '').normalize('NFC').replace(/\s+/g, ' ').trim();
}
