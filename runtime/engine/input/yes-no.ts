import { foldWords } from './fold-words.ts';
import type { Input } from './input.ts';
import { type InputContext, type ParsedInput, problem } from './parsed.ts';
import { sayYesNo } from './spoken.ts';
import { define, perLanguage, readPhrases, tablesOf } from './words/lexicon.ts';

const answers = perLanguage((words, language) => {
  const dictionary = new Map<string, boolean | undefined>();
  define(dictionary, words.yes, language, true);
  define(dictionary, words.no, language, false);
  define(dictionary, words.polite, language, undefined);
  return dictionary;
});

/** Reads a yes or no; a sentence with other words in it, or with both, is unreadable rather than guessed at. */
export function parseYesNo(input: Input, about: InputContext): ParsedInput<boolean> {
  const said = foldWords(input.value, about.language);
  if (said === '') return problem(input.value.trim() === '' ? 'empty' : 'unreadable');
  if (said === '1' || said === 'true') return answer(true, about.language);
  if (said === '2' || said === 'false') return answer(false, about.language);
  for (const table of tablesOf(about.language)) {
    const meanings = readPhrases(said.split(' '), answers(table)).filter((meaning) => meaning !== undefined);
    const [first] = meanings;
    if (typeof first === 'boolean' && meanings.every((meaning) => meaning === first))
      return answer(first, about.language);
  }
  return problem('unreadable');
}

function answer(value: boolean, language: string): ParsedInput<boolean> {
  return { ok: true, value, spoken: sayYesNo(value, language) };
}
