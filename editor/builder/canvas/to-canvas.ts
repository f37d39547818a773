import { type Edge, MarkerType, type Node, Position } from 'reactflow';
import type { DrawnFrame, DrawnNote } from '../../../runtime/engine/index.ts';
import { annotationsOf, type Box, type Point } from '../commands/places.ts';
import type { Drawing, DrawnNode } from '../read-drawing.ts';
import { CARD, ENTRY_AT, exitAt, heightOf } from './sizes.ts';

export type CardNode = Node<{ node: DrawnNode }, 'card'>;
export type FrameNode = Node<{ id: string; frame: DrawnFrame }, 'frame'>;
export type FoldedNode = Node<{ id: string; frame: DrawnFrame }, 'folded'>;
export type NoteNode = Node<{ id: string; note: DrawnNote }, 'note'>;
/** Anything that stands on the canvas. */
export type Standing = CardNode | FrameNode | FoldedNode | NoteNode;
/** A line from an exit to a node. */
export type Way = Edge<{ node: string; exit: string; back: boolean; name: string }, 'way'>;

/** Id of the way into a card, and of the way out of a folded frame. */
export const ENTRY = 'in';
export const OUT = 'out';
const HANDLE = 10;
const FOLDED_HEIGHT = 64;
const MARKER = { type: MarkerType.ArrowClosed, width: 16, height: 16, color: 'var(--edge)' };

/** What the canvas shows. */
export interface Picture {
  standing: readonly Standing[];
  ways: readonly Way[];
  /** Where something is drawn, and how large. */
  boxes: ReadonlyMap<string, Box>;
  /** The folded frame a node is in, by the node's id. */
  foldedInto: ReadonlyMap<string, string>;
}

/** Names for screen readers. */
export interface Names {
  edge: (source: string, exit: string, target: string) => string;
  frame: (title: string) => string;
  note: (text: string) => string;
}

/**
 * Brings drawings to the canvas, sizes and handles included, one after the other: what has not changed is given as the
 * very object it was.
 */
export function painter(names: Names): (drawing: Drawing) => Picture {
  const cards = new WeakMap<DrawnNode, CardNode>();
  const drawnWays = new WeakMap<DrawnNode, { under: string; ways: Way[] }>();
  const others = new WeakMap<object, Standing>();

  const cardOf = (node: DrawnNode, position: Point): CardNode => {
    const before = cards.get(node);
    if (before?.position.x === position.x && before.position.y === position.y) return before;
    const card = makeCard(node, position);
    cards.set(node, card);
    return card;
  };
  const otherOf = <Made extends Standing>(drawn: object, make: () => Made): Made => {
    const made = (others.get(drawn) as Made | undefined) ?? make();
    others.set(drawn, made);
    return made;
  };

  return ({ flow, nodes }) => {
    const { frames, notes } = annotationsOf(flow);
    const foldedInto = new Map(
      Object.entries(frames).flatMap(([id, frame]) =>
        (frame.folded ?? []).map((node) => [node, id] as const),
      ),
    );
    const called = new Map(nodes.map(({ id, name }) => [id, name]));
    const placeOf = (id: string): Point => {
      const frame = foldedInto.get(id);
      return (frame === undefined ? flow.layout[id] : frames[frame]) ?? { x: 0, y: 0 };
    };
    const waysOf = (node: DrawnNode): Way[] => {
      const led = node.exits.filter(({ target }) => target !== undefined && called.has(target));
      const from = foldedInto.get(node.id);
      const ways = led.map(({ id, label, target = '' }) => {
        const to = foldedInto.get(target);
        const back = placeOf(target).x <= placeOf(node.id).x;
        return { exit: id, label, target, to, back, name: called.get(target)! };
      });
      const under = JSON.stringify([from, ways]);
      const before = drawnWays.get(node);
      if (before?.under === under) return before.ways;
      const made = ways
        .filter(({ to }) => from === undefined || from !== to)
        .map(({ exit, label, target, to, back, name }): Way => ({
          id: `${node.id}:${exit}`,
          type: 'way',
          source: from ?? node.id,
          sourceHandle: from === undefined ? exit : OUT,
          target: to ?? target,
          targetHandle: ENTRY,
          data: { node: node.id, exit, back, name: names.edge(node.name, label, name) },
          ariaLabel: names.edge(node.name, label, name),
          markerEnd: MARKER,
          reconnectable: from === undefined ? 'target' : false,
        }));
      drawnWays.set(node, { under, ways: made });
      return made;
    };

    const standing: Standing[] = [
      ...Object.entries(frames).map(([id, frame]) =>
        otherOf(frame, () => (frame.folded ? makeFolded(id, frame, names) : makeFrame(id, frame, names))),
      ),
      ...nodes
        .filter(({ id }) => !foldedInto.has(id))
        .map((node) => cardOf(node, flow.layout[node.id] ?? { x: 0, y: 0 })),
      ...Object.entries(notes).map(([id, note]) => otherOf(note, () => makeNote(id, note, names))),
    ];
    const boxes = new Map(standing.map((one) => [one.id, boxOfStanding(one)]));
    return { standing, ways: nodes.flatMap(waysOf), boxes, foldedInto };
  };
}

const boxOfStanding = ({ position, measured }: Standing): Box => ({
  x: position.x,
  y: position.y,
  width: measured?.width ?? 0,
  height: measured?.height ?? 0,
});

const handle = (id: string, type: 'source' | 'target', x: number, y: number) => ({
  id,
  type,
  position: type === 'source' ? Position.Right : Position.Left,
  x: x - HANDLE / 2,
  y: y - HANDLE / 2,
  width: HANDLE,
  height: HANDLE,
});

function makeCard(node: DrawnNode, position: Point): CardNode {
  return {
    id: node.id,
    type: 'card',
    position,
    measured: { width: CARD.width, height: heightOf(node.text, node.exits.length) },
    data: { node },
    ariaLabel: `${node.name}, ${node.label}`,
    handles: [
      handle(ENTRY, 'target', 0, ENTRY_AT),
      ...node.exits.map((exit, index) => handle(exit.id, 'source', CARD.width, exitAt(node.text, index))),
    ],
  };
}

function makeFrame(id: string, frame: DrawnFrame, names: Names): FrameNode {
  const size = { width: frame.width, height: frame.height };
  return {
    id,
    type: 'frame',
    position: { x: frame.x, y: frame.y },
    ...size,
    measured: size,
    data: { id, frame },
    ariaLabel: names.frame(frame.title),
    // Behind what stands in it; held by its title, so that one can draw a box inside.
    zIndex: -1,
    dragHandle: '.frame-head',
    style: { pointerEvents: 'none' },
    connectable: false,
    handles: [],
  };
}

function makeFolded(id: string, frame: DrawnFrame, names: Names): FoldedNode {
  return {
    id,
    type: 'folded',
    position: { x: frame.x, y: frame.y },
    measured: { width: CARD.width, height: FOLDED_HEIGHT },
    data: { id, frame },
    ariaLabel: names.frame(frame.title),
    connectable: false,
    handles: [
      handle(ENTRY, 'target', 0, FOLDED_HEIGHT / 2),
      handle(OUT, 'source', CARD.width, FOLDED_HEIGHT / 2),
    ],
  };
}

function makeNote(id: string, note: DrawnNote, names: Names): NoteNode {
  const size = { width: note.width, height: note.height };
  return {
    id,
    type: 'note',
    position: { x: note.x, y: note.y },
    ...size,
    measured: size,
    data: { id, note },
    ariaLabel: names.note(note.text),
    connectable: false,
    handles: [],
  };
}
