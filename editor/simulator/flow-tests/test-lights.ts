import { registry } from '../../../nodes/index.ts';
import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { coverageOf, type TestResult } from '../../../runtime/flow-tests/index.ts';
import type { Lights } from '../lights.tsx';
import { lightsOf } from '../lights-of.ts';

/**
 * The way of a test on the drawing, and where it failed.
 * @param told why, for people
 */
export function lightsOfTest(result: TestResult, told: string, flow: string): Lights {
  const lights = lightsOf({ story: result.story, snapshot: null }, flow);
  const failed = result.steps.find(({ ok }) => !ok);
  const node =
    failed?.node ?? result.story.flatMap(({ trace }) => trace).findLast((one) => one.flow === flow)?.node;
  if (!failed || node === undefined) return lights;
  return { ...lights, failed: { node, told } };
}

export interface Coverage {
  lights: Lights;
  covered: { nodes: number; ways: number };
  all: { nodes: number; ways: number };
}

/** What tests come through and what they miss, on the drawing and in numbers. */
export function coverageLights(flow: FlowDefinition, results: readonly TestResult[]): Coverage {
  const { nodes, exits } = coverageOf(flow, registry, results);
  const ways = new Map<string, number>();
  for (const { story } of results)
    for (const [way, count] of lightsOf({ story, snapshot: null }, flow.id).ways)
      ways.set(way, (ways.get(way) ?? 0) + count);
  const missed = new Set([...nodes.missed, ...exits.missed.map((exit) => exit.replace('.', ':'))]);
  return {
    lights: { ways, nodes: new Set(nodes.covered), missed },
    covered: { nodes: nodes.covered.length, ways: exits.covered.length },
    all: {
      nodes: nodes.covered.length + nodes.missed.length,
      ways: exits.covered.length + exits.missed.length,
    },
  };
}
