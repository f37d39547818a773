import { type KeyboardEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { useAsking } from '../asking/use-asking.tsx';
import { moveNodes } from '../commands/move-nodes.ts';
import { useDoing } from '../doing/use-doing.tsx';
import { useEditing } from '../draft/use-draft.tsx';
import { isWriting } from '../menu/act.ts';
import { openInspector } from '../open-inspector.ts';
import { usePicture } from '../use-picture.tsx';

const STEP = 8;
const FAR = 40;

/** Keys of the canvas that are no act: they move by steps, open and let go. The focus never gets lost. */
export function useCanvasKeys(frame: RefObject<HTMLElement | null>) {
  const { mayEdit, chosen, choose } = useEditing();
  const { picture, chooseWay } = usePicture();
  const { perform } = useDoing();
  const { ask } = useAsking();
  useFocusKept(frame);
  return useCallback(
    (event: KeyboardEvent) => {
      if (isWriting(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const element = event.target as Element;
      const by = event.shiftKey ? FAR : STEP;
      const step = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[
        event.key
      ];
      if (step && mayEdit && chosen.length > 0 && !element.closest('[role=toolbar]')) {
        event.preventDefault();
        const [dx = 0, dy = 0] = step;
        const places = chosen.flatMap((id) => {
          const box = picture.boxes.get(id);
          return box ? [[id, { x: box.x + dx, y: box.y + dy }] as const] : [];
        });
        perform(moveNodes, { places: Object.fromEntries(places) }, 'arrows');
      } else if ((event.key === 'F10' && event.shiftKey) || event.key === 'ContextMenu') {
        event.preventDefault();
        const { left = 0, bottom = 0 } = element.closest('.react-flow__node')?.getBoundingClientRect() ?? {};
        const near = bottom === 0 ? undefined : { x: left, y: bottom };
        ask({ what: 'menu', place: chosen.length > 0 ? 'node' : 'canvas', near });
      } else if (event.key === 'Escape') {
        chooseWay(undefined);
        choose([]);
      } else if ((event.key === 'Enter' || event.key === ' ') && element.matches('.react-flow__node')) {
        event.preventDefault();
        choose([element.getAttribute('data-id') ?? '']);
        openInspector();
      }
    },
    [mayEdit, chosen, choose, picture, chooseWay, perform, ask],
  );
}

/**
 * Whoever walks the cards by Tab chooses them, and when a card goes that had the focus, the one chosen then has it, or the
 * canvas.
 */
function useFocusKept(frame: RefObject<HTMLElement | null>): void {
  const { chosen, choose } = useEditing();
  const had = useRef(false);
  const lastKey = useRef('');
  const now = useRef(choose);
  useLayoutEffect(() => {
    now.current = choose;
  });
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const onFocus = ({ target }: FocusEvent) => {
      had.current = true;
      // A dialog that closes gives the focus back as well: then nothing is chosen anew.
      if (target instanceof Element && target.matches('.react-flow__node') && lastKey.current === 'Tab')
        now.current([target.getAttribute('data-id') ?? '']);
    };
    const onBlur = ({ relatedTarget }: FocusEvent) => {
      // A thing that is removed tells nothing of where the focus goes.
      if (relatedTarget) had.current = element.contains(relatedTarget as Element);
    };
    const onKey = ({ key }: Event & { key?: string }) => {
      lastKey.current = key ?? '';
    };
    addEventListener('keydown', onKey, true);
    addEventListener('pointerdown', onKey, true);
    element.addEventListener('focusin', onFocus);
    element.addEventListener('focusout', onBlur);
    return () => {
      removeEventListener('keydown', onKey, true);
      removeEventListener('pointerdown', onKey, true);
      element.removeEventListener('focusin', onFocus);
      element.removeEventListener('focusout', onBlur);
    };
  }, [frame]);
  useEffect(() => {
    const element = frame.current;
    if (!element || !had.current) return;
    const { activeElement } = document;
    const [first] = chosen;
    const card =
      first === undefined
        ? null
        : element.querySelector<HTMLElement>(`.react-flow__node[data-id="${first}"]`);
    const isLost = activeElement === document.body;
    const isElsewhere = chosen.length === 1 && activeElement?.matches('.react-flow__node');
    if (isLost) (card ?? element).focus({ preventScroll: true });
    else if (isElsewhere && card !== activeElement) card?.focus({ preventScroll: true });
  });
}
