import type { ServerFrame } from './protocol.ts';

/** One open tab of a visitor. */
export interface Tab {
  send(frame: ServerFrame): void;
  /** Shows this conversation from its beginning, unless it does already. */
  show(contact: string): void;
}

/** The open tabs of every visitor: they all show the same conversation. */
export interface Rooms {
  /** False when the visitor has too many tabs open. */
  enter(room: string, tab: Tab): boolean;
  leave(room: string, tab: Tab): void;
  tabs(room: string): Iterable<Tab>;
}

const MOST_TABS = 20;

export function rooms(): Rooms {
  const all = new Map<string, Set<Tab>>();
  return {
    enter(room, tab) {
      const tabs = all.get(room) ?? new Set();
      if (tabs.size >= MOST_TABS) return false;
      all.set(room, tabs.add(tab));
      return true;
    },
    leave(room, tab) {
      const tabs = all.get(room);
      if (tabs?.delete(tab) && tabs.size === 0) all.delete(room);
    },
    tabs: (room) => [...(all.get(room) ?? [])],
  };
}
