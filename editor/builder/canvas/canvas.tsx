import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import {
  Background,
  BackgroundVariant,
  type Connection,
  type NodeChange,
  Panel,
  ReactFlow,
  SelectionMode,
  useStore,
} from 'reactflow';
import { useMessages } from '../../messages/index.tsx';
import { LightsLayer } from '../../simulator/lights-layer.tsx';
import { Button } from '../../ui/button.tsx';
import { useAsking } from '../asking/use-asking.tsx';
import { connectExit } from '../commands/connect-exit.ts';
import { useDoing } from '../doing/use-doing.tsx';
import { OthersOnCanvas } from '../draft/others-on-canvas.tsx';
import { useEditing } from '../draft/use-draft.tsx';
import type { Act } from '../menu/act.ts';
import { Toolbar } from '../menu/toolbar.tsx';
import { usePicture } from '../use-picture.tsx';
import { firstView } from './first-view.ts';
import { Minimap } from './map.tsx';
import { nodeTypes } from './node-types.ts';
import { Overview } from './overview.tsx';
import { touch } from './paint.ts';
import type { Picture, Standing, Way } from './to-canvas.ts';
import { useCanvasKeys } from './use-canvas-keys.ts';
import { useDropping } from './use-dropping.ts';
import { useHeld } from './use-held.ts';
import { ZOOM, useView } from './use-view.ts';
import { edgeTypes } from './way.tsx';
import './canvas.css';

/** From afar, more cards than this are painted as boxes: each card in the page costs time in every frame. */
const MOST_CARDS = 100;
const FAR = 0.3;
const edgeOptions = { focusable: false };
const MULTI = ['Shift', 'Meta', 'Control'];
const NO_NODES: Standing[] = [];
const NO_WAYS: Way[] = [];

/** The drawing, to work on. */
export function Canvas({ acts }: { acts: readonly Act[] }) {
  const { t } = useMessages();
  const { chosen, choose, mayEdit } = useEditing();
  const { drawing, picture, way, chooseWay } = usePicture();
  const { ask } = useAsking();
  const { perform } = useDoing();
  const { standing, changed, taken, dropped, letGo } = useHeld();
  const [start] = useState(() => firstView(drawing.flow));
  const isFar = useStore((store) => isOverview(picture, store));
  const isSmall = useStore(({ transform }) => transform[2] < 0.45);
  const frame = useRef<HTMLDivElement>(null);
  const dropping = useDropping();
  const onKeyDown = useCanvasKeys(frame);

  const now = useRef(chosen);
  useLayoutEffect(() => {
    now.current = chosen;
  });
  const onNodesChange = useCallback(
    (changes: NodeChange<Standing>[]) => {
      changed(changes);
      const next = new Set(now.current);
      for (const change of changes) {
        if (change.type !== 'select') continue;
        if (change.selected) next.add(change.id);
        else next.delete(change.id);
      }
      const isSame = next.size === now.current.length && now.current.every((id) => next.has(id));
      if (!isSame) choose([...next]);
    },
    [changed, choose],
  );
  const onConnect = useCallback(
    ({ source, sourceHandle, target }: Connection) => {
      if (sourceHandle !== null) perform(connectExit, { node: source, exit: sourceHandle, target });
    },
    [perform],
  );
  const ways = useMemo(() => {
    const lit = new Set(chosen);
    return picture.ways.map((one): Way => {
      const isLit = lit.has(one.source) || lit.has(one.target);
      return isLit || one.id === way ? { ...one, className: 'lit', selected: one.id === way } : one;
    });
  }, [picture, chosen, way]);

  return (
    // Whoever works by key has acts for everything here; the handlers below are for pointers.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      ref={frame}
      className="canvas"
      tabIndex={-1}
      data-small={isSmall || undefined}
      onKeyDown={onKeyDown}
      onDragOver={dropping.onDragOver}
      onDrop={dropping.onDrop}
    >
      <ReactFlow<Standing, Way>
        // Which side a line leaves on is part of the drawing, whatever way the page is read.
        dir="ltr"
        aria-label={t('builder.canvas', { name: drawing.flow.name })}
        nodes={isFar ? NO_NODES : standing}
        edges={isFar ? NO_WAYS : ways}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        defaultEdgeOptions={edgeOptions}
        defaultViewport={start}
        onlyRenderVisibleElements
        disableKeyboardA11y
        nodesDraggable={mayEdit}
        nodesConnectable={mayEdit}
        edgesReconnectable={mayEdit}
        edgesFocusable={false}
        deleteKeyCode={null}
        multiSelectionKeyCode={MULTI}
        selectionMode={SelectionMode.Partial}
        zoomOnDoubleClick={false}
        connectionRadius={28}
        nodeDragThreshold={3}
        minZoom={ZOOM.least}
        maxZoom={ZOOM.most}
        proOptions={{ hideAttribution: false }}
        onNodesChange={onNodesChange}
        onNodeDragStart={(_event, _node, dragged) => taken(dragged)}
        onNodeDragStop={dropped}
        onSelectionDragStart={(_event, dragged) => taken(dragged)}
        onSelectionDragStop={dropped}
        onConnect={onConnect}
        onConnectEnd={dropping.onConnectEnd}
        onReconnect={(old, { target }) =>
          old.data && perform(connectExit, { node: old.data.node, exit: old.data.exit, target })
        }
        onReconnectEnd={dropping.onReconnectEnd}
        onEdgeClick={(_event, { id }) => {
          choose([]);
          chooseWay(id);
        }}
        onNodeClick={() => chooseWay(undefined)}
        onNodeDoubleClick={(_event, { id, type }) =>
          mayEdit && type !== 'note' && ask({ what: 'rename', id })
        }
        onPaneClick={(event) => {
          letGo();
          chooseWay(undefined);
          const hit = isFar ? dropping.hit(event) : undefined;
          choose(hit === undefined ? [] : [hit]);
        }}
        onNodeContextMenu={(event, { id }) => {
          event.preventDefault();
          if (!now.current.includes(id)) choose([id]);
          ask({ what: 'menu', place: 'node', near: { x: event.clientX, y: event.clientY } });
        }}
        onSelectionContextMenu={(event) => {
          event.preventDefault();
          ask({ what: 'menu', place: 'node', near: { x: event.clientX, y: event.clientY } });
        }}
        onPaneContextMenu={(event) => {
          event.preventDefault();
          ask({ what: 'menu', place: 'canvas', near: { x: event.clientX, y: event.clientY } });
        }}
      >
        <Background variant={BackgroundVariant.Dots} gap={24} size={1.5} color="var(--dots)" />
        {isFar && <Overview picture={picture} chosen={chosen} />}
        <Panel position="top-center" dir={t('language.direction')}>
          <Toolbar acts={acts} />
        </Panel>
        <Panel position="bottom-right">
          <Minimap picture={picture} />
        </Panel>
        <Zoom />
        <OthersOnCanvas />
        <LightsLayer />
        <Follow />
        {drawing.nodes.length === 0 && mayEdit && <Beginning />}
      </ReactFlow>
    </div>
  );
}

