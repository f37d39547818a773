import { defineCommand } from './command.ts';

/** Lets the flow begin with a node. */
export const setStart = defineCommand<{ node: string }>({
  id: 'set-start',
  edit(flow, { node }) {
    if (!flow.nodes[node]) return { refused: 'gone' };
    return { flow: flow.start === node ? flow : { ...flow, start: node } };
  },
  offer: {
    places: ['node', 'palette'],
    args({ flow, chosen: [node, ...others] }) {
      return node !== undefined && others.length === 0 && flow.nodes[node] && flow.start !== node
        ? { node }
        : undefined;
    },
  },
});
