import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';

/** What a walk lights up on the drawing. */
export interface Lights {
  /** How often each way was taken, by `node:exit`. */
  ways: ReadonlyMap<string, number>;
  /** Nodes the walk came through. */
  nodes: ReadonlySet<string>;
  /** Where the contact is. */
  current?: string;
  /** Where a test failed, and with what. */
  failed?: { node: string; told: string };
  /** Coverage: nodes and ways that no test comes through. */
  missed?: ReadonlySet<string>;
}

export const DARK: Lights = { ways: new Map(), nodes: new Set() };

/** Where the lights of a drawing are kept: a walk changes them without drawing anything else anew. */
interface Lamp {
  read: () => Lights;
  subscribe: (onChange: () => void) => () => void;
  light: (lights: Lights) => void;
}

const lamp = (): Lamp => {
  const listeners = new Set<() => void>();
  let lights = DARK;
  return {
    read: () => lights,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    light(next) {
      lights = next;
      for (const listener of listeners) listener();
    },
  };
};

/** Drawings beside which nobody plays stay dark. */
const UNLIT = lamp();
const Context = createContext(UNLIT);

/** Gives a drawing below it lights that a simulation can switch on. */
export function LightsProvider({ children }: { children: ReactNode }) {
  const [own] = useState(lamp);
  return <Context value={own}>{children}</Context>;
}

export const useLamp = (): Lamp => useContext(Context);

/** What is lit now. */
export function useLights(): Lights {
  const own = useLamp();
  return useSyncExternalStore(own.subscribe, own.read);
}
