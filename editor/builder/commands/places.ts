import { type Annotations, type FlowDefinition, own } from '../../../runtime/engine/index.ts';
import { CARD } from '../canvas/sizes.ts';

export interface Point {
  x: number;
  y: number;
}

export interface Box extends Point {
  width: number;
  height: number;
}

/** Where things are to be, by id. */
export interface Places {
  [id: string]: Point;
}

/** Height a card is reckoned with where nobody knows its texts: about that of three exits. */
const ABOUT = 176;
/** What stays free between cards. */
const GAP = { x: 96, y: 28 } as const;

const NONE: Annotations = { frames: {}, notes: {} };

/** Frames and notes of a flow; none where it has none. */
export const annotationsOf = (flow: FlowDefinition): Annotations => flow.annotations ?? NONE;

/** The flow with other frames or notes; without the member when none are left. */
export function annotated(flow: FlowDefinition, change: Partial<Annotations>): FlowDefinition {
  const annotations = { ...annotationsOf(flow), ...change };
  if (Object.keys(annotations.frames).length + Object.keys(annotations.notes).length > 0)
    return { ...flow, annotations };
  const { annotations: _none, ...bare } = flow;
  return bare;
}

/** Where something stands, and about how large it is; undefined where there is nothing of this id. */
export function boxOf(flow: FlowDefinition, id: string): Box | undefined {
  const { frames, notes } = annotationsOf(flow);
  const drawn = own(frames, id) ?? own(notes, id);
  if (drawn) return { x: drawn.x, y: drawn.y, width: drawn.width, height: drawn.height };
  if (!own(flow.nodes, id)) return undefined;
  return { ...(own(flow.layout, id) ?? { x: 0, y: 0 }), width: CARD.width, height: ABOUT };
}

/** Whether an id is that of a node, a frame or a note. */
export const isTaken =
  (flow: FlowDefinition) =>
  (id: string): boolean =>
    boxOf(flow, id) !== undefined;

/** The box around boxes. */
export function around(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

/** Nodes that stand in a box, by their middle. */
export const nodesIn = (flow: FlowDefinition, box: Box): string[] =>
  Object.keys(flow.nodes).filter((id) => {
    const { x, y, width, height } = boxOf(flow, id)!;
    const middle = { x: x + width / 2, y: y + height / 2 };
    return (
      middle.x >= box.x &&
      middle.x <= box.x + box.width &&
      middle.y >= box.y &&
      middle.y <= box.y + box.height
    );
  });

/** The nearest place at or below `wish` where a card covers no other. */
export function freePlace(flow: FlowDefinition, wish: Point): Point {
  const taken = Object.values(flow.layout);
  const place = { x: Math.round(wish.x), y: Math.round(wish.y) };
  const inTheWay = () =>
    taken.find(
      ({ x, y }) => Math.abs(x - place.x) < CARD.width + GAP.y && Math.abs(y - place.y) < ABOUT + GAP.y,
    );
  for (let other = inTheWay(); other; other = inTheWay()) place.y = other.y + ABOUT + GAP.y;
  return place;
}

/** Where the node after this one belongs. */
export function placeAfter(flow: FlowDefinition, id: string): Point {
  const { x, y } = boxOf(flow, id) ?? { x: 0, y: 0 };
  return freePlace(flow, { x: x + CARD.width + GAP.x, y });
}

/** The flow with things elsewhere; the very same where nothing moves. What is folded into a frame goes with it. */
export function boxesMoved(flow: FlowDefinition, places: Places): FlowDefinition {
  const { frames, notes } = annotationsOf(flow);
  const all: Places = { ...places };
  for (const [id, frame] of Object.entries(frames)) {
    const to = own(places, id);
    if (!to) continue;
    for (const inside of frame.folded ?? []) {
      const at = own(flow.layout, inside);
      if (at) all[inside] ??= { x: at.x + to.x - frame.x, y: at.y + to.y - frame.y };
    }
  }
  const layout = moved(flow.layout, all, (id) => Object.hasOwn(flow.nodes, id));
  const framesNow = moved(frames, all, (id) => Object.hasOwn(frames, id));
  const notesNow = moved(notes, all, (id) => Object.hasOwn(notes, id));
  const placed = layout === flow.layout ? flow : { ...flow, layout };
  return framesNow === frames && notesNow === notes
    ? placed
    : annotated(placed, { frames: framesNow, notes: notesNow });
}

function moved<Placed extends Point>(
  record: { [id: string]: Placed },
  places: Places,
  isThere: (id: string) => boolean,
): { [id: string]: Placed } {
  const changed = Object.entries(places).filter(([id, { x, y }]) => {
    const at = own(record, id);
    return isThere(id) && !(at?.x === x && at.y === y);
  });
  if (changed.length === 0) return record;
  const put = changed.map(([id, { x, y }]) => [id, { ...(own(record, id) as Placed), x, y }] as const);
  return { ...record, ...Object.fromEntries(put) };
}
