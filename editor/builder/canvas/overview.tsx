import { useEffect, useRef } from 'react';
import { useStoreApi } from 'reactflow';
import type { Picture } from './to-canvas.ts';
import { paint, type Paints } from './paint.ts';

/** Everything on one canvas: what is shown of a large flow from afar, where cards would be too many and too small. */
export function Overview({ picture, chosen }: { picture: Picture; chosen: readonly string[] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const store = useStoreApi();
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return undefined;
    let frame = 0;
    let paints: Paints | undefined;
    const draw = () => {
      frame = 0;
      const { transform, width, height } = store.getState();
      const density = devicePixelRatio;
      if (element.width !== width * density || element.height !== height * density) {
        element.width = width * density;
        element.height = height * density;
      }
      paints ??= paintsOf(element);
      const [x, y, zoom] = transform;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, element.width, element.height);
      context.setTransform(zoom * density, 0, 0, zoom * density, x * density, y * density);
      const seen = { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom };
      paint(context, { picture, paints, zoom, seen, chosen: new Set(chosen) });
    };
    const soon = () => {
      frame ||= requestAnimationFrame(draw);
    };
    const stop = store.subscribe((now, before) => {
      if (now.transform !== before.transform || now.width !== before.width || now.height !== before.height)
        soon();
    });
    soon();
    return () => {
      stop();
      cancelAnimationFrame(frame);
    };
  }, [picture, chosen, store]);
  return <canvas ref={canvas} className="overview" aria-hidden="true" />;
}

/** The colours of the page as it is now, light or dark. */
function paintsOf(element: HTMLElement): Paints {
  const probe = element.parentElement ?? element;
  const colour = (name: string): string => {
    const span = probe.appendChild(document.createElement('span'));
    span.style.color = `var(--${name})`;
    const value = getComputedStyle(span).color;
    span.remove();
    return value;
  };
  return {
    edge: colour('edge'),
    line: colour('line'),
    surface: colour('surface-raised'),
    text: colour('text'),
    accent: colour('accent'),
    note: colour('decide-soft'),
    danger: colour('danger'),
    groups: Object.fromEntries(
      ['talk', 'collect', 'decide', 'route', 'integrate'].map((group) => [
        group,
        { strong: colour(group), soft: colour(`${group}-soft`) },
      ]),
    ),
  };
}
