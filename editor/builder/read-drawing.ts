import {
  type AnyNodeType,
  type ChannelKind,
  type Exit,
  type FlowDefinition,
  type FlowNode,
  type InterfaceLanguage,
  type Operator,
} from '../../runtime/engine/index.ts';
import { registry } from '../../nodes/index.ts';
import { exitsOf } from './commands/exits-of.ts';
import { type Gist, gistOf, type NameOf, namesToldBy, ruleText, wordsIn } from './node-gist.ts';

/** An exit as it is shown: its words, the key of the phone, and where it leads. */
export interface DrawnExit {
  id: string;
  label: string;
  key?: string;
  /** When it is taken, in words. */
  rule?: string;
  target?: string;
  /** Every node has it without declaring it: somebody leaves, something fails. */
  implicit: boolean;
  /** May lead nowhere. */
  optional: boolean;
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
  entries: Entry[];
  /** Channels of the flow on which its type cannot be done. */
  unfit: readonly ChannelKind[];
}

type Entry = 'start' | 'left' | 'error';

export interface Drawing {
  flow: FlowDefinition;
  nodes: readonly DrawnNode[];
}

/** In what words a drawing is read. */
interface Reading {
  /** Language of the texts for customers. */
  texts: string;
  /** Language of the interface. */
  words: InterfaceLanguage;
  implicit: { left: string; error: string };
  operator: (operator: Operator) => string;
}

/**
 * Reads a flow again and again while it is edited. A node that has not changed is given back as the very object it was,
 * so that only what changed is drawn anew; so is the drawing, when nothing has. Nodes come in the order a contact may meet them.
 */
export function drawingReader(reading: Reading): (flow: FlowDefinition, nameOf?: NameOf) => Drawing {
  const known = new WeakMap<FlowNode, { under: string; drawn: DrawnNode }>();
  let last: Drawing | undefined;
  return (flow, nameOf = NOT_KNOWN) => {
    const shared = `${flow.channels.join()} ${flow.languages[0]}`;
    const nodes = inOrder(flow).flatMap((id) => {
      const node = flow.nodes[id];
      if (!node) return [];
      const entries = entriesOf(flow, id);
      const told = namesToldBy(node, registry(node.type), nameOf);
      const under = `${id} ${entries.join()} ${shared} ${told.join()}`;
      const before = known.get(node);
      if (before?.under === under) return [before.drawn];
      const drawn = { ...drawnNode(id, node, flow, reading, nameOf), entries };
      known.set(node, { under, drawn });
      return [drawn];
    });
    const isSame = last?.flow === flow && nodes.every((node, index) => node === last?.nodes[index]);
    last = isSame && last ? last : { flow, nodes };
    return last;
  };
}

/** Before it is known what anything is called, it is told by its id. */
const NOT_KNOWN: NameOf = () => undefined;

function entriesOf(flow: FlowDefinition, id: string): Entry[] {
  return [
    ...(flow.start === id ? (['start'] as const) : []),
    ...(['left', 'error'] as const).filter((handler) => flow.handlers?.[handler] === id),
  ];
}

function drawnNode(
  id: string,
  node: FlowNode,
  flow: FlowDefinition,
  reading: Reading,
  nameOf: NameOf,
): Omit<DrawnNode, 'entries'> {
  const { words, implicit } = reading;
  const type = registry(node.type);
  const declared = exitsOf(node, registry).map((exit) => exitOf(node, exit, type, flow, reading));
  const added = (['left', 'error'] as const)
    .filter((exit) => node.exits[exit] !== undefined)
    .map((exit) => ({
      id: exit,
      label: implicit[exit],
      target: node.exits[exit]!,
      implicit: true,
      optional: true,
    }));
  const able = type?.channels ?? 'any';
  return {
    id,
    type: node.type,
    name: node.name,
    group: type?.group ?? 'integrate',
    label: type?.words[words].label ?? node.type,
    ...gistOf(node, type, { language: reading.texts, flow, operator: reading.operator, nameOf }),
    exits: [...declared, ...added],
    unfit: able === 'any' ? [] : flow.channels.filter((channel) => !able.includes(channel)),
  };
}

function exitOf(
  node: FlowNode,
  exit: Exit,
  type: AnyNodeType | undefined,
  flow: FlowDefinition,
  reading: Reading,
): DrawnExit {
  const option = optionOf(node, exit.id);
  const written = option && wordsIn(option['label'], reading.texts, flow);
  const target = node.exits[exit.id];
  const rule = option && ruleText(option['when'], reading.operator);
  return {
    id: exit.id,
    label: written ?? exit.label ?? type?.words[reading.words].exits[exit.id] ?? exit.id,
    ...(typeof option?.['key'] === 'string' ? { key: option['key'] } : {}),
    ...(rule === undefined ? {} : { rule }),
    ...(target === undefined ? {} : { target }),
    implicit: false,
    optional: exit.optional ?? false,
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
  const walk = (first: string | undefined) => {
    // Without recursion: a chain may be as long as a flow.
    const open = [first];
    while (open.length > 0) {
      const id = open.pop();
      if (id === undefined || met.has(id) || !flow.nodes[id]) continue;
      met.add(id);
      open.push(...Object.values(flow.nodes[id].exits).toReversed());
    }
  };
  walk(flow.start);
  for (const id of Object.values(flow.handlers ?? {})) walk(id);
  return [...new Set([...met, ...Object.keys(flow.nodes)])];
}
