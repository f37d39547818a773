import { defineCommand } from './command.ts';
import { annotated, annotationsOf, type Box } from './places.ts';

const LEAST = 80;

/** Makes a frame or a note larger or smaller. */
export const resizeBox = defineCommand<{ id: string; box: Box }>({
  id: 'resize-box',
  edit(flow, { id, box: { x, y, width, height } }) {
    const { frames, notes } = annotationsOf(flow);
    const box = { x, y, width: Math.max(LEAST, width), height: Math.max(LEAST, height) };
    if (frames[id])
      return { flow: annotated(flow, { frames: { ...frames, [id]: { ...frames[id], ...box } } }) };
    if (notes[id]) return { flow: annotated(flow, { notes: { ...notes, [id]: { ...notes[id], ...box } } }) };
    return { refused: 'gone' };
  },
});
