import type { FlowNode, Registry } from '../../../runtime/engine/index.ts';
import { type Path, written } from '../inspector/walk.ts';
import { defineCommand } from './command.ts';

/** Writes one field of a node's config; `undefined` takes it away, so that its default counts again. */
export const changeConfig = defineCommand<{ node: string; path: Path; to: unknown }>({
  id: 'change-config',
  edit(flow, { node: id, path, to }, { registry }) {
    const node = flow.nodes[id];
    if (!node) return { refused: 'gone' };
    const config = written(node.config, path, to) as typeof node.config;
    if (config === node.config) return { flow };
    const changed = { ...node, config, exits: followed(node, config, registry) };
    return { flow: { ...flow, nodes: { ...flow.nodes, [id]: changed } } };
  },
});

/** Exits are made from the config: a renamed one keeps where it leads, one that is gone leads nowhere any more. */
export function followed(node: FlowNode, config: FlowNode['config'], registry: Registry): FlowNode['exits'] {
  const before = exitsOf(node.type, node.config, registry);
  const after = exitsOf(node.type, config, registry);
  if (!before || !after) return node.exits;
  const gone = before.filter((exit) => !after.includes(exit));
  const added = after.filter((exit) => !before.includes(exit));
  if (gone.length === 0) return node.exits;
  const renamed = gone.length === 1 && added.length === 1 && before.length === after.length;
  const entries = Object.entries(node.exits).flatMap(([exit, target]): [string, string][] => {
    if (!gone.includes(exit)) return [[exit, target]];
    return renamed ? [[added[0]!, target]] : [];
  });
  return Object.fromEntries(entries);
}

/** Exits a config declares; undefined while it cannot be read. */
function exitsOf(type: string, config: FlowNode['config'], registry: Registry): string[] | undefined {
  const known = registry(type);
  const read = known?.config.safeParse(config);
  return known && read?.success ? known.exits(read.data).map(({ id }) => id) : undefined;
}
