import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { readFragment, takeFragment } from '../commands/fragment.ts';
import { pasteFragment } from '../commands/paste-fragment.ts';
import { removeChosen } from '../commands/remove-chosen.ts';
import { useDoing } from '../doing/use-doing.tsx';
import { useEditing } from '../draft/use-draft.tsx';
import { useMessages } from '../../messages/index.tsx';
import { isInDrawing, isWriting } from './act.ts';
import { useScene } from './use-scene.ts';

/** Copy, cut and paste by the system's clipboard, from menus. */
export function useClipboard() {
  const { t } = useMessages();
  const { draft, chosen, mayEdit } = useEditing();
  const { perform, refuse, announce } = useDoing();
  const scene = useScene();
  return useMemo(() => {
    const taken = (): string | undefined => {
      const fragment = takeFragment(draft.read(), chosen);
      return fragment && JSON.stringify(fragment);
    };
    const put = (text: string) => {
      const fragment = readFragment(text);
      if (!fragment) return refuse('not-a-fragment');
      perform(pasteFragment, { fragment, middle: scene().middle });
      return undefined;
    };
    const copied = (cut: boolean) => {
      if (cut && mayEdit) perform(removeChosen, { ids: chosen });
      else announce(t('acts.copied'));
    };
    return {
      taken,
      put,
      copied,
      async copy(cut: boolean) {
        const text = taken();
        if (text === undefined) return;
        try {
          await navigator.clipboard.writeText(text);
          copied(cut);
        } catch {
          refuse('no-clipboard');
        }
      },
      async paste() {
        try {
          put(await navigator.clipboard.readText());
        } catch {
          refuse('no-clipboard');
        }
      },
    };
  }, [t, draft, chosen, mayEdit, perform, refuse, announce, scene]);
}

/** Hears the browser's own copy, cut and paste while the drawing has the focus. */
export function useClipboardEvents(): void {
  const { mayEdit } = useEditing();
  const clipboard = useClipboard();
  const now = useRef(clipboard);
  useLayoutEffect(() => {
    now.current = clipboard;
  });
  useEffect(() => {
    const isOurs = () =>
      isInDrawing(document.activeElement) &&
      !isWriting(document.activeElement) &&
      (getSelection()?.isCollapsed ?? true);
    const take = (event: ClipboardEvent) => {
      const text = isOurs() ? now.current.taken() : undefined;
      if (text === undefined) return;
      event.preventDefault();
      event.clipboardData?.setData('text/plain', text);
      now.current.copied(event.type === 'cut');
    };
    const put = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain');
      if (!mayEdit || !isOurs() || !text) return;
      event.preventDefault();
      now.current.put(text);
    };
    document.addEventListener('copy', take);
    document.addEventListener('cut', take);
    document.addEventListener('paste', put);
    return () => {
      document.removeEventListener('copy', take);
      document.removeEventListener('cut', take);
      document.removeEventListener('paste', put);
    };
  }, [mayEdit]);
}
