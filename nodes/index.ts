import type { AnyNodeType, Registry } from '../runtime/engine/index.ts';

/** Every node type, found by folder: adding a folder is all it takes. */
export const nodeTypes: AnyNodeType[] = Object.values(
  import.meta.glob<AnyNodeType>('./*/index.ts', { eager: true, import: 'default' }),
);

const byType = new Map(nodeTypes.map((type) => [type.type, type]));

/** Finds a node type by name. */
export const registry: Registry = (type) => byType.get(type);
