import { type FlowDefinition, type FlowNode, LIMITS } from '../../../runtime/engine/index.ts';
import type { Edit, Making } from './command.ts';
import type { Fragment } from './fragment.ts';
import { annotated, annotationsOf, isTaken, type Point } from './places.ts';

/** The flow with a fragment in it, under ids of its own; exits that led out of the fragment lead nowhere. */
export function inserted(flow: FlowDefinition, fragment: Fragment, by: Point, making: Making): Edit {
  const count = Object.keys(flow.nodes).length + Object.keys(fragment.nodes).length;
  if (count > LIMITS.nodesPerFlow)
    return { refused: 'too-many-nodes', values: { most: LIMITS.nodesPerFlow } };
  const ids = newIds(flow, fragment, making);
  const named = (id: string) => ids.get(id) ?? id;
  const nodes = Object.entries(fragment.nodes).map(([id, node]) => [named(id), copied(node, ids)] as const);
  const shifted = <Placed extends Point>({ x, y, ...rest }: Placed) => ({
    ...rest,
    x: x + by.x,
    y: y + by.y,
  });
  const put = <Placed extends Point>(record: { [id: string]: Placed }) =>
    Object.fromEntries(Object.entries(record).map(([id, at]) => [named(id), shifted(at)]));
  const { frames, notes } = annotationsOf(flow);
  const framesIn = Object.entries(put(fragment.frames)).map(([id, frame]) => {
    const folded = frame.folded?.flatMap((inside) => ids.get(inside) ?? []);
    return [id, { ...frame, ...(folded ? { folded } : {}) }] as const;
  });
  const known = new Set(flow.variables.map(({ name }) => name));
  const variables = fragment.variables.filter(({ name }) => !known.has(name));
  const [first] = nodes;
  const merged: FlowDefinition = {
    ...flow,
    start: flow.nodes[flow.start] || !first ? flow.start : first[0],
    nodes: { ...flow.nodes, ...Object.fromEntries(nodes) },
    layout: { ...flow.layout, ...put(fragment.layout) },
    ...(variables.length > 0 ? { variables: [...flow.variables, ...variables] } : {}),
  };
  const drawn = {
    frames: { ...frames, ...Object.fromEntries(framesIn) },
    notes: { ...notes, ...put(fragment.notes) },
  };
  return {
    flow:
      framesIn.length + Object.keys(fragment.notes).length > 0 ? annotated(merged, drawn as never) : merged,
    chosen: [...ids.values()],
  };
}

function newIds(flow: FlowDefinition, fragment: Fragment, { newId }: Making): Map<string, string> {
  const ids = new Map<string, string>();
  const taken = new Set<string>();
  for (const id of [fragment.nodes, fragment.frames, fragment.notes].flatMap(Object.keys)) {
    const base = id.replace(/-\d+$/, '');
    const fresh = newId(base, (wish) => taken.has(wish) || isTaken(flow)(wish));
    taken.add(fresh);
    ids.set(id, fresh);
  }
  return ids;
}

function copied(node: FlowNode, ids: ReadonlyMap<string, string>): FlowNode {
  const exits = Object.entries(node.exits).flatMap(([exit, target]) => {
    const inside = ids.get(target);
    return inside === undefined ? [] : [[exit, inside] as const];
  });
  return { ...node, exits: Object.fromEntries(exits) };
}
