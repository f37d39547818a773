import type { Viewport } from 'reactflow';
import type { Drawing } from '../read-drawing.ts';
import { ENTRY_AT } from './sizes.ts';

const ZOOM = 0.72;
const MARGIN = 48;
/** Where the start of the flow stands, from the top of the canvas. */
const DOWN = 300;

/** The view a flow is opened with: its beginning, large enough to be read. All of it at once would be too small to read. */
export function firstView({ flow }: Drawing): Viewport {
  const places = Object.values(flow.layout);
  const top = Math.min(...places.map(({ y }) => y), Infinity);
  const start = flow.layout[flow.start] ?? { x: 0, y: 0 };
  const y = DOWN - (start.y + ENTRY_AT) * ZOOM;
  return {
    x: MARGIN - start.x * ZOOM,
    // No empty sky above a flow that begins at its top.
    y: Number.isFinite(top) ? Math.min(y, MARGIN - top * ZOOM) : y,
    zoom: ZOOM,
  };
}
