import { useEffect } from 'react';
import type { Draft } from './draft.ts';

/** Fields that have an undo of their own. */
const WRITING = 'input, textarea, select, [contenteditable=true], .monaco-editor *';

/** Undo and redo by key wherever in the builder one is, but for texts being written and windows above the page. */
export function useUndoKeys(draft: Draft, mayEdit: boolean): void {
  useEffect(() => {
    if (!mayEdit) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return;
      if (event.target instanceof Element && event.target.matches(WRITING)) return;
      if (document.querySelector('dialog[open]')) return;
      const key = event.key.toLowerCase();
      if (key !== 'z' && key !== 'y') return;
      event.preventDefault();
      if (key === 'y' || event.shiftKey) draft.redo();
      else draft.undo();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [draft, mayEdit]);
}
