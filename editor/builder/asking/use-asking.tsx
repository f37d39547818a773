import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import type { Point } from '../commands/places.ts';

/** A point of the window. */
type Where = { near?: Point | undefined };

/** What the builder asks for right now: one dialog or menu at a time. */
export type Asked =
  /** Which node type to add; `at` is a place on the drawing. */
  | ({ what: 'add'; after?: { node: string; exit?: string }; at?: Point } & Where)
  /** Where an exit of a node should lead. */
  | { what: 'connect'; node: string; exit?: string }
  /** A name for a node or a frame. */
  | { what: 'rename'; id: string }
  /** A name for the flow that the chosen nodes become. */
  | { what: 'extract'; ids: readonly string[] }
  /** Any command, node or node type. */
  | { what: 'anything' }
  /** Which keys do what. */
  | { what: 'keys' }
  | ({ what: 'menu'; place: 'node' | 'canvas' } & Where);

export interface Asking {
  asked: Asked | undefined;
  ask: (asked: Asked) => void;
  close: () => void;
}

const Context = createContext<Asking | undefined>(undefined);

export function AskingProvider({ children }: { children: ReactNode }) {
  const [asked, setAsked] = useState<Asked>();
  const asking = useMemo(() => ({ asked, ask: setAsked, close: () => setAsked(undefined) }), [asked]);
  return <Context value={asking}>{children}</Context>;
}

export function useAsking(): Asking {
  const asking = useContext(Context);
  if (!asking) throw new Error('There is no AskingProvider above.');
  return asking;
}
