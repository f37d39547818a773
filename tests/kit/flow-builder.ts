import { FLOW_FORMAT, type FlowDefinition, type FlowNode } from '../../runtime/engine/index.ts';
import { registry } from '../../nodes/index.ts';

/**
 * A node of a flow in a test: `node('message', { text: { en: 'Hello' } }, { done: 'bye' })`.
 * Written by today's version of its type unless another is given.
 */
export const node = (
  type: string,
  config: Record<string, unknown> = {},
  exits: Record<string, string> = {},
  version = registry(type)?.version ?? 1,
): FlowNode => ({ type, version, name: type, config, exits });

/** A flow document; begins at the first node, speaks English and runs on phone and chat unless said otherwise. */
export function flowOf(nodes: Record<string, FlowNode>, more: Partial<FlowDefinition> = {}): FlowDefinition {
  const ids = Object.keys(nodes);
  return {
    format: FLOW_FORMAT,
    id: 'main',
    name: 'A flow of a test',
    channels: ['voice', 'chat'],
    languages: ['en'],
    zone: 'UTC',
    variables: [],
    start: ids[0] ?? 'nowhere',
    nodes,
    layout: Object.fromEntries(ids.map((id, index) => [id, { x: 240 * index, y: 0 }])),
    ...more,
  };
}
