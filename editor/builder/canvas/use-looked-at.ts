import { useEffect, useRef } from 'react';
import { api } from '../../api.ts';
import { useMe } from '../../me.tsx';
import { annotationsOf } from '../commands/places.ts';
import { useEditing } from '../draft/use-draft.tsx';

/** Tells the server which notes that mention oneself one has looked at: those one has chosen. */
export function useLookedAt(): void {
  const { me } = useMe();
  const { draft, chosen } = useEditing();
  const told = useRef(new Set<string>());
  useEffect(() => {
    const flow = draft.read();
    for (const id of chosen) {
      if (told.current.has(id) || !annotationsOf(flow).notes[id]?.mentions?.includes(me.id)) continue;
      told.current.add(id);
      // Without a network it stays unread, and is told when it is chosen again.
      api.sawMention(flow.id, id).catch(() => told.current.delete(id));
    }
  }, [draft, chosen, me.id]);
}
