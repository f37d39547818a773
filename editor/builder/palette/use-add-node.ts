import { useCallback } from 'react';
import { registry } from '../../../nodes/index.ts';
import { useMessages } from '../../messages/index.tsx';
import { addNode } from '../commands/add-node.ts';
import type { Point } from '../commands/places.ts';
import { useDoing } from '../doing/use-doing.tsx';
import { useEditing } from '../draft/use-draft.tsx';
import { useScene } from '../menu/use-scene.ts';

/** Adds a node of a type: after another, at a place, or in the middle of what is seen. It is called what its type is called. */
export function useAddNode() {
  const { language } = useMessages();
  const { draft } = useEditing();
  const { perform } = useDoing();
  const scene = useScene();
  return useCallback(
    (type: string, where: { after?: { node: string; exit?: string }; at?: Point }) => {
      const { after, at } = where;
      const name = registry(type)?.words[language].label ?? type;
      const isThere = after !== undefined && draft.read().nodes[after.node] !== undefined;
      perform(addNode, {
        type,
        name,
        at: at ?? scene().middle,
        ...(isThere ? { after, dropped: at !== undefined } : {}),
      });
    },
    [language, draft, perform, scene],
  );
}
