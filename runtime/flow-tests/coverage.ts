import { type FlowDefinition, readNodes, type Registry } from '../engine/index.ts';
import type { Way } from './run-test.ts';

/** How much of a flow its tests come through: of everything drawn, what was and what was not. */
export interface Coverage {
  nodes: { covered: string[]; missed: string[] };
  /** As `node.exit`. */
  exits: { covered: string[]; missed: string[] };
}

/** Compares what was come through with what is drawn. Exits of sub-flows are of the sub-flows. */
export function coverageOf(
  flow: FlowDefinition,
  registry: Registry,
  results: readonly { ways: readonly Way[] }[],
): Coverage {
  const own = results.flatMap(({ ways }) => ways.filter((way) => way.flow === flow.id));
  const came = new Set(own.map(({ node }) => node));
  const took = new Set(own.flatMap(({ node, exit }) => (exit === undefined ? [] : [`${node}.${exit}`])));
  const nodes = [...readNodes(flow, registry, {}).nodes.values()];
  return {
    nodes: parted(
      nodes.map(({ id }) => id),
      came,
    ),
    exits: parted(
      nodes.flatMap((node) => node.exits.map((exit) => `${node.id}.${exit.id}`)),
      took,
    ),
  };
}

const parted = (all: readonly string[], found: ReadonlySet<string>) => ({
  covered: all.filter((one) => found.has(one)),
  missed: all.filter((one) => !found.has(one)),
});
