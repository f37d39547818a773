import { registry } from '../../nodes/index.ts';
import type { AnyNodeType, FlowDefinition } from '../engine/index.ts';

/** A drawing without its words: enough to see what it is like. Lines lead from and to positions in `nodes`. */
export interface Picture {
  nodes: { group: AnyNodeType['group']; x: number; y: number; exits: number }[];
  lines: { from: number; to: number }[];
}

/** The picture of a flow, made from its layout. */
export function pictureOf({ nodes, layout }: FlowDefinition): Picture {
  const ids = Object.keys(nodes);
  return {
    nodes: ids.map((id) => ({
      group: registry(nodes[id]!.type)?.group ?? 'integrate',
      ...(layout[id] ?? { x: 0, y: 0 }),
      exits: Object.keys(nodes[id]!.exits).length,
    })),
    lines: ids.flatMap((id, from) =>
      Object.values(nodes[id]!.exits).map((target) => ({ from, to: ids.indexOf(target) })),
    ),
  };
}
