import { foldWords } from '../engine/index.ts';

/** A text of a drawing in which a search was found. */
export interface SearchHit {
  /** Id of the node; without one it is of the flow itself. */
  node?: string;
  name?: string;
  /** Where in the node's settings, as a path. */
  path: string[];
  text: string;
}

/** Hits told of one flow. */
const MOST_HITS = 3;
/** Characters of a text told before and after what was found. */
const AROUND = 60;

type Members = { [name: string]: unknown };

/** The texts of a drawing that hold one of the words, most words first. Texts are told as they are written. */
export function searchHits(draft: unknown, words: readonly string[]): SearchHit[] {
  const { name, description, apology, nodes } = members(draft);
  const texts: SearchHit[] = [
    ...textsOf({ name, description, apology }),
    ...Object.entries(members(nodes)).flatMap(([node, about]) => {
      const { name: called, config } = members(about);
      const known = typeof called === 'string' ? { node, name: called } : { node };
      return textsOf({ name: called, config }).map((hit) => ({ ...known, ...hit }));
    }),
  ];
  return texts
    .map((hit) => ({ hit, count: countIn(hit.text, words) }))
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => other.count - one.count)
    .slice(0, MOST_HITS)
    .map(({ hit }) => ({ ...hit, text: excerpt(hit.text, words) }));
}

function countIn(text: string, words: readonly string[]): number {
  const folded = foldWords(text, 'en');
  return words.filter((word) => folded.includes(word)).length;
}

/** The part of a long text in which the first word stands; folding may change lengths, so words are looked at one by one. */
function excerpt(text: string, words: readonly string[]): string {
  if (text.length <= 2 * AROUND) return text;
  const parts = text.split(/(?<=\s)/);
  const hit = parts.findIndex((part) => countIn(part, words) > 0);
  const before = parts.slice(0, Math.max(hit, 0)).join('').slice(-AROUND);
  const after = parts.slice(Math.max(hit, 0)).join('').slice(0, AROUND);
  return `${before.length < AROUND ? '' : '…'}${before}${after}${after.length < AROUND ? '' : '…'}`.trim();
}

function textsOf(value: unknown, path: string[] = []): { path: string[]; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, [...path, name]));
}

const members = (value: unknown): Members =>
  typeof value === 'object' && value !== null ? (value as Members) : {};
