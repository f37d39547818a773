import { define, foldedList, perLanguage, tablesOf } from './lexicon.ts';

type Part = { adds: number } | { times: number } | 'teen' | 'and';

const dictionaries = perLanguage((words, language) => {
  const { values, scales, teen, and } = words.numbers;
  const dictionary = new Map<string, Part>();
  for (const [word, adds] of Object.entries(values)) define(dictionary, word, language, { adds });
  for (const [word, times] of Object.entries(scales)) define(dictionary, word, language, { times });
  if (teen !== undefined) define(dictionary, teen, language, 'teen');
  define(dictionary, and, language, 'and');
  return dictionary;
});

const ordinalEndings = perLanguage((words, language) => foldedList(words.numbers.ordinals, language));

/**
 * Replaces spoken numbers by their value and leaves every other word: `['twenty', 'four', 'december']` → `[24, 'december']`.
 * Numbers that do not make one are kept apart: `['five', 'five', 'fifty', 'two']` → `[5, 5, 52]`.
 * @param tokens folded words; digits stay text, so that leading zeros survive
 * @param options.ordinals also read `24th`, `twenty fourth`, `dördüncü`
 */
export function readNumberWords(
  tokens: readonly string[],
  language: string,
  { ordinals = false }: { ordinals?: boolean } = {},
): (string | number)[] {
  for (const table of tablesOf(language)) {
    const dictionary = dictionaries(table);
    const endings = ordinals ? ordinalEndings(table) : [];
    const words = tokens.flatMap((token) => pieces(token, dictionary, endings));
    if (words.some((word) => isNumberWord(dictionary.get(word)))) {
      return joinNumbers(words, dictionary, table.words.numbers.tenTakesUnit ?? false);
    }
    if (ordinals && words.join() !== tokens.join()) return words;
  }
  return [...tokens];
}

function isNumberWord(part: Part | undefined): boolean {
  return typeof part === 'object';
}

/** A word itself, or without its ordinal ending, or the two number words written as one (`yirmidört`). */
function pieces(token: string, dictionary: ReadonlyMap<string, Part>, endings: readonly string[]): string[] {
  if (dictionary.has(token)) return [token];
  for (const ending of endings) {
    const stem = token.slice(0, -ending.length);
    if (token.endsWith(ending) && (dictionary.has(stem) || /^\d{1,2}$/.test(stem))) return [stem];
  }
  for (let cut = 2; cut <= Math.min(token.length - 2, 8); cut++) {
    const [head, tail] = [token.slice(0, cut), token.slice(cut)];
    if (isNumberWord(dictionary.get(head)) && isNumberWord(dictionary.get(tail))) return [head, tail];
  }
  return [token];
}

/** A number being put together: `total` of finished thousands, `group` below them, `room` the next part must stay below. */
type Sum = { total: number; group: number; room: number; scale: number };

function joinNumbers(
  words: readonly string[],
  dictionary: ReadonlyMap<string, Part>,
  tenTakesUnit: boolean,
): (string | number)[] {
  const read: (string | number)[] = [];
  let sum: Sum | undefined;
  const finish = () => {
    if (sum) read.push(sum.total + sum.group);
    sum = undefined;
  };
  words.forEach((word, index) => {
    const part = dictionary.get(word);
    if (typeof part === 'object' && 'adds' in part) {
      if (!sum || part.adds >= sum.room) finish();
      sum ??= { total: 0, group: 0, room: Infinity, scale: Infinity };
      sum.group += part.adds;
      sum.room = roomAfter(part.adds, tenTakesUnit);
    } else if (typeof part === 'object') {
      if (sum && !multiplies(sum, part.times)) finish();
      sum = multiplied(sum ?? { total: 0, group: 0, room: Infinity, scale: Infinity }, part.times);
    } else if (part === 'teen' && sum && unitOf(sum) > 0) {
      sum.group += 10;
      sum.room = 0;
    } else if (part === 'and' && sum && fits(dictionary.get(words[index + 1] ?? ''), sum)) {
      // joins two parts of one number: "two hundred and five"
    } else {
      finish();
      read.push(word);
    }
  });
  finish();
  return read;
}

function fits(next: Part | undefined, sum: Sum): boolean {
  return typeof next === 'object' && 'adds' in next && next.adds > 0 && next.adds < sum.room;
}

function roomAfter(added: number, tenTakesUnit: boolean): number {
  if (added >= 1000) return 1000;
  if (added >= 100) return 100;
  return added >= 20 || (added === 10 && tenTakesUnit) ? 10 : 0;
}

function unitOf({ group }: Sum): number {
  return group % 100 < 10 ? group % 10 : 0;
}

function multiplies(sum: Sum, times: number): boolean {
  if (times === 10) return unitOf(sum) > 0;
  if (times === 100) return sum.group < 100;
  return times < sum.scale && sum.group + sum.total > 0;
}

function multiplied(sum: Sum, times: number): Sum {
  const { total, group } = sum;
  if (times === 10) {
    const unit = unitOf(sum);
    return { ...sum, group: group - unit + (unit || 1) * 10, room: 10 };
  }
  if (times === 100) return { ...sum, group: (group || 1) * 100, room: 100 };
  return { total: total + (group || 1) * times, group: 0, room: times, scale: times };
}
