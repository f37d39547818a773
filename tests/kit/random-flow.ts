import {
  assemble,
  type ChannelKind,
  compile,
  type Example,
  type FlowDefinition,
  type FlowNode,
  type Input,
  type MachineJson,
  readNodes,
  type TranscriptLine,
} from '../../runtime/engine/index.ts';
import { nodeTypes, registry } from '../../nodes/index.ts';
import { variablesOf } from './called-flow.ts';
import { flowOf, node } from './flow-builder.ts';

/** Chance from a seed, the same on every machine. */
export type Dice = (sides: number) => number;

/** mulberry32: small, quick, and good enough to wander about. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  return (sides) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  };
}

export const oneOf = <Item>(dice: Dice, items: readonly Item[]): Item => items[dice(items.length)]!;

/** A node of a random flow: an example of a node type. */
interface Sample {
  type: string;
  example: Example;
  exits: string[];
  /** A contact stops here, so a way may lead back. */
  waits: boolean;
}

/** Any node type that ends: where every way leads at last. */
const END = nodeTypes
  .flatMap(({ type, examples }) => examples.map((example) => ({ type, example })))
  .find(
    ({ type, example }) => exitsOf(type, example.config).length === 0 && 'ends' in example.transcript.at(-1)!,
  )!;

/** The examples a channel can run, of today's version of every node type. */
const SAMPLES = {
  voice: samplesOn('voice'),
  chat: samplesOn('chat'),
};

function samplesOn(channel: ChannelKind): Sample[] {
  return nodeTypes.flatMap(({ type, examples }) =>
    examples.flatMap((example): Sample[] => {
      if (example.version !== undefined || (example.channel ?? 'chat') !== channel) return [];
      const exits = exitsOf(type, example.config);
      const nodes = {
        only: node(type, example.config, Object.fromEntries(exits.map((id) => [id, 'last']))),
        last: node(END.type, END.example.config),
      };
      const flow = flowOf(nodes, { channels: [channel], variables: variablesOf(example.variables ?? {}) });
      if (!compile(flow, registry).ok) return [];
      const { states } = readNodes(flow, registry, {}).nodes.get('only')!;
      return [{ type, example, exits, waits: Object.values(states).some((state) => state.on) }];
    }),
  );
}

/** Inputs the examples know, and some that fit nothing. */
export const INPUTS: Input[] = [
  ...[...SAMPLES.voice, ...SAMPLES.chat].flatMap(({ example }) => example.transcript).flatMap(inputIn),
  { kind: 'text', value: '' },
  { kind: 'speech', value: 'what?' },
  { kind: 'dtmf', value: '#' },
];

function inputIn(line: TranscriptLine): Input[] {
  if ('presses' in line) return [{ kind: 'dtmf', value: line.presses }];
  if ('says' in line) return [{ kind: 'text', value: line.says }];
  return 'chooses' in line ? [{ kind: 'choice', value: line.chooses }] : [];
}

export interface RandomFlow {
  flow: FlowDefinition;
  /** As it is published. */
  folded: MachineJson;
  /** The same with every state the node types contribute. */
  unfolded: MachineJson;
}

/** A flow of up to twelve nodes wired at random; undefined when the compiler refuses it. */
export function randomFlow(dice: Dice): RandomFlow | undefined {
  const channel = oneOf(dice, ['voice', 'chat'] as const);
  const picked = Array.from({ length: 2 + dice(10) }, () => oneOf(dice, SAMPLES[channel]));
  const ids = picked.map((_one, index) => `n${index}`);
  const nodes: Record<string, FlowNode> = {};
  let variables: Record<string, unknown> = {};
  for (const [index, { type, example, exits, waits }] of picked.entries()) {
    const ahead = [...ids.slice(index + 1), 'last'];
    const target = () => oneOf(dice, waits && dice(2) === 0 ? ids : ahead);
    const drawn = [...exits, ...['left', 'error'].filter(() => dice(6) === 0)];
    nodes[ids[index]!] = node(
      type,
      example.config,
      Object.fromEntries(drawn.map((exit) => [exit, target()])),
    );
    variables = { ...example.variables, ...variables };
  }
  nodes['last'] = node(END.type, END.example.config);
  const flow = flowOf(nodes, {
    channels: [channel],
    languages: ['en', 'tr'],
    variables: variablesOf(variables),
    handlers: {
      ...(dice(3) === 0 ? { left: 'last' } : {}),
      ...(dice(3) === 0 ? { error: oneOf(dice, ids) } : {}),
    },
  });
  const compiled = compile(flow, registry);
  if (!compiled.ok) return undefined;
  const config = assemble(flow, readNodes(flow, registry, {}).nodes);
  return { flow, folded: compiled.machine, unfolded: { ...compiled.machine, config } };
}

function exitsOf(type: string, config: Record<string, unknown>): string[] {
  const found = registry(type)!;
  return found.exits(found.config.parse(config)).map(({ id }) => id);
}
