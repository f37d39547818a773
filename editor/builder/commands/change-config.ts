import { defineCommand } from './command.ts';

/** Writes one field of a node's config; `undefined` takes it away, so that its default counts again. */
export const changeConfig = defineCommand<{ node: string; path: readonly (string | number)[]; to: unknown }>({
  id: 'change-config',
  edit(flow, { node: id, path, to }) {
    const node = flow.nodes[id];
    if (!node) return { refused: 'gone' };
    const config = written(node.config, path, to) as typeof node.config;
    return config === node.config
      ? { flow }
      : { flow: { ...flow, nodes: { ...flow.nodes, [id]: { ...node, config } } } };
  },
});

/** The same value with something else at a path; the very same where nothing changes. */
function written(value: unknown, [key, ...rest]: readonly (string | number)[], to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(value)) {
    const index = Number(key);
    const item = written(value[index], rest, to);
    if (item === value[index]) return value;
    return item === undefined ? value.toSpliced(index, 1) : value.toSpliced(index, 1, item);
  }
  const members = (typeof value === 'object' && value !== null ? value : {}) as { [name: string]: unknown };
  const member = written(members[key], rest, to);
  if (member === members[key]) return value;
  if (member !== undefined) return { ...members, [key]: member };
  const { [key]: _gone, ...others } = members;
  return others;
}
