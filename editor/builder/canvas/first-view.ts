import type { Viewport } from 'reactflow';
import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { ENTRY_AT } from './sizes.ts';

const ZOOM = 0.72;
const MARGIN = 48;
/** Where the start of the flow stands, from the top of the canvas. */
const DOWN = 300;
/** What the toolbar over the canvas takes. */
const TOP = 96;

/** The view a flow is opened with: its beginning, large enough to be read. All of it at once would be too small to read. */
export function firstView(flow: FlowDefinition): Viewport {
  const places = Object.values(flow.layout);
  const top = Math.min(...places.map(({ y }) => y), Infinity);
  const start = flow.layout[flow.start] ?? { x: 0, y: 0 };
  const y = DOWN - (start.y + ENTRY_AT) * ZOOM;
  return {
    x: MARGIN - start.x * ZOOM,
    // No empty sky above a flow that begins at its top.
    y: Number.isFinite(top) ? Math.min(y, TOP - top * ZOOM) : y,
    zoom: ZOOM,
  };
}
