/** Names under which the shared document keeps what is no member of the flow; members that begin alike get another #. */
export const LIST = '#list';
export const PLACE = '#place';
export const ORDER = '#order';

export const keyOf = (name: string): string => (name.startsWith('#') ? `#${name}` : name);

/** The member a key stands for; undefined for our own. */
export const nameOf = (key: string): string | undefined =>
  key.startsWith('##') ? key.slice(1) : key.startsWith('#') ? undefined : key;

/** Members of a flow and of its nodes as their schemas write them. */
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
