import { defineCommand } from './command.ts';
import { annotated, annotationsOf, around, boxesMoved, boxOf, nodesIn, type Places } from './places.ts';

/** What stays free inside a frame, and above for its title. */
export const FRAME_PADDING = { side: 28, top: 60 } as const;

/** Puts nodes where a layout wants them; frames follow what stands in them. */
export const layOut = defineCommand<{ places: Places }>({
  id: 'lay-out',
  edit(flow, { places }) {
    const { frames } = annotationsOf(flow);
    const inside = Object.entries(frames).map(
      ([id, frame]) => [id, frame.folded ? [] : nodesIn(flow, frame)] as const,
    );
    const moved = boxesMoved(flow, places);
    if (moved === flow) return { flow };
    const fitted = inside.flatMap(([id, nodes]) => {
      const frame = frames[id];
      if (!frame || !nodes.some((node) => Object.hasOwn(places, node))) return [];
      const { x, y, width, height } = around(nodes.map((node) => boxOf(moved, node)!));
      const { side, top } = FRAME_PADDING;
      const box = { x: x - side, y: y - top, width: width + 2 * side, height: height + top + side };
      return [[id, { ...frame, ...box }] as const];
    });
    return {
      flow:
        fitted.length === 0
          ? moved
          : annotated(moved, { frames: { ...frames, ...Object.fromEntries(fitted) } }),
    };
  },
});
