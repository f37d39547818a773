import { useEffect, useMemo } from 'react';
import { Background, BackgroundVariant, ReactFlow, useReactFlow } from 'reactflow';
import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { LightsLayer } from '../../simulator/lights-layer.tsx';
import { glide } from '../../ui/motion.ts';
import { firstView } from '../canvas/first-view.ts';
import { nodeTypes } from '../canvas/node-types.ts';
import { edgeTypes } from '../canvas/way.tsx';
import { Looking } from '../doing/looking.tsx';
import { useReading } from '../use-picture.tsx';
import '../canvas/canvas.css';

const ZOOM = { minZoom: 0.05, maxZoom: 1.5 };

interface StageProps {
  flow: FlowDefinition;
  shown: string | undefined;
  name: string;
}

/** A drawing to look at, under the lights of a walk; `shown` is a node somebody was led to. */
export function Stage(props: StageProps) {
  return (
    <Looking flow={props.flow}>
      <Drawn {...props} />
    </Looking>
  );
}

function Drawn({ flow, shown, name }: StageProps) {
  const { language } = useMessages();
  const { read, paint } = useReading(
    flow.languages.find((one) => one.split('-')[0] === language) ?? flow.languages[0] ?? language,
  );
  const drawn = useMemo(() => paint(read(flow)), [flow, paint, read]);
  const nodes = useMemo(
    () => drawn.standing.map((node) => (node.id === shown ? { ...node, selected: true } : node)),
    [drawn, shown],
  );
  const edges = useMemo(() => [...drawn.ways], [drawn]);
  return (
    <ReactFlow
      className="canvas"
      dir="ltr"
      aria-label={name}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      defaultViewport={firstView(flow)}
      onlyRenderVisibleElements
      nodesDraggable={false}
      nodesConnectable={false}
      edgesFocusable={false}
      deleteKeyCode={null}
      {...ZOOM}
    >
      <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--dots)" />
      <LightsLayer />
      <Lead to={shown} />
    </ReactFlow>
  );
}

/** Brings a node into the middle. */
function Lead({ to }: { to: string | undefined }) {
  const { getNode, getViewport, setCenter } = useReactFlow();
  useEffect(() => {
    const node = to === undefined ? undefined : getNode(to);
    if (!node) return;
    const { width = 0, height = 0 } = node.measured ?? {};
    const duration = glide(250);
    const { x, y } = node.position;
    void setCenter(x + width / 2, y + height / 2, { zoom: getViewport().zoom, duration });
  }, [to, getNode, getViewport, setCenter]);
  return null;
}
