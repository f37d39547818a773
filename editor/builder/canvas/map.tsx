// Its picture is painted here, by no file.
/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/no-interactive-element-to-noninteractive-role */
import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef } from 'react';
import { useStoreApi } from 'reactflow';
import { useMessages } from '../../messages/index.tsx';
import { around, type Box } from '../commands/places.ts';
import type { Picture } from './to-canvas.ts';
import { useView } from './use-view.ts';

const SIZE = { width: 184, height: 124 } as const;
const MARGIN = 8;
/** How far an arrow moves the view: a part of what is seen. */
const STEP = 0.25;

/** The whole drawing, small, with what is seen of it; a pointer or arrow keys move the view. One canvas, for a box per node in the page costs too much. */
export function Minimap({ picture }: { picture: Picture }) {
  const { t } = useMessages();
  const canvas = useRef<HTMLCanvasElement>(null);
  const store = useStoreApi();
  const view = useView();
  const scale = useMemo(() => scaleOf([...picture.boxes.values()]), [picture]);

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return undefined;
    const density = devicePixelRatio;
    element.width = SIZE.width * density;
    element.height = SIZE.height * density;
    const style = getComputedStyle(element);
    const colours = { dot: style.color, seen: style.outlineColor, veil: style.borderTopColor };
    // The boxes once; while the view moves, only the rectangle over them is drawn.
    const boxes = document.createElement('canvas');
    boxes.width = element.width;
    boxes.height = element.height;
    const under = boxes.getContext('2d')!;
    under.scale(density, density);
    under.fillStyle = colours.dot;
    for (const box of picture.boxes.values()) {
      const at = scale.small(box);
      under.fillRect(at.x, at.y, Math.max(at.width, 2), Math.max(at.height, 1.5));
    }
    let frame = 0;
    const draw = () => {
      frame = 0;
      const { transform, width, height } = store.getState();
      const [x, y, zoom] = transform;
      const seen = scale.small({ x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom });
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, element.width, element.height);
      context.drawImage(boxes, 0, 0);
      context.setTransform(density, 0, 0, density, 0, 0);
      context.fillStyle = colours.veil;
      context.beginPath();
      context.rect(0, 0, SIZE.width, SIZE.height);
      context.rect(seen.x, seen.y, seen.width, seen.height);
      context.fill('evenodd');
      context.strokeStyle = colours.seen;
      context.strokeRect(seen.x, seen.y, seen.width, seen.height);
    };
    const soon = () => {
      frame ||= requestAnimationFrame(draw);
    };
    const stop = store.subscribe((now, before) => {
      if (now.transform !== before.transform || now.width !== before.width) soon();
    });
    soon();
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [picture, scale, store]);

  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.buttons !== 1) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const at = scale.large({ x: event.clientX - left, y: event.clientY - top });
    view.centre(at, store.getState().transform[2], 0);
  };
  const walk = (event: KeyboardEvent) => {
    const step = {
      ArrowLeft: [-STEP, 0],
      ArrowRight: [STEP, 0],
      ArrowUp: [0, -STEP],
      ArrowDown: [0, STEP],
    }[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    // Else the canvas around it would move what is chosen.
    event.preventDefault();
    event.stopPropagation();
    const [across = 0, down = 0] = step;
    const { transform, width, height } = store.getState();
    const [x, y, zoom] = transform;
    view.centre({ x: ((0.5 + across) * width - x) / zoom, y: ((0.5 + down) * height - y) / zoom }, zoom, 0);
  };
  return (
    <canvas
      ref={canvas}
      className="minimap"
      // Arrows move the view here as dragging does: like a field of games, it hears its own keys.
      role="application"
      tabIndex={0}
      aria-label={t('builder.map')}
      aria-keyshortcuts="ArrowLeft ArrowRight ArrowUp ArrowDown"
      onKeyDown={walk}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        move(event);
      }}
      onPointerMove={move}
    />
  );
}

function scaleOf(boxes: readonly Box[]) {
  const all = boxes.length > 0 ? around(boxes) : { x: 0, y: 0, width: 1, height: 1 };
  const by = Math.min((SIZE.width - 2 * MARGIN) / all.width, (SIZE.height - 2 * MARGIN) / all.height, 0.12);
  const left = (SIZE.width - all.width * by) / 2;
  const top = (SIZE.height - all.height * by) / 2;
  return {
    small: ({ x, y, width, height }: Box): Box => ({
      x: (x - all.x) * by + left,
      y: (y - all.y) * by + top,
      width: width * by,
      height: height * by,
    }),
    large: ({ x, y }: { x: number; y: number }) => ({
      x: (x - left) / by + all.x,
      y: (y - top) / by + all.y,
    }),
  };
}
