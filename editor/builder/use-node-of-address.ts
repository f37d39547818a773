import { useEffect, useRef } from 'react';
import { useEditing } from './draft/use-draft.tsx';

/** Chooses the node that the address names (`#welcome`): where a search, or a contact, leads to. */
export function useNodeOfAddress(): void {
  const { draft, choose } = useEditing();
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current) return;
    isDone.current = true;
    const node = decodeURIComponent(location.hash.slice(1));
    if (Object.hasOwn(draft.read().nodes, node)) choose([node]);
  }, [draft, choose]);
}
