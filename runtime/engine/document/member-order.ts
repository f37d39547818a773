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

/** The order members have when nothing else is known: the usual ones first, then by letter. */
export function inUsualOrder(names: readonly string[]): string[] {
  const rank = (name: string): number => RANK.get(name) ?? USUAL.length;
  return names.toSorted((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
}
