import { createContext, type ReactNode, useContext, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useMessages } from '../../messages/index.tsx';
import { useView } from '../canvas/use-view.ts';
import { layOut } from '../commands/lay-out.ts';
import { around, type Places } from '../commands/places.ts';
import { useDoing } from '../doing/use-doing.tsx';
import { useEditing } from '../draft/use-draft.tsx';
import { usePicture } from '../use-picture.tsx';
import type { Arranging } from './arrange.ts';
import './arranging.css';

interface Layout {
  /** Lays nodes out in a worker; one step of the history. */
  arrange: (ids: readonly string[]) => void;
}

const Context = createContext<Layout | undefined>(undefined);

/** Lays out for everything below, and shows that it is under way. */
export function ArrangingProvider({ children }: { children: ReactNode }) {
  const { t } = useMessages();
  const { draft } = useEditing();
  const { perform, refuse } = useDoing();
  const { picture } = usePicture();
  const view = useView();
  const now = useRef(picture);
  useLayoutEffect(() => {
    now.current = picture;
  });
  const [worker, setWorker] = useState<Worker>();
  const arranging = useMemo(
    (): Layout => ({
      arrange(ids) {
        const made = new Worker(new URL('arrange-worker.ts', import.meta.url), { type: 'module' });
        const end = () => {
          made.terminate();
          setWorker(undefined);
        };
        const { boxes, foldedInto } = now.current;
        const shown = ids.filter((id) => boxes.has(id) && !foldedInto.has(id));
        const before = around(shown.map((id) => boxes.get(id)!));
        made.onmessage = ({ data }: MessageEvent<Places>) => {
          end();
          const places = Object.entries(data).map(
            ([id, { x, y }]) => [id, { x: x + before.x, y: y + before.y }] as const,
          );
          perform(layOut, { places: Object.fromEntries(places) });
          view.fit(places.map(([id, at]) => ({ ...boxes.get(id)!, ...at })));
        };
        made.onerror = () => {
          end();
          refuse('no-layout');
        };
        setWorker((last) => {
          last?.terminate();
          return made;
        });
        const { nodes } = draft.read();
        const lines = shown.flatMap((from) =>
          Object.values(nodes[from]?.exits ?? {}).map((to) => ({ from, to })),
        );
        const sizes = shown.map((id) => {
          const { width, height } = boxes.get(id)!;
          return { id, width, height };
        });
        made.postMessage({ nodes: sizes, lines } satisfies Arranging);
      },
    }),
    [draft, perform, refuse, view],
  );
  return (
    <Context value={arranging}>
      {children}
      {worker && (
        <div className="arranging panel">
          <label className="small">
            {t('arranging.busy')} <progress />
          </label>
          <button
            type="button"
            className="button"
            onClick={() => {
              worker.terminate();
              setWorker(undefined);
            }}
          >
            {t('asking.cancel')}
          </button>
        </div>
      )}
    </Context>
  );
}

export function useArranging(): Layout {
  const arranging = useContext(Context);
  if (!arranging) throw new Error('There is no ArrangingProvider above.');
  return arranging;
}
