import { defineCommand } from './command.ts';

/** Gives a node another name; its id stays, for contacts may be in it. */
export const nameNode = defineCommand<{ node: string; name: string }>({
  id: 'name-node',
  edit(flow, { node: id, name }) {
    const node = flow.nodes[id];
    if (!node) return { refused: 'gone' };
    if (node.name === name) return { flow };
    return { flow: { ...flow, nodes: { ...flow.nodes, [id]: { ...node, name } } } };
  },
});
