import type { FoundFlow } from '../api.ts';

export const SORTS = ['updatedAt', 'name', 'createdAt'] as const;
export type Sort = (typeof SORTS)[number];

/** What of all flows is shown, and in which order. */
export interface Wish {
  /** A path of folders, those below included; undefined shows all. */
  folder: string | undefined;
  tag: string | undefined;
  sort: Sort;
}

/** A folder with how many flows lie in it and below. */
export interface Folder {
  path: string;
  /** The last part of the path. */
  name: string;
  depth: number;
  count: number;
}

type Ordered = Pick<FoundFlow, 'folder' | 'tags' | 'name' | 'updatedAt' | 'createdAt'>;

/** The flows a person asked for, in the order they asked for: names by their alphabet, times latest first. */
export function arranged<Flow extends Ordered>(flows: readonly Flow[], wish: Wish, language: string): Flow[] {
  const { folder, tag, sort } = wish;
  const collator = new Intl.Collator(language, { numeric: true });
  return flows
    .filter(
      (flow) =>
        (folder === undefined || liesIn(flow.folder, folder)) &&
        (tag === undefined || flow.tags.includes(tag)),
    )
    .toSorted((one, other) =>
      sort === 'name' ? collator.compare(one.name, other.name) : other[sort] - one[sort],
    );
}

const liesIn = (folder: string | null, path: string): boolean =>
  folder !== null && (folder === path || folder.startsWith(`${path}/`));

/** Every folder flows lie in, parents before children. */
export function foldersOf(flows: readonly Pick<FoundFlow, 'folder'>[], language: string): Folder[] {
  const counts = new Map<string, number>();
  for (const { folder } of flows) {
    const parts = folder?.split('/') ?? [];
    for (let length = 1; length <= parts.length; length += 1) {
      const path = parts.slice(0, length).join('/');
      counts.set(path, (counts.get(path) ?? 0) + 1);
    }
  }
  const collator = new Intl.Collator(language, { numeric: true });
  return [...counts]
    .map(([path, count]) => {
      const parts = path.split('/');
      return { path, name: parts.at(-1) ?? path, depth: parts.length - 1, count };
    })
    .toSorted((one, other) => byParts(one.path.split('/'), other.path.split('/'), collator));
}

function byParts(one: string[], other: string[], collator: Intl.Collator): number {
  for (const [index, part] of one.entries()) {
    const against = other[index];
    if (against === undefined) return 1;
    const order = collator.compare(part, against);
    if (order !== 0) return order;
  }
  return one.length - other.length;
}

/** Every tag in use, the most used first. */
export function tagsOf(flows: readonly Pick<FoundFlow, 'tags'>[]): { tag: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const tag of flows.flatMap(({ tags }) => tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .map(([tag, count]) => ({ tag, count }))
    .toSorted((one, other) => other.count - one.count || one.tag.localeCompare(other.tag));
}
