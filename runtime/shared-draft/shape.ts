/** A JSON object. */
export type Members = { readonly [name: string]: unknown };

/** What part of a flow something is: it decides how two people's changes of it are merged. */
export type Shape = 'flow' | 'nodes' | 'node' | 'config' | 'field' | 'named' | 'places' | 'whole' | 'other';

const BELOW: Partial<Record<Shape, { [name: string]: Shape }>> = {
  flow: { nodes: 'nodes', layout: 'places', variables: 'named' },
  node: { config: 'config' },
};

/** The shape of a member. */
export function shapeOf(parent: Shape, name: string): Shape {
  switch (parent) {
    case 'nodes':
      return 'node';
    case 'config':
    case 'field':
      return 'field';
    case 'places':
      return 'whole';
    default:
      return BELOW[parent]?.[name] ?? 'other';
  }
}

/**
 * How a value is kept: as `whole`, where the last writer wins; as a `record`, merged by member; or as a list whose items are
 * merged by their `id`, by their `name`, or (in a record whose order counts) by their `key`; a list of plain texts, none of
 * them twice, is merged by the `text`s themselves.
 */
export type Kind = 'whole' | 'record' | 'id' | 'name' | 'key' | 'text';

export function kindOf(value: unknown, shape: Shape): Kind {
  if (shape === 'whole' || typeof value !== 'object' || value === null) return 'whole';
  if (!Array.isArray(value)) return shape === 'nodes' ? 'key' : 'record';
  // An empty list is about to hold things: whoever puts in the first should not replace somebody else's first.
  if (value.length === 0) return shape === 'named' ? 'name' : 'id';
  // Only inside a node: merged, the languages of a flow could become none, which no flow has.
  if (shape === 'field' && areWords(value)) return 'text';
  if (shape !== 'named' && identify(value, 'id')) return 'id';
  return identify(value, 'name') ? 'name' : 'whole';
}

const areWords = (items: readonly unknown[]): boolean =>
  items.every((item) => typeof item === 'string' && !item.includes('\0')) &&
  new Set(items).size === items.length;

function identify(items: readonly unknown[], by: 'id' | 'name'): boolean {
  const names = items.map((item) => (isMembers(item) ? item[by] : undefined));
  return names.every((name) => typeof name === 'string') && new Set(names).size === names.length;
}

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A plain text has no members: it is its own key. */
const NOTHING: Members = {};

/** What a list or an ordered record holds, by what its items are merged by. */
export const entriesOf = (value: unknown, kind: Kind): [key: string, item: unknown][] =>
  Array.isArray(value)
    ? value.map((item: unknown) =>
        kind === 'text' ? [String(item), NOTHING] : [String((item as Members)[kind]), item],
      )
    : Object.entries(value as Members);

/** Whether two JSON values are the same. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every(
      (name) => Object.hasOwn(other, name) && same((one as Members)[name], (other as Members)[name]),
    )
  );
}
