import type { z } from 'zod';
import type { ChannelKind } from './channel-kind.ts';
import type { FlowDefinition, FlowNode } from './document/flow.ts';
import type { Issue } from './issue.ts';
import type { Action, EventType, Guard } from './machine.ts';
import type { TemplateIssue } from './template.ts';

/** Languages the interface speaks. */
export const INTERFACE_LANGUAGES = ['en', 'tr', 'ms', 'fa'] as const;
export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number];

/** Texts of a node type for palette, inspector and help, in one language. */
export interface NodeWords {
  label: string;
  summary: string;
  keywords: string[];
  /** Text of each fixed exit, by id. */
  exits: { [exit: string]: string };
  /** Title and help of each field of the config, by dotted path. */
  fields: { [path: string]: { title: string; help?: string } };
  /** Each finding of its own, by what stands behind the type in its code; `{name}` stands for a value of the finding. */
  findings?: { [code: string]: string };
}

/** A named way out. */
export interface Exit {
  id: string;
  /** The designer's own words for it (a menu option's label), where the node type has none. */
  label?: string;
  /** May stay undrawn; then the flow's handler, or the default, takes over. */
  optional?: boolean;
  /** Taken a limited number of times only, so a ring through it ends. */
  bounded?: boolean;
}

/** Where a transition of a node leads: another state of the node, or one of its exits. */
export type Destination = { to: string } | { exit: string };

export type NodeTransition = Destination & { guard?: Guard; actions?: Action[] };

/** A state a node contributes. A state with `on` waits; one with `always` passes through; one with `final` ends the flow. */
export interface NodeState {
  entry?: Action[];
  always?: NodeTransition[];
  on?: { [event in EventType]?: NodeTransition[] };
  final?: boolean;
}

/** States of a node by local name; `start` is entered first. */
export type NodeStates = { start: NodeState } & { [state: string]: NodeState };

/** What a node may know of its surroundings while it compiles or checks itself. */
export interface NodeContext {
  id: string;
  node: FlowNode;
  flow: FlowDefinition;
  /** Key for a counter of this node; `name` tells several apart. */
  counter: (name?: string) => string;
}

/** What other entities look like to a check; missing while a flow is compiled on its own. */
export interface Surroundings {
  /** A published or drafted flow by id. */
  otherFlow?: (id: string, version?: number) => FlowDefinition | undefined;
  calendarExists?: (id: string) => boolean;
  /** Whether the organisation's flows may call a host, small letters, without a port. */
  hostAllowed?: (host: string) => boolean;
  credentialExists?: (name: string) => boolean;
  /** Whether an admin has turned designers' own code on. */
  codeAllowed?: boolean;
  /** What is wrong with a template. The compiler gives it: node types are looked at where no template is read. */
  templateIssue?: (template: string) => TemplateIssue | undefined;
}

/** A finding of a node's own check; the compiler adds node and code prefix. */
export type NodeIssue = Omit<Issue, 'node'>;

/** One line of a transcript: who does what. */
export type TranscriptLine =
  | { hears: string }
  | { presses: string }
  | { says: string }
  | { chooses: string }
  | { silent: true }
  | { waits: number }
  | { leaves: true }
  | { calendar: { [id: string]: 'open' | 'closed' | 'holiday' | 'emergency' } }
  | { takes: string }
  | { returns: { outcome: string; outputs?: Record<string, unknown> } }
  | { effect: 'succeeded' | 'failed'; result?: Record<string, unknown> }
  /** For nodes without exits: the contact is over, or goes on in another flow. */
  | { ends: string }
  | { goesTo: string };

/** A worked example: test, documentation and preview in the palette at once. */
export interface Example {
  name: string;
  config: Record<string, unknown>;
  /** Version of the node type that wrote `config`, where it is an older one: shows its migration. */
  version?: number;
  /** Channel the transcript is played on; `chat` when absent. */
  channel?: ChannelKind;
  /** Channels the config makes sense on, where these are not all that the type declares. */
  channels?: readonly ChannelKind[];
  /** Values of flow variables before the node is entered. */
  variables?: { [name: string]: unknown };
  transcript: TranscriptLine[];
}

/** What a folder under `nodes/` exports. Ten members; resist the next. */
export interface NodeType<Config = never> {
  /** Equal to the folder's name. */
  type: string;
  version: number;
  group: 'talk' | 'collect' | 'decide' | 'route' | 'integrate';
  words: Record<InterfaceLanguage, NodeWords>;
  channels: 'any' | readonly ChannelKind[];
  /** Validation, derived form, JSON schema for Monaco. `.meta({ widget })` chooses the widget. */
  config: z.ZodType<Config>;
  exits(config: Config): Exit[];
  compile(config: Config, context: NodeContext): NodeStates;
  /** What a schema cannot say. */
  check?(config: Config, context: NodeContext & Surroundings): NodeIssue[];
  /** Steps from each older version of `config` to the next. */
  migrate?: { [from: number]: (config: Record<string, unknown>) => Record<string, unknown> };
  examples: Example[];
}

/** A node type whose config type is forgotten: how the registry holds them. */
export type AnyNodeType = NodeType<never>;

/** Finds a node type by name. */
export type Registry = (type: string) => AnyNodeType | undefined;

/** Declares a node type; infers the config type from the schema. */
export function defineNode<Config>(type: NodeType<Config>): AnyNodeType {
  return type as unknown as AnyNodeType;
}
