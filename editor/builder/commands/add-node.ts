import type { FlowDefinition, FlowNode } from '../../../runtime/engine/index.ts';
import { defineCommand } from './command.ts';
import { mainExit } from './exits-of.ts';
import { freePlace, isTaken, placeAfter, type Point } from './places.ts';
import { startingConfig } from './starting-config.ts';

interface NewNode {
  type: string;
  /** What it is called: the type's words in the language of whoever adds it. */
  name: string;
  /** Where it belongs, when it comes after nothing. */
  at: Point;
  /**
   * The node it comes after; without an exit, the one by which one goes on. An exit that led somewhere leads there through
   * the new node.
   */
  after?: { node: string; exit?: string };
  /** It belongs exactly at `at`, also when it comes after something: that is where it was dropped. */
  dropped?: boolean;
}

/** Adds a node, placed and connected. The first node of a flow is its start. */
export const addNode = defineCommand<NewNode>({
  id: 'add-node',
  edit(flow, { type: name, name: title, at, after, dropped }, { registry, newId }) {
    const type = registry(name);
    if (!type) return { refused: 'unknown-type', values: { type: name } };
    const before = after && flow.nodes[after.node];
    if (after && !before) return { refused: 'gone' };
    const id = newId(name, isTaken(flow));
    const node: FlowNode = {
      type: name,
      version: type.version,
      name: title,
      config: startingConfig(type, flow.languages),
      exits: {},
    };
    const exit = before && (after?.exit ?? mainExit(before, registry));
    const behind = exit === undefined ? undefined : before?.exits[exit];
    const onward = behind === undefined ? undefined : mainExit(node, registry);
    if (onward !== undefined && behind !== undefined) node.exits = { [onward]: behind };
    const nodes: FlowDefinition['nodes'] = { ...flow.nodes, [id]: node };
    if (before && after && exit !== undefined)
      nodes[after.node] = { ...before, exits: { ...before.exits, [exit]: id } };
    const place = after && !dropped ? placeAfter(flow, after.node) : freePlace(flow, at);
    const start = flow.nodes[flow.start] ? flow.start : id;
    return { flow: { ...flow, start, nodes, layout: { ...flow.layout, [id]: place } }, chosen: [id] };
  },
});
