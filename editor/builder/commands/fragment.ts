import { z } from 'zod';
import {
  annotationsSchema,
  type FlowDefinition,
  flowNodeSchema,
  flowSchema,
  idSchema,
  LIMITS,
  variableSchema,
} from '../../../runtime/engine/index.ts';
import { annotationsOf, type Box, boxOf } from './places.ts';

/** Part of a flow as it travels on the clipboard, between flows, tabs and installations. */
const fragmentSchema = z.strictObject({
  patchbay: z.literal('fragment'),
  version: z.literal(1),
  nodes: z.record(idSchema, flowNodeSchema),
  layout: flowSchema.shape.layout,
  frames: annotationsSchema.shape.frames,
  notes: annotationsSchema.shape.notes,
  /** Declarations of the variables its nodes speak of. */
  variables: z.array(variableSchema).max(LIMITS.variablesPerFlow),
});
export type Fragment = z.infer<typeof fragmentSchema>;

/** Characters a text from the clipboard may have. */
const LONGEST = 4_000_000;
const DEEPEST = 40;

/** What is chosen of a flow, and what is folded into chosen frames; undefined when that is nothing. */
export function takeFragment(flow: FlowDefinition, ids: readonly string[]): Fragment | undefined {
  const { frames, notes } = annotationsOf(flow);
  const folded = ids.flatMap((id) => frames[id]?.folded ?? []);
  const all = new Set([...ids, ...folded].filter((id) => boxOf(flow, id)));
  if (all.size === 0) return undefined;
  const nodes = picked(flow.nodes, all);
  const text = JSON.stringify(nodes);
  return {
    patchbay: 'fragment',
    version: 1,
    nodes,
    layout: picked(flow.layout, all),
    frames: picked(frames, all),
    notes: picked(notes, all),
    variables: flow.variables.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(text)),
  };
}

const picked = <Value>(record: { [id: string]: Value }, ids: ReadonlySet<string>): { [id: string]: Value } =>
  Object.fromEntries(Object.entries(record).filter(([id]) => ids.has(id)));

/** Reads a text of the clipboard. Whoever wrote it: what is not exactly a fragment is none. */
export function readFragment(text: string): Fragment | undefined {
  if (text.length > LONGEST) return undefined;
  try {
    const value: unknown = JSON.parse(text, (key, inner: unknown) => {
      if (key === '__proto__' || key === 'constructor' || key === 'prototype')
        throw new Error('a hostile key');
      return inner;
    });
    if (depthOf(value) > DEEPEST) return undefined;
    const read = fragmentSchema.safeParse(value);
    if (!read.success || Object.keys(read.data.nodes).length > LIMITS.nodesPerFlow) return undefined;
    return boxesOfFragment(read.data).length > 0 ? read.data : undefined;
  } catch {
    return undefined;
  }
}

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** Where the parts of a fragment stand. */
export function boxesOfFragment({ nodes, layout, frames, notes }: Fragment): Box[] {
  const flow = { nodes, layout, annotations: { frames, notes } } as FlowDefinition;
  return [...Object.keys(nodes), ...Object.keys(frames), ...Object.keys(notes)].map((id) => boxOf(flow, id)!);
}
