import { z } from 'zod';
import {
  type AnyNodeType,
  type FlowDefinition,
  type FlowNode,
  type Variable,
} from '../../../runtime/engine/index.ts';
import { nodeTypes } from '../../../nodes/index.ts';
import { annotationsOf } from './places.ts';

/** Values a flow may give back to the one that called it. */
const MOST_OUTPUTS = 50;
const MOST_OUTCOMES = 20;

/** Part of a flow on its own, and the node that calls it: what extracting makes. */
export interface Extraction {
  /** Everything of the new flow but its id and name. */
  inner: Omit<FlowDefinition, 'id' | 'name'>;
  /** The node by which one comes in. */
  entry: string;
  type: AnyNodeType;
  /** Settings of the calling node but the flow it calls. */
  config: Record<string, unknown>;
  /** Where each outcome leads in the old flow. */
  exits: { [outcome: string]: string };
  gone: readonly string[];
}

/** Takes nodes out of a flow so that they work as one of their own; or says why they cannot. */
export function extraction(flow: FlowDefinition, ids: readonly string[]): Extraction | { refused: string } {
  const { frames } = annotationsOf(flow);
  const inside = new Set(
    ids.flatMap((id) => [id, ...(frames[id]?.folded ?? [])]).filter((id) => flow.nodes[id]),
  );
  if (inside.size === 0) return { refused: 'nothing-chosen' };
  const entries = entriesOf(flow, inside);
  if (entries.length === 0) return { refused: 'no-way-in' };
  if (entries.length > 1) return { refused: 'several-ways-in' };
  const call = typeWith('flow', 'outcomes', 'inputs', 'outputs');
  const end = typeWith('outcome', 'reason');
  if (!call || !end) return { refused: 'unknown-type' };
  const used = usedVariables(flow, inside);
  const { nodes, outcomes, layout } = closed(flow, inside, end);
  const exits = Object.fromEntries(outcomes);
  if (used.length > MOST_OUTPUTS || outcomes.size > MOST_OUTCOMES) return { refused: 'too-much-to-pass' };
  return {
    inner: {
      format: flow.format,
      channels: flow.channels,
      languages: flow.languages,
      zone: flow.zone,
      variables: used.map((variable): Variable => ({ ...variable, input: true, output: true })),
      start: entries[0]!,
      nodes,
      layout,
      ...(flow.apology ? { apology: flow.apology } : {}),
    },
    entry: entries[0]!,
    type: call,
    config: {
      inputs: Object.fromEntries(used.map(({ name }) => [name, { variable: name }])),
      outputs: used.map(({ name }) => ({ from: name, to: name })),
      outcomes: Object.keys(exits),
    },
    exits,
    gone: [...inside],
  };
}

/** Nodes one comes in by: from outside, at the start, or by a handler. */
function entriesOf(flow: FlowDefinition, inside: ReadonlySet<string>): string[] {
  const targets = Object.entries(flow.nodes)
    .filter(([id]) => !inside.has(id))
    .flatMap(([, { exits }]) => Object.values(exits));
  const all = [flow.start, ...Object.values(flow.handlers ?? {}), ...targets];
  return [...new Set(all.filter((id) => id !== undefined && inside.has(id)))];
}

/** The nodes with an end of its own for every place outside they led to. */
function closed(flow: FlowDefinition, inside: ReadonlySet<string>, end: AnyNodeType) {
  const nodes: FlowDefinition['nodes'] = {};
  const layout: FlowDefinition['layout'] = {};
  /** Outcome by the node outside it leads to. */
  const named = new Map<string, string>();
  const right = Math.max(...[...inside].map((id) => flow.layout[id]?.x ?? 0)) + 360;
  for (const id of inside) {
    const node = flow.nodes[id]!;
    const exits: FlowNode['exits'] = {};
    for (const [exit, target] of Object.entries(node.exits)) {
      if (!inside.has(target) && !named.has(target))
        named.set(target, outcomeName(exit, [...named.values()]));
      exits[exit] = inside.has(target) ? target : endId(named.get(target)!, inside);
    }
    nodes[id] = { ...node, exits };
    layout[id] = flow.layout[id] ?? { x: 0, y: 0 };
  }
  const outcomes = new Map([...named].map(([target, outcome]) => [outcome, target]));
  for (const [index, outcome] of [...outcomes.keys()].entries()) {
    const id = endId(outcome, inside);
    nodes[id] = { type: end.type, version: end.version, name: outcome, config: { outcome }, exits: {} };
    layout[id] = { x: right, y: index * 120 };
  }
  return { nodes, layout, outcomes };
}

function endId(outcome: string, inside: ReadonlySet<string>): string {
  let id = `ends-${outcome}`.slice(0, 60);
  while (inside.has(id)) id += '-';
  return id;
}

/** A name for a way out, from that of the exit: small letters, and none with a meaning of its own. */
function outcomeName(exit: string, taken: readonly string[]): string {
  const plain = exit.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replace(/^-+/, '');
  const name = ['left', 'error', 'failed'].includes(plain) || !/^[a-z]/.test(plain) ? `way-${plain}` : plain;
  let free = name.slice(0, 60);
  for (let number = 2; taken.includes(free); number += 1) free = `${name.slice(0, 56)}-${number}`;
  return free;
}

/** Variables of the flow that some of its nodes speak of. */
function usedVariables(flow: FlowDefinition, inside: ReadonlySet<string>): Variable[] {
  const text = JSON.stringify([...inside].map((id) => flow.nodes[id]!.config));
  return flow.variables.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(text));
}

/** The node type whose settings have these members: types are known by what they do, not by name. */
function typeWith(...members: string[]): AnyNodeType | undefined {
  return nodeTypes.find((type) => {
    const { properties = {} } = z.toJSONSchema(type.config, { io: 'input', unrepresentable: 'any' });
    return members.every((member) => member in properties);
  });
}
