import { sayEmail } from './spoken.ts';
import { foldWords } from './fold-words.ts';
import type { Input } from './input.ts';
import { type InputContext, type ParsedInput, problem } from './parsed.ts';
import { define, perLanguage, readPhrases, tablesOf } from './words/lexicon.ts';

/** RFC 5321: 64 before the sign, 254 in all. */
const LONGEST_LOCAL = 64;
const LONGEST_ADDRESS = 254;

const signs = perLanguage((words, language) => {
  const dictionary = new Map<string, string>();
  const { at, dot, dash, underscore, plus } = words.signs;
  define(dictionary, at, language, '@');
  define(dictionary, dot, language, '.');
  define(dictionary, dash, language, '-');
  define(dictionary, underscore, language, '_');
  define(dictionary, plus, language, '+');
  for (const [word, digit] of Object.entries(words.numbers.values))
    if (digit < 10 && word.length > 2) define(dictionary, word, language, String(digit));
  return dictionary;
});

/** Reads an address as typed, or as spelled out in speech ("ayse at example dot com"); the domain becomes lower case. */
export function parseEmail(input: Input, about: InputContext): ParsedInput<string> {
  const text = input.value.replace(/[\p{Cf}\p{Cc}]/gu, '').trim();
  if (text === '') return problem('empty');
  const typed = address(text.replace(/^mailto:/i, '').replace(/^<|>$/g, ''));
  const value = typed ?? (text.length <= 1000 ? spelled(text, about.language) : undefined);
  if (value === undefined) return problem(text.length > LONGEST_ADDRESS ? 'tooLong' : 'unreadable');
  return { ok: true, value, spoken: sayEmail(value, about.language) };
}

/** The address as stored, or undefined when it is none. Looks at one sign at a time: nothing to backtrack over. */
function address(text: string): string | undefined {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const domain = text
    .slice(at + 1)
    .toLowerCase()
    .replace(/\.$/, '');
  if (text.length > LONGEST_ADDRESS || local.length > LONGEST_LOCAL || local === '') return undefined;
  if (
    !/^[\w.!#$%&'*+/=?^`{|}~-]+$/.test(local) ||
    local.startsWith('.') ||
    local.endsWith('.') ||
    local.includes('..')
  )
    return undefined;
  const labels = domain.split('.');
  const last = labels.at(-1) ?? '';
  if (labels.length < 2 || last.length < 2 || /^\d+$/.test(last)) return undefined;
  if (
    !labels.every(
      (label) =>
        label.length <= 63 &&
        /^[\p{L}\p{N}-]+$/u.test(label) &&
        !label.startsWith('-') &&
        !label.endsWith('-'),
    )
  )
    return undefined;
  return `${local}@${domain}`;
}

/** An address said in words; recognisers write signs partly as words and partly as signs. */
function spelled(text: string, language: string): string | undefined {
  const spaced = text.replace(/[@._+-]/g, (sign) => ` ${sign} `).split(/\s+/);
  const tokens = spaced
    .map((token) => (/^[@._+-]$/.test(token) ? token : foldWords(token, language)))
    .filter((token) => token !== '');
  for (const table of tablesOf(language)) {
    const found = address(readPhrases(tokens, signs(table)).join(''));
    if (found !== undefined) return found;
  }
  return undefined;
}
