import type { AnyNodeType, Exit, FlowNode, Registry } from '../../../runtime/engine/index.ts';

/**
 * The exits a node has, in the order they are drawn. While its settings are half written they are read as far as they go:
 * an exit must not vanish from the drawing because a text is missing.
 */
export function exitsOf(node: FlowNode, registry: Registry): Exit[] {
  const type = registry(node.type);
  const parsed = type?.config.safeParse(node.config);
  return type && parsed?.success ? type.exits(parsed.data) : guessed(node, type);
}

function guessed(node: FlowNode, type: AnyNodeType | undefined): Exit[] {
  const made = Object.values(node.config)
    .filter((value): value is unknown[] => Array.isArray(value))
    .flat()
    .map((item) => (item as { id?: unknown } | null)?.id)
    .filter((id): id is string => typeof id === 'string' && id !== '');
  const ids = new Set([...made, ...Object.keys(type?.words.en.exits ?? {}), ...Object.keys(node.exits)]);
  return [...ids].filter((id) => id !== 'left' && id !== 'error').map((id) => ({ id }));
}

/** The exit by which one goes on: the first that leads nowhere yet, else the first. */
export function mainExit(node: FlowNode, registry: Registry): string | undefined {
  const exits = exitsOf(node, registry);
  return (exits.find(({ id }) => node.exits[id] === undefined) ?? exits[0])?.id;
}
