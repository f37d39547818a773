import { defineCommand } from './command.ts';

/** Puts nodes, frames or notes somewhere else. Pixels of the drawing. */
export const moveNodes = defineCommand<{ places: { [id: string]: { x: number; y: number } } }>({
  id: 'move-nodes',
  edit(flow, { places }) {
    const moved = Object.entries(places).filter(
      ([id, { x, y }]) => flow.nodes[id] && !(flow.layout[id]?.x === x && flow.layout[id].y === y),
    );
    return moved.length === 0
      ? { flow }
      : { flow: { ...flow, layout: { ...flow.layout, ...Object.fromEntries(moved) } } };
  },
});
