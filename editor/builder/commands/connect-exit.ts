import { defineCommand } from './command.ts';

/** Leads an exit to a node; without one, nowhere. */
export const connectExit = defineCommand<{ node: string; exit: string; target: string | undefined }>({
  id: 'connect-exit',
  edit(flow, { node: id, exit, target }) {
    const node = flow.nodes[id];
    if (!node || (target !== undefined && !flow.nodes[target])) return { refused: 'gone' };
    if (node.exits[exit] === target) return { flow };
    const { [exit]: _before, ...others } = node.exits;
    const exits = target === undefined ? others : { ...node.exits, [exit]: target };
    return { flow: { ...flow, nodes: { ...flow.nodes, [id]: { ...node, exits } } } };
  },
});
