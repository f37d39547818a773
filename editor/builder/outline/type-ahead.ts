/** Ms between two letters of one name; after that, the next begins another. */
const PAUSE = 1_000;

/** Begins a name whose first letter is a shortcut. */
const BEGIN = '/';

/** What is being typed to find a name, and when its last letter came. */
export interface Typed {
  text: string;
  at: number;
}

export const NOTHING: Typed = { text: '', at: -Infinity };

/**
 * What is typed after one more key, at `at` ms; undefined where the key is no letter of a name. A first letter that is a
 * shortcut (`isAct`) is none; after `/` it is.
 */
export function typedOn(before: Typed, key: string, at: number, isAct: boolean): Typed | undefined {
  const goesOn = before.text !== '' && at - before.at < PAUSE;
  if (!goesOn) {
    if (key === BEGIN) return { text: BEGIN, at };
    return key === ' ' || isAct || !isLetter(key) ? undefined : { text: BEGIN + key, at };
  }
  return isLetter(key) ? { text: before.text + key, at } : undefined;
}

/** Where the next name is that begins with what is typed, from a line on and around; -1 for none. One letter goes further. */
export function foundBy({ text }: Typed, names: readonly string[], from: number): number {
  const wanted = text.slice(BEGIN.length).toLocaleLowerCase();
  if (wanted === '') return -1;
  const first = wanted.length === 1 ? from + 1 : from;
  for (let step = 0; step < names.length; step += 1) {
    const at = (first + step) % names.length;
    if (names[at]!.toLocaleLowerCase().startsWith(wanted)) return at;
  }
  return -1;
}

const isLetter = (key: string): boolean => Array.from(key).length === 1;
