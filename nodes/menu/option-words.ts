import { foldWords, type Texts } from '../../runtime/engine/index.ts';

/** Words that mean an option, folded for comparison: its label and its other words, in all languages. */
export function wordsOf({
  label,
  words,
}: {
  label: Texts;
  words: { [language: string]: string[] };
}): string[] {
  const labels = Object.entries(label).flatMap(([language, entry]) => {
    const text = typeof entry === 'string' ? entry : entry.text;
    return /\{[{%]/.test(text) ? [] : [foldWords(text, language)];
  });
  const others = Object.entries(words).flatMap(([language, said]) =>
    said.map((word) => foldWords(word, language)),
  );
  return [...new Set([...labels, ...others])].filter((word) => word !== '');
}
