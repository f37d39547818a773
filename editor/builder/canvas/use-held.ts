import { useCallback, useMemo, useRef, useState } from 'react';
import type { NodeChange } from 'reactflow';
import { moveNodes } from '../commands/move-nodes.ts';
import { annotationsOf, type Box, nodesIn, type Places } from '../commands/places.ts';
import { useDoing } from '../doing/use-doing.tsx';
import { useEditing } from '../draft/use-draft.tsx';
import { usePicture } from '../use-picture.tsx';
import type { Standing } from './to-canvas.ts';

type Held = ReadonlyMap<string, Partial<Box>>;
const NOTHING: Held = new Map();

/**
 * What is in somebody's hand: while something is dragged or resized it is elsewhere than in the flow, and becomes one step
 * of the history when it is let go.
 */
export function useHeld() {
  const { draft, chosen } = useEditing();
  const { picture } = usePicture();
  const { perform } = useDoing();
  const [held, setHeld] = useState(NOTHING);
  const inHand = useRef<Map<string, Partial<Box>>>(new Map());
  /** Nodes that go along with a frame, with where they were. */
  const carried = useRef<ReadonlyMap<string, Places>>(new Map());

  const changed = useCallback((changes: readonly NodeChange<Standing>[]) => {
    let touched = false;
    for (const change of changes) {
      if (change.type === 'position' && change.position && change.dragging) {
        inHand.current.set(change.id, { ...inHand.current.get(change.id), ...change.position });
        for (const [id, by] of Object.entries(carried.current.get(change.id) ?? {}))
          inHand.current.set(id, { x: change.position.x + by.x, y: change.position.y + by.y });
        touched = true;
      } else if (change.type === 'position' && change.position && change.dragging === undefined) {
        // A corner that is drawn to the left or up moves the thing as well.
        inHand.current.set(change.id, { ...inHand.current.get(change.id), ...change.position });
        touched = true;
      } else if (change.type === 'dimensions' && change.resizing && change.dimensions) {
        inHand.current.set(change.id, { ...inHand.current.get(change.id), ...change.dimensions });
        touched = true;
      } else if (change.type === 'dimensions' && change.resizing === false) {
        // Let go: from here on it is as large as the flow says, also when that is taken back.
        touched = inHand.current.delete(change.id) || touched;
      }
    }
    if (touched) setHeld(new Map(inHand.current));
  }, []);

  const taken = useCallback(
    (dragged: readonly Standing[]) => {
      const flow = draft.read();
      const { frames } = annotationsOf(flow);
      const own = new Set(dragged.map(({ id }) => id));
      carried.current = new Map(
        dragged.flatMap(({ id }) => {
          const frame = frames[id];
          if (!frame || frame.folded) return [];
          const inside = nodesIn(flow, frame).filter((node) => !own.has(node));
          const by = inside.map((node) => {
            const at = flow.layout[node] ?? { x: 0, y: 0 };
            return [node, { x: at.x - frame.x, y: at.y - frame.y }] as const;
          });
          return [[id, Object.fromEntries(by)] as const];
        }),
      );
    },
    [draft],
  );

  const letGo = useCallback(() => {
    inHand.current = new Map();
    carried.current = new Map();
    setHeld(NOTHING);
  }, []);

  const dropped = useCallback(() => {
    const places = [...inHand.current].flatMap(([id, { x, y }]) =>
      x === undefined || y === undefined ? [] : [[id, { x: Math.round(x), y: Math.round(y) }] as const],
    );
    letGo();
    if (places.length > 0) perform(moveNodes, { places: Object.fromEntries(places) });
  }, [letGo, perform]);

  const standing = useMemo(() => {
    const selected = new Set(chosen);
    return picture.standing.map((one): Standing => {
      const hand = held.get(one.id);
      if (!hand && !selected.has(one.id)) return one;
      if (!hand) return { ...one, selected: true };
      const { x = one.position.x, y = one.position.y, width, height } = hand;
      const size =
        width === undefined || height === undefined ? {} : { width, height, measured: { width, height } };
      return { ...one, ...size, position: { x, y }, selected: selected.has(one.id) };
    });
  }, [picture, chosen, held]);

  return { standing, changed, taken, dropped, letGo };
}
