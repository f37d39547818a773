import { useReducer } from 'react';
import type { Draft } from '../draft/draft.ts';
import { useEditing } from '../draft/use-draft.tsx';

interface Pending {
  text: string;
  problem: string;
}

const drafts = new WeakMap<Draft, Map<string, Pending>>();

/**
 * What somebody has written that cannot be taken yet. It stays in its field with its message, also when they look at
 * something else meanwhile.
 */
export function usePending(key: string): {
  pending: Pending | undefined;
  keep: (pending: Pending) => void;
  drop: () => void;
} {
  const { draft } = useEditing();
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  let all = drafts.get(draft);
  if (!all) drafts.set(draft, (all = new Map()));
  const kept = all;
  return {
    pending: kept.get(key),
    keep(pending) {
      kept.set(key, pending);
      redraw();
    },
    drop() {
      if (kept.delete(key)) redraw();
    },
  };
}

/** Forgets what is pending in a part of a form whose items have moved. */
export function forgetPending(draft: Draft, prefix: string): void {
  const kept = drafts.get(draft);
  for (const key of kept?.keys() ?? []) if (key.startsWith(prefix)) kept!.delete(key);
}
