import { useEffect, useMemo } from 'react';
import {
  Background,
  BackgroundVariant,
  type Edge,
  MiniMap,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from 'reactflow';
import 'reactflow/dist/base.css';
import { useMessages } from '../../messages/index.tsx';
import { Button } from '../../ui/button.tsx';
import { OthersOnCanvas } from '../draft/others-on-canvas.tsx';
import type { Drawing } from '../read-drawing.ts';
import { nodeTypes } from './card.tsx';
import { firstView } from './first-view.ts';
import { type CardNode, toCanvas } from './to-canvas.ts';
import './canvas.css';

/** A map costs more than it helps in a drawing of more nodes than this. */
const MOST_ON_MAP = 500;
const LIMITS = { minZoom: 0.05, maxZoom: 1.75 };
const edgeOptions = { focusable: false };
const tintOf = ({ data }: CardNode): string => `var(--${data.node.group})`;

interface CanvasProps {
  drawing: Drawing;
  chosen: string | undefined;
  onChoose: (id: string) => void;
}

/** The drawing, to look at. */
export const Canvas = (props: CanvasProps) => (
  <ReactFlowProvider>
    <Drawn {...props} />
  </ReactFlowProvider>
);

function Drawn({ drawing, chosen, onChoose }: CanvasProps) {
  const { t } = useMessages();
  const { nodes, edges } = useMemo(
    () => toCanvas(drawing, (source, exit, target) => t('builder.edge', { source, exit, target })),
    [drawing, t],
  );
  const shown = useMemo(
    () => nodes.map((node) => (node.id === chosen ? { ...node, selected: true } : node)),
    [nodes, chosen],
  );
  const lit = useMemo(
    () => edges.map((edge) => (touches(edge, chosen) ? { ...edge, className: 'lit' } : edge)),
    [edges, chosen],
  );
  const start = useMemo(() => firstView(drawing), [drawing]);
  return (
    <ReactFlow
      className="canvas"
      // Which side a line leaves on is part of the drawing, whatever way the page is read.
      dir="ltr"
      aria-label={t('builder.canvas', { name: drawing.flow.name })}
      nodes={shown}
      edges={lit}
      nodeTypes={nodeTypes}
      defaultEdgeOptions={edgeOptions}
      defaultViewport={start}
      onlyRenderVisibleElements
      nodesDraggable={false}
      nodesConnectable={false}
      edgesFocusable={false}
      deleteKeyCode={null}
      onNodeClick={(_event, node) => onChoose(node.id)}
      proOptions={{ hideAttribution: false }}
      {...LIMITS}
    >
      <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--dots)" />
      {nodes.length <= MOST_ON_MAP && (
        <MiniMap pannable zoomable ariaLabel={t('builder.map')} nodeColor={tintOf} nodeBorderRadius={24} />
      )}
      <Zoom />
      <OthersOnCanvas />
      <Follow chosen={chosen} drawing={drawing} />
    </ReactFlow>
  );
}

const touches = (edge: Edge, chosen: string | undefined): boolean =>
  chosen !== undefined && (edge.source === chosen || edge.target === chosen);

/** Brings the chosen node to the middle. */
function Follow({ chosen, drawing }: { chosen: string | undefined; drawing: Drawing }) {
  const { setCenter, getZoom, getNode } = useReactFlow<CardNode>();
  useEffect(() => {
    const node = chosen === undefined ? undefined : getNode(chosen);
    if (!node) return;
    const { width = 0, height = 0 } = node.measured ?? {};
    const duration = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 250;
    void setCenter(node.position.x + width / 2, node.position.y + height / 2, {
      zoom: Math.max(getZoom(), 0.7),
      duration,
    });
  }, [chosen, drawing.flow.id, setCenter, getZoom, getNode]);
  return null;
}

function Zoom() {
  const { t } = useMessages();
  const { zoomIn, zoomOut, fitView } = useReactFlow();
  const act = (work: () => Promise<boolean>) => () => void work();
  return (
    <Panel position="bottom-left" className="canvas-zoom">
      <Button icon aria-label={t('builder.zoomIn')} onClick={act(zoomIn)}>
        +
      </Button>
      <Button icon aria-label={t('builder.zoomOut')} onClick={act(zoomOut)}>
        −
      </Button>
      <Button onClick={act(() => fitView({ padding: 0.04, minZoom: LIMITS.minZoom }))}>
        {t('builder.fit')}
      </Button>
    </Panel>
  );
}
