import { clearDocument, IndexeddbPersistence } from 'y-indexeddb';
import type { Doc } from 'yjs';
import { z } from 'zod';
import { type FlowDefinition, readFlow } from '../../../runtime/engine/index.ts';

const noteSchema = z.strictObject({ epoch: z.string(), unsaved: z.boolean() });
type Note = z.infer<typeof noteSchema>;

/** What this browser keeps of a draft, for the person who is signed in: nobody else's changes are sent in their name. */
export interface KeptHere {
  /** Of which draft there is something here, and whether the server lacks some of it. */
  note(): Note | undefined;
  remember(note: Note): void;
  /** Fills a document with what is kept here, and keeps what changes from now on. */
  keep(doc: Doc, epoch: string): Promise<{ stop: () => void }>;
  forget(epoch: string): void;
  /** A flow that could not be merged, until somebody has chosen. */
  apart(): FlowDefinition | undefined;
  setApart(flow: FlowDefinition | undefined): void;
}

/** Ms to wait for the browser's store: some have none, and never say so. */
const PATIENCE = 3_000;

export function keptHere(who: string, flow: string): KeptHere {
  const key = `patchbay-draft/${who}/${flow}`;
  const read = (name: string): unknown => {
    try {
      return JSON.parse(localStorage.getItem(name) ?? 'null');
    } catch {
      return undefined;
    }
  };
  const write = (name: string, value: unknown): void => {
    try {
      if (value === undefined) localStorage.removeItem(name);
      else localStorage.setItem(name, JSON.stringify(value));
    } catch {
      // A browser that keeps nothing: then only the server does.
    }
  };
  const nameOf = (epoch: string): string => `${key}/${epoch}`;
  return {
    note: () => noteSchema.safeParse(read(key)).data,
    remember: (note) => write(key, note),
    async keep(doc, epoch) {
      const store = new IndexeddbPersistence(nameOf(epoch), doc);
      await Promise.race([
        store.whenSynced.catch(() => undefined),
        new Promise((resolve) => setTimeout(resolve, PATIENCE)),
      ]);
      return { stop: () => void store.destroy().catch(() => undefined) };
    },
    forget(epoch) {
      write(key, undefined);
      void clearDocument(nameOf(epoch)).catch(() => undefined);
    },
    apart() {
      const stored = read(`${key}/apart`);
      const kept = stored ? readFlow(stored) : undefined;
      return kept?.ok ? kept.flow : undefined;
    },
    setApart: (apart) => write(`${key}/apart`, apart),
  };
}