/** Whether cards would be too many: then boxes are painted. */
function isOverview(
  { boxes }: Picture,
  { transform, width, height }: { transform: [number, number, number]; width: number; height: number },
): boolean {
  const [x, y, zoom] = transform;
  if (boxes.size <= MOST_CARDS) return false;
  if (zoom < FAR) return true;
  if (zoom > 0.6) return false;
  const seen = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
  let count = 0;
  for (const box of boxes.values()) {
    if (touch(box, seen)) count += 1;
    if (count > MOST_CARDS) return true;
  }
  return false;
}

/** Brings what was chosen elsewhere into sight. */
function Follow() {
  const { chosen } = useEditing();
  const { picture } = usePicture();
  const view = useView();
  const boxes = useRef(picture);
  useLayoutEffect(() => {
    boxes.current = picture;
  });
  const one = chosen.length === 1 ? chosen[0] : undefined;
  useEffect(() => {
    if (one === undefined) return;
    const { boxes: known, foldedInto } = boxes.current;
    const box = known.get(foldedInto.get(one) ?? one);
    if (box) view.show(box);
  }, [one, view]);
  return null;
}

function Zoom() {
  const { t } = useMessages();
  const { picture } = usePicture();
  const view = useView();
  return (
    <Panel position="bottom-left" className="canvas-zoom">
      <Button icon aria-label={t('builder.zoomIn')} onClick={view.zoomIn}>
        +
      </Button>
      <Button icon aria-label={t('builder.zoomOut')} onClick={view.zoomOut}>
        −
      </Button>
      <Button onClick={() => view.fit(picture.boxes.values())}>{t('builder.fit')}</Button>
    </Panel>
  );
}

/** What an empty canvas says. */
function Beginning() {
  const { t } = useMessages();
  const { ask } = useAsking();
  return (
    <div className="beginning" dir={t('language.direction')}>
      <h2>{t('canvas.empty')}</h2>
      <p className="soft">{t('canvas.emptyHint')}</p>
      <Button main onClick={() => ask({ what: 'add' })}>
        {t('canvas.addFirst')}
      </Button>
    </div>
  );
}
