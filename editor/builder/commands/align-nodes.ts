import { type Command, defineCommand, type Scene } from './command.ts';
import { around, type Box, boxesMoved, type Places, type Point } from './places.ts';

/** One of six ways to bring chosen things into line; the box is the one around them all. */
const aligning = (id: string, place: (box: Box, all: Box) => Point): Command<{ places: Places }> =>
  defineCommand({
    id,
    edit: (flow, { places }) => ({ flow: boxesMoved(flow, places) }),
    offer: {
      places: ['node', 'palette'],
      args: (scene) => {
        const boxes = boxesOf(scene);
        if (boxes.length < 2) return undefined;
        const all = around(boxes.map(([, box]) => box));
        return { places: Object.fromEntries(boxes.map(([one, box]) => [one, place(box, all)])) };
      },
    },
  });

/** What is chosen, with where it stands. */
export const boxesOf = ({ chosen, boxOf }: Scene): [string, Box][] =>
  chosen.flatMap((id): [string, Box][] => {
    const box = boxOf(id);
    return box ? [[id, box]] : [];
  });

export const alignLeft = aligning('align-left', ({ y }, all) => ({ x: all.x, y }));
export const alignCentre = aligning('align-centre', ({ y, width }, all) => ({
  x: Math.round(all.x + (all.width - width) / 2),
  y,
}));
export const alignRight = aligning('align-right', ({ y, width }, all) => ({
  x: all.x + all.width - width,
  y,
}));
export const alignTop = aligning('align-top', ({ x }, all) => ({ x, y: all.y }));
export const alignMiddle = aligning('align-middle', ({ x, height }, all) => ({
  x,
  y: Math.round(all.y + (all.height - height) / 2),
}));
export const alignBottom = aligning('align-bottom', ({ x, height }, all) => ({
  x,
  y: all.y + all.height - height,
}));
