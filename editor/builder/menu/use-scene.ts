import { useCallback } from 'react';
import { useStoreApi } from 'reactflow';
import type { Scene } from '../commands/index.ts';
import { boxOf } from '../commands/places.ts';
import { useEditing } from '../draft/use-draft.tsx';
import { usePicture } from '../use-picture.tsx';

/** Where a person is: asked when something is done, so that panning draws nothing anew. */
export function useScene(): () => Scene {
  const { draft, chosen } = useEditing();
  const { picture } = usePicture();
  const store = useStoreApi();
  return useCallback(() => {
    const { transform, width, height } = store.getState();
    const [x, y, zoom] = transform;
    return {
      flow: draft.read(),
      chosen,
      middle: { x: Math.round((width / 2 - x) / zoom), y: Math.round((height / 2 - y) / zoom) },
      boxOf: (id) => picture.boxes.get(id) ?? boxOf(draft.read(), id),
    };
  }, [draft, chosen, picture, store]);
}
