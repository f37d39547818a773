import { foldWords } from '../fold-words.ts';
import { en } from './en.ts';
import { fa } from './fa.ts';
import { ms } from './ms.ts';
import { tr } from './tr.ts';
import type { Words } from './words.ts';

const WORDS: ReadonlyMap<string, Words> = new Map([
  ['en', en],
  ['tr', tr],
  ['ms', ms],
  ['fa', fa],
]);

/** Longest phrase of any table, in words. */
const LONGEST = 4;

/** The words of a language as they stand; English for a language without a table. */
export function wordsOf(language: string): Words {
  return WORDS.get(languageKey(language)) ?? en;
}

/** The tables to read input with, dearest first: the customer's own, then English, which people mix into most languages. */
export function tablesOf(language: string): { key: string; words: Words }[] {
  const own = languageKey(language);
  const words = WORDS.get(own);
  return words && own !== 'en'
    ? [
        { key: own, words },
        { key: 'en', words: en },
      ]
    : [{ key: 'en', words: en }];
}

/** The first of several `|`-separated words: the one Patchbay itself uses. */
export function firstOf(words: string): string {
  return words.split('|', 1)[0] ?? '';
}

/** The folded words of a `|`-separated list. */
export function foldedList(words: string, language: string): string[] {
  return words
    .split('|')
    .map((word) => foldWords(word, language))
    .filter((word) => word !== '');
}

/** Adds every word of a list to a dictionary of folded phrases; the first meaning of a phrase stays. */
export function define<Meaning>(
  dictionary: Map<string, Meaning>,
  words: string,
  language: string,
  meaning: Meaning,
): void {
  for (const word of foldedList(words, language)) if (!dictionary.has(word)) dictionary.set(word, meaning);
}

/**
 * Replaces phrases by their meaning, longest first; what has none stays as it is.
 * @param tokens folded words, and numbers already read
 */
export function readPhrases<Token extends string | number, Meaning>(
  tokens: readonly Token[],
  dictionary: ReadonlyMap<string, Meaning>,
): (Token | Meaning)[] {
  const read: (Token | Meaning)[] = [];
  for (let index = 0; index < tokens.length;) {
    let length = Math.min(LONGEST, tokens.length - index);
    while (length > 0 && !dictionary.has(tokens.slice(index, index + length).join(' '))) length--;
    read.push(length > 0 ? dictionary.get(tokens.slice(index, index + length).join(' '))! : tokens[index]!);
    index += Math.max(length, 1);
  }
  return read;
}

/** Remembers what a table of a language was turned into; tables are constants, so once is enough. */
export function perLanguage<Made>(
  make: (words: Words, key: string) => Made,
): (table: { key: string; words: Words }) => Made {
  const made = new Map<string, Made>();
  return ({ key, words }) => {
    let result = made.get(key);
    if (result === undefined) made.set(key, (result = make(words, key)));
    return result;
  };
}

function languageKey(language: string): string {
  return (language.split(/[-_]/, 1)[0] ?? '').toLowerCase();
}
