import { type Edge, MarkerType, type Node, Position } from 'reactflow';
import type { DrawnNode, Drawing } from '../read-drawing.ts';
import { CARD, ENTRY_AT, exitAt, heightOf } from './sizes.ts';

export type CardNode = Node<{ node: DrawnNode }, 'card'>;

/** Id of the way into a card. */
export const ENTRY = 'in';
const HANDLE = 10;
/** A line to the left goes round in right angles: a curve would cross the cards. */
const BACK = { type: 'smoothstep', pathOptions: { borderRadius: 14, offset: 26 } };

const leadsBack = (source: string, target: string, layout: Drawing['flow']['layout']): boolean =>
  (layout[target]?.x ?? 0) <= (layout[source]?.x ?? 0);

/** A drawing as React Flow takes it, sizes and handles included. `nameOfEdge` names an edge for a screen reader. */
export function toCanvas(
  { flow, nodes }: Drawing,
  nameOfEdge: (source: string, exit: string, target: string) => string,
): { nodes: CardNode[]; edges: Edge[] } {
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  return {
    nodes: nodes.map((node) => cardOf(node, flow.layout[node.id] ?? { x: 0, y: 0 })),
    edges: nodes.flatMap((node) =>
      node.exits.flatMap((exit) =>
        exit.target === undefined
          ? []
          : [
              {
                id: `${node.id}:${exit.id}`,
                source: node.id,
                sourceHandle: exit.id,
                target: exit.target,
                targetHandle: ENTRY,
                ariaLabel: nameOfEdge(node.name, exit.label, names.get(exit.target) ?? exit.target),
                markerEnd: { type: MarkerType.ArrowClosed, width: 16, height: 16, color: 'var(--edge)' },
                ...(leadsBack(node.id, exit.target, flow.layout) ? BACK : {}),
              },
            ],
      ),
    ),
  };
}

function cardOf(node: DrawnNode, position: { x: number; y: number }): CardNode {
  const measured = { width: CARD.width, height: heightOf(node.text, node.exits.length) };
  const handle = (id: string, type: 'source' | 'target', x: number, y: number) => ({
    id,
    type,
    position: type === 'source' ? Position.Right : Position.Left,
    x: x - HANDLE / 2,
    y: y - HANDLE / 2,
    width: HANDLE,
    height: HANDLE,
  });
  return {
    id: node.id,
    type: 'card',
    position,
    measured,
    data: { node },
    ariaLabel: `${node.name}, ${node.label}`,
    handles: [
      handle(ENTRY, 'target', 0, ENTRY_AT),
      ...node.exits.map((exit, index) => handle(exit.id, 'source', CARD.width, exitAt(node.text, index))),
    ],
  };
}
