import { createContext, type ReactNode, type RefObject, useContext, useMemo, useRef, useState } from 'react';
import { useMessages } from '../messages/index.tsx';
import { Button } from '../ui/button.tsx';
import { LightsProvider } from './lights.tsx';
import type { Simulation } from './simulation.ts';

interface Playing {
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
  /** The simulation goes on while other parts of the page come and go. */
  kept: RefObject<Simulation | undefined>;
}

const Context = createContext<Playing | undefined>(undefined);

/** Keeps the simulation of one flow, for the button that opens it, the panel and the drawing. */
export function PlayingProvider({ children }: { children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const kept = useRef<Simulation | undefined>(undefined);
  const playing = useMemo(() => ({ isOpen, setOpen, kept }), [isOpen]);
  return (
    <Context value={playing}>
      <LightsProvider>{children}</LightsProvider>
    </Context>
  );
}

export function usePlaying(): Playing {
  const playing = useContext(Context);
  if (!playing) throw new Error('There is no PlayingProvider above.');
  return playing;
}

/** Opens the simulator. */
export function PlayButton() {
  const { t } = useMessages();
  const { isOpen, setOpen } = usePlaying();
  return (
    <Button aria-pressed={isOpen} onClick={() => setOpen(!isOpen)}>
      <span aria-hidden="true">▶</span> {t('builder.play')}
    </Button>
  );
}
