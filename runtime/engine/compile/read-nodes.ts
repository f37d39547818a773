import { CHANNEL_NAMES } from '../channel-kind.ts';
import type { FlowDefinition, FlowNode } from '../document/flow.ts';
import { type Issue, schemaIssues } from '../issue.ts';
import type { AnyNodeType, Exit, NodeContext, NodeStates, Registry, Surroundings } from '../node-type.ts';

/** A node of the drawing with everything its type says about it. */
export interface ReadNode {
  id: string;
  node: FlowNode;
  type: AnyNodeType;
  /** Parsed config; its objects are the very ones used in the states, so a text can be traced to its field. */
  config: unknown;
  exits: Exit[];
  states: NodeStates;
}

/** Reads every node with its type: migrates and parses the config, asks for exits, states and the type's own findings. */
export function readNodes(
  flow: FlowDefinition,
  registry: Registry,
  surroundings: Surroundings,
): { nodes: Map<string, ReadNode>; issues: Issue[] } {
  const nodes = new Map<string, ReadNode>();
  const issues: Issue[] = [];
  for (const [id, node] of Object.entries(flow.nodes)) {
    try {
      const read = readNode(id, node, flow, registry, surroundings);
      if (read.node) nodes.set(id, read.node);
      issues.push(...read.issues);
    } catch (error) {
      issues.push({
        code: 'node.defect',
        severity: 'error',
        node: id,
        message: `The node type "${node.type}" failed on this config: ${String(error).slice(0, 200)}`,
      });
    }
  }
  return { nodes, issues };
}

function readNode(
  id: string,
  node: FlowNode,
  flow: FlowDefinition,
  registry: Registry,
  surroundings: Surroundings,
): { node?: ReadNode; issues: Issue[] } {
  const refused = (code: string, path: string, message: string): { issues: Issue[] } => ({
    issues: [{ code, severity: 'error', node: id, path: [path], message }],
  });
  const type = registry(node.type);
  if (!type) return refused('node.unknown-type', 'type', `There is no node type "${node.type}".`);
  const migrated = migrateConfig(type, node);
  if ('message' in migrated) return refused('node.version', 'version', migrated.message);
  const parsed = type.config.safeParse(migrated.config);
  if (!parsed.success) return { issues: schemaIssues(parsed.error, 'config.invalid', id) };
  const context: NodeContext = { id, node, flow, counter: (name) => (name ? `${id}.${name}` : id) };
  const config = parsed.data;
  return {
    node: { id, node, type, config, exits: type.exits(config), states: type.compile(config, context) },
    issues: [
      ...(type.check?.(config, { ...context, ...surroundings }) ?? []).map((found) => ({
        ...found,
        node: id,
      })),
      ...channelIssues(type, id, flow),
    ],
  };
}

/** Brings a config from the version that wrote it to today's, one step at a time. */
export function migrateConfig(
  type: AnyNodeType,
  node: FlowNode,
): { config: Record<string, unknown> } | { message: string } {
  if (node.version > type.version)
    return {
      message: `Written by version ${node.version} of "${type.type}"; this product knows up to ${type.version}.`,
    };
  let { config } = node;
  for (let version = node.version; version < type.version; version += 1) {
    const migrate = type.migrate?.[version];
    if (!migrate) return { message: `"${type.type}" cannot read its version ${version} any more.` };
    config = migrate(config);
  }
  return { config };
}

function channelIssues(type: AnyNodeType, id: string, flow: FlowDefinition): Issue[] {
  const able = type.channels;
  if (able === 'any') return [];
  return flow.channels
    .filter((channel) => !able.includes(channel))
    .map((channel) => ({
      code: 'channel.unsupported',
      severity: 'error',
      node: id,
      message: `"${type.words.en.label}" cannot be done on ${CHANNEL_NAMES[channel]}; it works on ${able.map((one) => CHANNEL_NAMES[one]).join(', ')}.`,
      values: { channel },
    }));
}
