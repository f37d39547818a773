import type { FlowComparison, FlowDefinition } from '../../../runtime/engine/index.ts';

/** What became of a node between two drawings. */
export type Mark = 'added' | 'removed' | 'changed' | 'moved';

/** The marks of a comparison, by node; a node that changed and moved has changed. */
export function marksOf({ added, removed, changed, moved }: FlowComparison): Map<string, Mark> {
  const marks = new Map<string, Mark>();
  const mark = (nodes: readonly { id: string }[], as: Mark) => {
    for (const { id } of nodes) marks.set(id, as);
  };
  mark(moved, 'moved');
  mark(changed, 'changed');
  mark(added, 'added');
  mark(removed, 'removed');
  return marks;
}

/** Both drawings in one: the later one, with what was taken out of the earlier still at its place. */
export function bothDrawn(before: FlowDefinition, after: FlowDefinition): FlowDefinition {
  const gone = Object.entries(before.nodes).filter(([id]) => !Object.hasOwn(after.nodes, id));
  if (gone.length === 0) return after;
  const places = gone.flatMap(([id]) => (before.layout[id] ? [[id, before.layout[id]] as const] : []));
  return {
    ...after,
    nodes: { ...after.nodes, ...Object.fromEntries(gone) },
    layout: { ...after.layout, ...Object.fromEntries(places) },
  };
}
