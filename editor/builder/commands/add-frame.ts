import { defineCommand } from './command.ts';
import { FRAME_PADDING } from './lay-out.ts';
import { annotated, annotationsOf, around, type Box, isTaken } from './places.ts';

const EMPTY = { width: 420, height: 280 } as const;

/** Draws a frame around what is chosen, or an empty one. */
export const addFrame = defineCommand<{ box: Box }>({
  id: 'add-frame',
  edit(flow, { box }, { newId }) {
    const id = newId('frame', isTaken(flow));
    const frames = { ...annotationsOf(flow).frames, [id]: { title: '', ...box } };
    return { flow: annotated(flow, { frames }), chosen: [id] };
  },
  offer: {
    shortcut: 'Shift+F',
    places: ['toolbar', 'node', 'canvas', 'palette'],
    args({ chosen, middle, boxOf }) {
      const boxes = chosen.flatMap((id) => boxOf(id) ?? []);
      if (boxes.length === 0)
        return { box: { ...EMPTY, x: middle.x - EMPTY.width / 2, y: middle.y - EMPTY.height / 2 } };
      const { x, y, width, height } = around(boxes);
      const { side, top } = FRAME_PADDING;
      return { box: { x: x - side, y: y - top, width: width + 2 * side, height: height + top + side } };
    },
  },
});
