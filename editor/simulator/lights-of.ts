import { nodeOf } from '../../runtime/engine/index.ts';
import type { SimulatedWorld } from '../../runtime/simulated-world/index.ts';
import type { Lights } from './lights.tsx';

/** The lights of a walk on the drawing of one flow: ways taken so far, and where the contact is now. */
export function lightsOf(
  { story, snapshot }: Pick<SimulatedWorld, 'story' | 'snapshot'>,
  flow: string,
): Lights {
  const ways = new Map<string, number>();
  const nodes = new Set<string>();
  for (const { trace } of story)
    for (const { flow: of, node, exit } of trace) {
      if (of !== flow) continue;
      nodes.add(node);
      if (exit === undefined) continue;
      const way = `${node}:${exit}`;
      ways.set(way, (ways.get(way) ?? 0) + 1);
    }
  // In a flow that is called from here, the node that called it is where the contact is on this drawing.
  const state = snapshot?.ended
    ? undefined
    : snapshot?.frames.findLast((frame) => frame.flow === flow)?.state;
  return { ways, nodes, ...(state === undefined ? {} : { current: nodeOf(state) }) };
}
