import {
  type AnyNodeType,
  type Exit,
  type FlowDefinition,
  type FlowNode,
  type InterfaceLanguage,
  readFlow,
  readNodes,
} from '../../runtime/engine/index.ts';
import { registry } from '../../nodes/index.ts';
import { type Gist, gistOf, wordsIn } from './node-gist.ts';

/** An exit as it is shown: its words, the key of the phone, and where it leads. */
export interface DrawnExit {
  id: string;
  label: string;
  key?: string;
  target?: string;
  /** Every node has it without declaring it: somebody leaves, something fails. */
  implicit: boolean;
}

/** A node as it is shown, in the canvas and in the outline. */
export interface DrawnNode extends Gist {
  id: string;
  type: string;
  name: string;
  group: AnyNodeType['group'];
  /** What its type is called. */
  label: string;
  exits: DrawnExit[];
  /** Ways the flow itself leads here. */
  entries: ('start' | 'left' | 'error')[];
}

export interface Drawing {
  flow: FlowDefinition;
  nodes: DrawnNode[];
}

interface Reading {
  flow: FlowDefinition;
  /** Language of the texts for customers. */
  texts: string;
  /** Language of the interface. */
  words: InterfaceLanguage;
  implicit: { left: string; error: string };
}

/** Reads a stored document for showing it; undefined when it is none. Nodes come in the order a contact may meet them. */
export function readDrawing(document: unknown, about: Omit<Reading, 'flow'>): Drawing | undefined {
  const read = readFlow(document);
  if (!read.ok) return undefined;
  const { flow } = read;
  const known = readNodes(flow, registry, {}).nodes;
  const nodes = inOrder(flow).flatMap((id) => {
    const node = flow.nodes[id];
    return node ? [drawn(id, node, known.get(id)?.exits ?? [], { flow, ...about })] : [];
  });
  return { flow, nodes };
}

function drawn(id: string, node: FlowNode, exits: Exit[], reading: Reading): DrawnNode {
  const { flow, words, implicit } = reading;
  const type = registry(node.type);
  const declared = exits.map((exit) => exitOf(node, exit, type, reading));
  const added = (['left', 'error'] as const)
    .filter((exit) => node.exits[exit] !== undefined)
    .map((exit) => ({ id: exit, label: implicit[exit], target: node.exits[exit]!, implicit: true }));
  return {
    id,
    type: node.type,
    name: node.name,
    group: type?.group ?? 'integrate',
    label: type?.words[words].label ?? node.type,
    ...gistOf(node, type, reading.texts, flow),
    exits: [...declared, ...added],
    entries: [
      ...(flow.start === id ? (['start'] as const) : []),
      ...(['left', 'error'] as const).filter((handler) => flow.handlers?.[handler] === id),
    ],
  };
}

function exitOf(node: FlowNode, exit: Exit, type: AnyNodeType | undefined, reading: Reading): DrawnExit {
  const option = optionOf(node, exit.id);
  const written = option && wordsIn(option['label'], reading.texts, reading.flow);
  const target = node.exits[exit.id];
  return {
    id: exit.id,
    label: written ?? exit.label ?? type?.words[reading.words].exits[exit.id] ?? exit.id,
    ...(typeof option?.['key'] === 'string' ? { key: option['key'] } : {}),
    ...(target === undefined ? {} : { target }),
    implicit: false,
  };
}

/** The part of a config that an exit is made from: an option, a rule, an arm. */
function optionOf({ config }: FlowNode, exit: string): Record<string, unknown> | undefined {
  return Object.values(config)
    .filter((value): value is Record<string, unknown>[] => Array.isArray(value))
    .flat()
    .find((item) => item?.['id'] === exit);
}

/** Nodes as a contact may meet them: from the start along the exits, then from the handlers, then the lost ones. */
function inOrder(flow: FlowDefinition): string[] {
  const met = new Set<string>();
  const walk = (id: string | undefined) => {
    if (id === undefined || met.has(id) || !flow.nodes[id]) return;
    met.add(id);
    for (const target of Object.values(flow.nodes[id].exits)) walk(target);
  };
  walk(flow.start);
  for (const id of Object.values(flow.handlers ?? {})) walk(id);
  return [...new Set([...met, ...Object.keys(flow.nodes)])];
}
