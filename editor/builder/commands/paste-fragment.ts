import { defineCommand } from './command.ts';
import { around, type Point } from './places.ts';
import { boxesOfFragment, type Fragment } from './fragment.ts';
import { inserted } from './insert-fragment.ts';

/** Puts copied nodes, frames and notes into the flow, their middle at a place. */
export const pasteFragment = defineCommand<{ fragment: Fragment; middle: Point }>({
  id: 'paste-fragment',
  edit(flow, { fragment, middle }, making) {
    const unknown = Object.values(fragment.nodes).find(({ type }) => !making.registry(type));
    if (unknown) return { refused: 'unknown-type', values: { type: unknown.type } };
    const { x, y, width, height } = around(boxesOfFragment(fragment));
    const by = { x: Math.round(middle.x - x - width / 2), y: Math.round(middle.y - y - height / 2) };
    return inserted(flow, fragment, by, making);
  },
});
