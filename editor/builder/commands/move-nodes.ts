import { defineCommand } from './command.ts';
import { boxesMoved, type Places } from './places.ts';

/** Puts nodes, frames or notes somewhere else. Pixels of the drawing. */
export const moveNodes = defineCommand<{ places: Places }>({
  id: 'move-nodes',
  edit: (flow, { places }) => ({ flow: boxesMoved(flow, places) }),
});
