import { compareFlows, type FlowDefinition } from '../../../runtime/engine/index.ts';
import { annotated, annotationsOf } from '../commands/places.ts';
import { annotationChanges } from './annotation-changes.ts';

/** What became of a node, a frame or a note between two drawings. */
export type Mark = 'added' | 'removed' | 'changed' | 'moved';

/** The marks of a comparison, by node, frame and note; what changed and moved has changed. */
export function marksOf(before: FlowDefinition, after: FlowDefinition): Map<string, Mark> {
  const { added, removed, changed, moved } = compareFlows(before, after);
  const marks = new Map<string, Mark>();
  const mark = (nodes: readonly { id: string }[], as: Mark) => {
    for (const { id } of nodes) marks.set(id, as);
  };
  mark(moved, 'moved');
  mark(changed, 'changed');
  mark(added, 'added');
  mark(removed, 'removed');
  for (const one of annotationChanges(before, after)) mark([one], one.mark);
  return marks;
}

/** Both drawings in one: the later one, with what was taken out of the earlier still at its place. */
export function bothDrawn(before: FlowDefinition, after: FlowDefinition): FlowDefinition {
  const gone = Object.entries(before.nodes).filter(([id]) => !Object.hasOwn(after.nodes, id));
  const places = gone.flatMap(([id]) => (before.layout[id] ? [[id, before.layout[id]] as const] : []));
  const [was, is] = [annotationsOf(before), annotationsOf(after)];
  const both = { frames: { ...was.frames, ...is.frames }, notes: { ...was.notes, ...is.notes } };
  return annotated(
    {
      ...after,
      nodes: { ...after.nodes, ...Object.fromEntries(gone) },
      layout: { ...after.layout, ...Object.fromEntries(places) },
    },
    both,
  );
}
