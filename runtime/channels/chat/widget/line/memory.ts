import type { Message } from './frames.ts';

/** What the browser keeps of a visitor, for all tabs of this page's site. */
export interface Remembered {
  token?: string;
  /** The conversation shown last. */
  contact?: string;
  /** The one before it: it makes opening repeatable. */
  previous?: string;
  /** That conversation is over. */
  ended?: boolean;
  /** Last position the customer has seen. */
  seen?: number;
  /** How the chat looked last time, so that it looks the same before the server answers. */
  title?: string;
  color?: string;
}

export interface Memory {
  read(): Remembered;
  write(change: Remembered): void;
  /** Messages that are not confirmed yet, oldest first. */
  messages(): Message[];
  keep(message: Message): void;
  drop(id: string): void;
}

/**
 * Keeps things in localStorage. Each message has a key of its own, so two tabs never overwrite each other's.
 * Where storage is shut off, a tab remembers for itself.
 */
export function memory(name: string): Memory {
  const store = storage();
  const prefix = `${name}:message:`;

  const read = (): Remembered => parse<Remembered>(store.getItem(name)) ?? {};
  return {
    read,
    write(change) {
      store.setItem(name, JSON.stringify({ ...read(), ...change }));
    },
    messages() {
      const found: Message[] = [];
      for (let index = 0; index < store.length; index++) {
        const key = store.key(index);
        const message = key?.startsWith(prefix) ? parse<Message>(store.getItem(key)) : undefined;
        if (message) found.push(message);
      }
      return found.sort((one, other) => one.at - other.at);
    },
    keep: (message) => store.setItem(prefix + message.id, JSON.stringify(message)),
    drop: (id) => store.removeItem(prefix + id),
  };
}

function parse<Shape>(text: string | null): Shape | undefined {
  try {
    return text === null ? undefined : (JSON.parse(text) as Shape);
  } catch {
    return undefined;
  }
}

/** localStorage, or a stand-in where the browser does not give it or it is full. */
function storage(): Storage {
  try {
    localStorage.setItem('patchbay-chat', '1');
    localStorage.removeItem('patchbay-chat');
    return localStorage;
  } catch {
    const kept = new Map<string, string>();
    return {
      get length() {
        return kept.size;
      },
      key: (index) => [...kept.keys()][index] ?? null,
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
      clear: () => kept.clear(),
    };
  }
}
