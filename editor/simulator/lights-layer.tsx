import {
  type Edge,
  getBezierPath,
  getSmoothStepPath,
  type Node,
  Position,
  useEdges,
  useNodes,
  useReactFlow,
  useStoreApi,
  ViewportPortal,
} from 'reactflow';
import { useEffect } from 'react';
import { useMessages } from '../messages/index.tsx';
import { DARK, type Lights, useLights } from './lights.tsx';
import { glide } from '../ui/motion.ts';
import './lights-layer.css';

/** A line to the left goes round in right angles, as the drawing has it. */
const BACK = { borderRadius: 14, offset: 26 };

/**
 * The lights of a walk, over any drawing: a ring around each node it came through, the ways it took with their counts.
 * Nothing of the drawing itself is drawn anew for it. Who does not see it has the same in the list of steps.
 */
export function LightsLayer() {
  const lights = useLights();
  return lights === DARK ? null : <Lit lights={lights} />;
}

function Lit({ lights }: { lights: Lights }) {
  const nodes = useNodes();
  const edges = useEdges();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ways = edges.flatMap((edge) => {
    const count = lights.ways.get(edge.id) ?? (lights.missed?.has(edge.id) ? 0 : undefined);
    const way = count === undefined ? undefined : pathOf(edge, byId);
    return way && count !== undefined ? [{ id: edge.id, count, way }] : [];
  });
  return (
    <ViewportPortal>
      <div className="lights" aria-hidden="true">
        <svg>
          {ways.map(({ id, count, way }) => (
            <path key={id} d={way[0]} data-missed={count === 0 || undefined} data-way={id} />
          ))}
        </svg>
        {nodes.map((node) => (
          <Ring key={node.id} node={node} lights={lights} />
        ))}
        <Follow node={lights.failed?.node ?? lights.current} />
        {ways.map(({ id, count, way }) => (
          <Count key={id} way={id} count={count} x={way[1]} y={way[2]} />
        ))}
      </div>
    </ViewportPortal>
  );
}

/** Brings the node where the contact is into sight, when it is not. */
function Follow({ node: id }: { node: string | undefined }) {
  const { getNode, getViewport, setCenter } = useReactFlow();
  const store = useStoreApi();
  useEffect(() => {
    const node = id === undefined ? undefined : getNode(id);
    if (!node) return;
    const { x, y, zoom } = getViewport();
    const { width, height } = store.getState();
    const { width: wide = 0, height: high = 0 } = node.measured ?? {};
    const [left, top] = [node.position.x * zoom + x, node.position.y * zoom + y];
    if (left >= 0 && top >= 0 && left + wide * zoom <= width && top + high * zoom <= height) return;
    const duration = glide(250);
    void setCenter(node.position.x + wide / 2, node.position.y + high / 2, { zoom, duration });
  }, [id, getNode, getViewport, setCenter, store]);
  return null;
}

function Ring({ node, lights }: { node: Node; lights: Lights }) {
  const { failed, current, nodes, missed } = lights;
  const state =
    failed?.node === node.id
      ? 'failed'
      : current === node.id
        ? 'current'
        : nodes.has(node.id)
          ? 'walked'
          : missed?.has(node.id)
            ? 'missed'
            : undefined;
  if (!state) return null;
  const { width = 0, height = 0 } = node.measured ?? {};
  const { x, y } = node.position;
  return (
    <div
      className="lights-ring"
      data-light={state}
      data-node={node.id}
      style={{ transform: `translate(${x}px, ${y}px)`, width, height }}
    >
      {state === 'failed' && (
        <pre className="lights-failure" dir="auto">
          {failed?.told}
        </pre>
      )}
    </div>
  );
}

function Count({ way, count, x, y }: { way: string; count: number; x: number; y: number }) {
  const { number } = useMessages();
  return (
    <span
      className="lights-count"
      data-missed={count === 0 || undefined}
      data-way={way}
      style={{ transform: `translate(${x}px, ${y}px) translate(-50%, -50%)` }}
    >
      {number(count)}
    </span>
  );
}

/** The line of a way as it is drawn, and its middle. */
function pathOf(edge: Edge, nodes: ReadonlyMap<string, Node>): [string, number, number] | undefined {
  const [source, target] = [nodes.get(edge.source), nodes.get(edge.target)];
  const out = source?.handles?.find(({ id, type }) => type === 'source' && id === edge.sourceHandle);
  const into = target?.handles?.find(({ id, type }) => type === 'target' && id === edge.targetHandle);
  if (!source || !target || !out || !into) return undefined;
  const ends = {
    sourceX: source.position.x + out.x + (out.width ?? 0),
    sourceY: source.position.y + out.y + (out.height ?? 0) / 2,
    sourcePosition: Position.Right,
    targetX: target.position.x + into.x,
    targetY: target.position.y + into.y + (into.height ?? 0) / 2,
    targetPosition: Position.Left,
  };
  const leadsBack = target.position.x <= source.position.x;
  const [path, x, y] = leadsBack ? getSmoothStepPath({ ...ends, ...BACK }) : getBezierPath(ends);
  return [path, x, y];
}
