import { type FlowDefinition, flowNodeSchema, flowSchema, idSchema } from '../engine/index.ts';

/**
 * Checks flows that change little by little: a node that was found good is not looked at again while it is the same object.
 * @returns what is wrong, undefined when nothing is
 */
export function flowChecks(): (flow: FlowDefinition) => string | undefined {
  const good = new WeakSet<object>();
  const place = flowSchema.shape.layout.valueType;
  const check = (
    entries: { readonly [id: string]: unknown },
    schema: typeof flowNodeSchema | typeof place,
    what: string,
  ): string | undefined => {
    for (const [id, value] of Object.entries(entries)) {
      if (typeof value === 'object' && value !== null && good.has(value)) continue;
      if (!idSchema.safeParse(id).success || !schema.safeParse(value).success) return `${what}.${id}`;
      good.add(value as object);
    }
    return undefined;
  };
  return (flow) => {
    if (typeof flow !== 'object' || flow === null) return 'flow';
    const { nodes, layout } = flow;
    const rest = flowSchema.safeParse({ ...flow, nodes: {}, layout: {} });
    if (!rest.success) return rest.error.issues[0]?.path.join('.') ?? 'flow';
    if (typeof nodes !== 'object' || typeof layout !== 'object' || !nodes || !layout) return 'nodes';
    return check(nodes, flowNodeSchema, 'nodes') ?? check(layout, place, 'layout');
  };
}
