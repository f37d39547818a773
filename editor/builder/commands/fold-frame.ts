import { defineCommand } from './command.ts';
import { annotated, annotationsOf, nodesIn } from './places.ts';

/** Folds what stands in a frame into one card, or out again. */
export const foldFrame = defineCommand<{ frame: string }>({
  id: 'fold-frame',
  edit(flow, { frame: id }) {
    const { frames } = annotationsOf(flow);
    const frame = frames[id];
    if (!frame) return { refused: 'gone' };
    const { folded, ...open } = frame;
    if (folded) return { flow: annotated(flow, { frames: { ...frames, [id]: open } }) };
    const elsewhere = new Set(Object.values(frames).flatMap((one) => one.folded ?? []));
    const inside = nodesIn(flow, frame).filter((node) => !elsewhere.has(node));
    if (inside.length === 0) return { refused: 'empty-frame' };
    return { flow: annotated(flow, { frames: { ...frames, [id]: { ...open, folded: inside } } }) };
  },
  offer: {
    shortcut: 'Shift+C',
    places: ['node', 'palette'],
    args({ flow, chosen: [frame, ...others] }) {
      return frame !== undefined && others.length === 0 && annotationsOf(flow).frames[frame]
        ? { frame }
        : undefined;
    },
  },
});
