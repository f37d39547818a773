import { boxesOf } from './align-nodes.ts';
import { type Command, defineCommand } from './command.ts';
import { around, type Box, boxesMoved, type Places } from './places.ts';

/** Leaves the same gap between chosen things; the first and the last stay where they are. */
const distributing = (id: string, along: 'x' | 'y', size: 'width' | 'height'): Command<{ places: Places }> =>
  defineCommand({
    id,
    edit: (flow, { places }) => ({ flow: boxesMoved(flow, places) }),
    offer: {
      places: ['node', 'palette'],
      args(scene) {
        const boxes = boxesOf(scene).toSorted(([, one], [, other]) => one[along] - other[along]);
        if (boxes.length < 3) return undefined;
        const all = around(boxes.map(([, box]) => box));
        const used = boxes.reduce((sum, [, box]) => sum + box[size], 0);
        const gap = (all[size] - used) / (boxes.length - 1);
        let at = all[along];
        const place = (box: Box) => {
          const put = { x: box.x, y: box.y, [along]: Math.round(at) };
          at += box[size] + gap;
          return put;
        };
        return { places: Object.fromEntries(boxes.map(([one, box]) => [one, place(box)])) };
      },
    },
  });

export const distributeAcross = distributing('distribute-across', 'x', 'width');
export const distributeDown = distributing('distribute-down', 'y', 'height');
