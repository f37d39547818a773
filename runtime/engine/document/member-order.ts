/** Members of a flow and of its nodes as their schemas write them: what says what a thing is comes before what it holds. */
const USUAL = [
  'format',
  'id',
  'type',
  'version',
  'name',
  'description',
  'channels',
  'languages',
  'zone',
  'variables',
  'start',
  'nodes',
  'handlers',
  'apology',
  'layout',
  'annotations',
  'config',
  'exits',
];
const RANK = new Map(USUAL.map((name, rank) => [name, rank]));

const rankOf = (name: string): number => RANK.get(name) ?? USUAL.length;

/** Compares two different names: the usual ones first, then by letter. */
export const byUsualOrder = (one: string, other: string): number =>
  rankOf(one) - rankOf(other) || (one < other ? -1 : 1);

/** The order members have when nothing else is known. */
export const inUsualOrder = (names: readonly string[]): string[] => names.toSorted(byUsualOrder);

/** Whether different names have that order. */
export const areInUsualOrder = (names: readonly string[]): boolean =>
  names.every((name, index) => index === 0 || byUsualOrder(names[index - 1]!, name) < 0);
