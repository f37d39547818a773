import { type FlowDefinition, type FlowNode } from '../../../runtime/engine/index.ts';
import { defineCommand } from './command.ts';

/** Removes a node that no way leads to, with the exits of other lost nodes that would. */
export const removeUnreached = defineCommand<{ node: string }>({
  id: 'remove-unreached',
  edit(flow, { node: id }) {
    if (!flow.nodes[id] || reached(flow).has(id)) return { refused: 'gone' };
    const { [id]: _gone, ...others } = flow.nodes;
    const nodes = Object.fromEntries(Object.entries(others).map(([key, node]) => [key, without(node, id)]));
    const { [id]: _place, ...layout } = flow.layout;
    return { flow: { ...flow, nodes, layout }, chosen: [] };
  },
});

function without(node: FlowNode, id: string): FlowNode {
  const exits = Object.entries(node.exits).filter(([, target]) => target !== id);
  return exits.length === Object.keys(node.exits).length
    ? node
    : { ...node, exits: Object.fromEntries(exits) };
}

/** Nodes that some drawn way leads to, from the start or from a handler. */
function reached(flow: FlowDefinition): Set<string> {
  const met = new Set<string>();
  const open = [flow.start, ...Object.values(flow.handlers ?? {})];
  while (open.length > 0) {
    const id = open.pop();
    if (id === undefined || met.has(id)) continue;
    met.add(id);
    open.push(...Object.values(flow.nodes[id]?.exits ?? {}));
  }
  return met;
}
