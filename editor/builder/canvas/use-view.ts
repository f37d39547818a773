import { useMemo } from 'react';
import { getViewportForBounds, useReactFlow, useStoreApi, type Viewport } from 'reactflow';
import { glide } from '../../ui/motion.ts';
import { around, type Box } from '../commands/places.ts';

export const ZOOM = { least: 0.05, most: 1.75, readable: 0.7 } as const;
const MS = 250;
/** Ms a glide may be late where pictures come slowly. */
const LATE = 250;

/** Where the view of a canvas is going, and until when it may be on its way there. */
const going = new WeakMap<object, { view: Viewport; until: number }>();

/** Moves the view over the drawing; reckoned from known sizes, for React Flow would first draw all there is. */
export function useView() {
  const { setViewport, zoomIn, zoomOut } = useReactFlow();
  const store = useStoreApi();
  return useMemo(() => {
    const go = (view: Viewport, duration = glide(MS)) => {
      going.set(store, { view, until: performance.now() + duration + LATE });
      void setViewport(view, { duration });
    };
    /** The view as it is, or will be at the end of a glide: what is in sight on the way there may not stay so. */
    const ahead = (): Viewport => {
      const goal = going.get(store);
      if (goal && performance.now() < goal.until) return goal.view;
      const [x, y, zoom] = store.getState().transform;
      return { x, y, zoom };
    };
    return {
      zoomIn: () => void zoomIn({ duration: glide(MS) }),
      zoomOut: () => void zoomOut({ duration: glide(MS) }),
      /** All of it. */
      fit(boxes: Iterable<Box>) {
        const all = [...boxes];
        const { width, height } = store.getState();
        if (all.length > 0) go(getViewportForBounds(around(all), width, height, ZOOM.least, 1, 0.06), 0);
      },
      /** Brings something to the middle, large enough to be read, unless it is well in sight. */
      show(box: Box) {
        const { width, height } = store.getState();
        const { x, y, zoom } = ahead();
        const left = box.x * zoom + x;
        const top = box.y * zoom + y;
        const inSight =
          zoom >= 0.4 &&
          left >= 0 &&
          top >= 0 &&
          left + box.width * zoom <= width &&
          top + box.height * zoom <= height;
        if (!inSight)
          centre({ x: box.x + box.width / 2, y: box.y + box.height / 2 }, Math.max(zoom, ZOOM.readable));
      },
      centre,
    };
    function centre(at: { x: number; y: number }, zoom: number, duration = glide(MS)) {
      const { width, height } = store.getState();
      go({ x: width / 2 - at.x * zoom, y: height / 2 - at.y * zoom, zoom }, duration);
    }
  }, [setViewport, zoomIn, zoomOut, store]);
}
