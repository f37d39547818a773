import type { Box } from '../commands/places.ts';
import { ENTRY_AT } from './sizes.ts';
import type { Picture, Standing } from './to-canvas.ts';

/** Colours, as the page has them. */
export interface Paints {
  edge: string;
  line: string;
  surface: string;
  text: string;
  accent: string;
  note: string;
  danger: string;
  groups: { [group: string]: { strong: string; soft: string } };
}

interface Painting {
  picture: Picture;
  paints: Paints;
  zoom: number;
  /** Part of the drawing that is seen. */
  seen: Box;
  chosen: ReadonlySet<string>;
}

/** From here on a name can be read. */
const READABLE = 0.16;
const RADIUS = 14;

/** Paints lines and boxes; the context's units are those of the drawing. */
export function paint(context: CanvasRenderingContext2D, painting: Painting): void {
  const { picture, paints, seen, zoom } = painting;
  const frames = picture.standing.filter(({ type }) => type === 'frame');
  for (const one of frames) box(context, picture.boxes.get(one.id)!, { fill: paints.line, alpha: 0.35 });
  context.globalAlpha = 1;
  lines(context, painting);
  for (const one of picture.standing) {
    const at = picture.boxes.get(one.id);
    if (!at || one.type === 'frame' || !touch(at, seen)) continue;
    card(context, one, at, painting);
  }
  if (zoom < READABLE) return;
  context.textBaseline = 'middle';
  context.fillStyle = paints.text;
  context.font = '600 34px "Liberation Sans", system-ui, sans-serif';
  for (const one of picture.standing) {
    const at = picture.boxes.get(one.id);
    if (!at || one.type === 'note' || !touch(at, seen)) continue;
    context.fillText(cut(titleOf(one)), at.x + 20, at.y + 36, at.width - 32);
  }
}

function lines(context: CanvasRenderingContext2D, { picture, paints, zoom, seen }: Painting): void {
  const { boxes } = picture;
  context.lineWidth = Math.max(2, 1 / zoom);
  context.strokeStyle = paints.edge;
  context.beginPath();
  for (const { source, target } of picture.ways) {
    const from = boxes.get(source);
    const to = boxes.get(target);
    if (!from || !to) continue;
    const a = { x: from.x + from.width, y: from.y + from.height / 2 };
    const b = { x: to.x, y: to.y + ENTRY_AT };
    const around = {
      x: Math.min(a.x, b.x),
      y: Math.min(a.y, b.y),
      width: Math.abs(a.x - b.x),
      height: Math.abs(a.y - b.y),
    };
    if (!touch(around, seen)) continue;
    const bend = Math.max(60, Math.abs(b.x - a.x) / 2);
    context.moveTo(a.x, a.y);
    context.bezierCurveTo(a.x + bend, a.y, b.x - bend, b.y, b.x, b.y);
  }
  context.stroke();
}

function card(context: CanvasRenderingContext2D, one: Standing, at: Box, painting: Painting): void {
  const { paints, chosen, zoom } = painting;
  const isChosen = chosen.has(one.id);
  const group = one.type === 'card' ? paints.groups[one.data.node.group] : undefined;
  const fill = one.type === 'note' ? paints.note : (group?.soft ?? paints.surface);
  const edge = isChosen ? paints.accent : (group?.strong ?? paints.edge);
  box(context, at, { fill, edge, width: (isChosen ? 4 : 1.5) / zoom });
}

function box(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Box,
  look: { fill: string; edge?: string; width?: number; alpha?: number },
): void {
  context.globalAlpha = look.alpha ?? 1;
  context.fillStyle = look.fill;
  context.beginPath();
  context.roundRect(x, y, width, height, RADIUS);
  context.fill();
  if (look.edge === undefined) return;
  context.strokeStyle = look.edge;
  context.lineWidth = look.width ?? 1;
  context.stroke();
}

const titleOf = (one: Standing): string =>
  one.type === 'card' ? one.data.node.name : one.type === 'note' ? one.data.note.text : one.data.frame.title;

const cut = (text: string): string => (text.length > 16 ? `${text.slice(0, 15)}…` : text);

/** Whether two boxes have something in common. */
export const touch = (one: Box, other: Box): boolean =>
  one.x <= other.x + other.width &&
  other.x <= one.x + one.width &&
  one.y <= other.y + other.height &&
  other.y <= one.y + one.height;
