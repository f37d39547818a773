import { useEffect, useLayoutEffect, useRef } from 'react';
import { type Act, isInDrawing, isWriting } from './act.ts';
import { isStroke } from './shortcut.ts';

/** Hears the shortcuts of acts on the whole page; those of the drawing only while canvas or outline has the focus. */
export function useKeys(acts: readonly Act[]): void {
  const now = useRef(acts);
  useLayoutEffect(() => {
    now.current = acts;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // An open dialog or menu has its own keys.
      if (event.defaultPrevented || document.querySelector('dialog[open], [role=menu]')) return;
      const act = now.current.find(
        ({ shortcut, alsoBy, byBrowser, heard, can }) =>
          can &&
          !byBrowser &&
          [shortcut, alsoBy].some((keys) => keys !== undefined && isStroke(event, keys)) &&
          (heard === 'anywhere' || isInDrawing(event.target)),
      );
      // Where one writes, only what no text knows is heard.
      if (!act || (isWriting(event.target) && act.id !== 'anything')) return;
      event.preventDefault();
      act.run();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
