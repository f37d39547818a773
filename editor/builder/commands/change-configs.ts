import { type Path, written } from '../inspector/walk.ts';
import { followed } from './change-config.ts';
import { defineCommand } from './command.ts';

/** Writes the same field of several nodes. */
export const changeConfigs = defineCommand<{ nodes: readonly string[]; path: Path; to: unknown }>({
  id: 'change-configs',
  edit(flow, { nodes: ids, path, to }, { registry }) {
    const changed = ids.flatMap((id) => {
      const node = flow.nodes[id];
      const config = node && (written(node.config, path, to) as typeof node.config);
      return node && config && config !== node.config
        ? [[id, { ...node, config, exits: followed(node, config, registry) }] as const]
        : [];
    });
    return changed.length === 0
      ? { flow }
      : { flow: { ...flow, nodes: { ...flow.nodes, ...Object.fromEntries(changed) } } };
  },
});
