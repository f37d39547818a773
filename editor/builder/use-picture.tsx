import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { type MessageKey, useMessages } from '../messages/index.tsx';
import type { FlowDefinition } from '../../runtime/engine/index.ts';
import { painter, type Picture } from './canvas/to-canvas.ts';
import { useFlow } from './draft/use-draft.tsx';
import type { NameOf } from './node-gist.ts';
import { useAround } from './problems/use-problems.ts';
import { type Drawing, drawingReader } from './read-drawing.ts';

/** The drawing as it is shown: read once, for canvas, outline and menus. */
export interface Shown {
  drawing: Drawing;
  picture: Picture;
  /** The line that is chosen, by its id. */
  way: string | undefined;
  chooseWay: (id: string | undefined) => void;
}

const Context = createContext<Shown | undefined>(undefined);

/** Reads the flow for everything below, in the language of its texts that was chosen. */
export function PictureProvider({ texts, children }: { texts: string; children: ReactNode }) {
  const flow = useFlow();
  const { read, paint } = useReading(texts);
  const [way, chooseWay] = useState<string>();
  const drawing = useMemo(() => read(flow), [flow, read]);
  const picture = useMemo(() => paint(drawing), [drawing, paint]);
  const shown = useMemo(() => ({ drawing, picture, way, chooseWay }), [drawing, picture, way]);
  return <Context value={shown}>{children}</Context>;
}

/**
 * How flows are read and drawn, with texts for customers in a language; the very same while that stays, and what there is
 * to refer to.
 */
export function useReading(texts: string) {
  const { t, language } = useMessages();
  const { flows, calendars } = useAround();
  const nameOf = useMemo((): NameOf => {
    const names = { flow: namesById(flows), calendar: namesById(calendars) };
    return (what, id) => names[what].get(id);
  }, [flows, calendars]);
  const { reader, paint } = useMemo(
    () => ({
      reader: drawingReader({
        texts,
        words: language,
        implicit: { left: t('builder.exitLeft'), error: t('builder.exitError') },
        operator: (operator) => t(`operator.${operator}` as MessageKey),
      }),
      paint: painter({
        edge: (source, exit, target) => t('builder.edge', { source, exit, target }),
        frame: (title) => t('canvas.frameNamed', { title }),
        note: (text) => t('canvas.noteNamed', { text: text.slice(0, 200) }),
      }),
    }),
    [texts, language, t],
  );
  return useMemo(
    () => ({ read: (flow: FlowDefinition) => reader(flow, nameOf), paint, nameOf }),
    [reader, nameOf, paint],
  );
}

const namesById = (things: readonly { id: string; name: string }[] = []): Map<string, string> =>
  new Map(things.map(({ id, name }) => [id, name]));

export function usePicture(): Shown {
  const shown = useContext(Context);
  if (!shown) throw new Error('There is no PictureProvider above.');
  return shown;
}
