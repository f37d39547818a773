import { draftsBehind } from '../../db/queries/drafts.ts';
import type { Ending } from '../shared-draft/index.ts';
import { type LiveDraft, liveDraft, type LiveParts } from './live-draft.ts';
import { loadDraft } from './stored-draft.ts';

/** The drafts somebody has open. */
export interface LiveDrafts {
  open(organisation: string, flow: string): Promise<LiveDraft | Ending>;
  /** Somebody left; a draft nobody has open is written and let go of. */
  left(organisation: string, flow: string): void;
  /** Writes the JSON of every open draft of an organisation, so that whoever reads it sees what was drawn. */
  write(organisation: string): Promise<void>;
  /** Takes over what was written to the JSON of open drafts by other ways. */
  catchUp(organisation: string): Promise<void>;
  /** Names of who has a draft open. */
  peopleIn(organisation: string, flow: string): string[];
  /** Writes what an earlier process had stored as updates only. */
  recover(): Promise<void>;
  close(): Promise<void>;
}

export function liveDrafts(parts: LiveParts): LiveDrafts {
  interface Open {
    organisation: string;
    draft: Promise<LiveDraft | Ending>;
    ready?: LiveDraft;
  }
  const all = new Map<string, Open>();
  /** A draft that is being let go of must be on disk before it is read again. */
  const closing = new Map<string, Promise<void>>();
  const keyOf = (organisation: string, flow: string): string => JSON.stringify([organisation, flow]);
  const ofOrganisation = (organisation: string): LiveDraft[] =>
    [...all.values()].flatMap((one) => (one.organisation === organisation && one.ready ? one.ready : []));

  const begin = async (key: string, organisation: string, flow: string): Promise<LiveDraft | Ending> => {
    await closing.get(key);
    const stored = await loadDraft(parts, organisation, flow);
    if (typeof stored === 'string') return stored;
    const draft = liveDraft(parts, organisation, flow, stored);
    // Somebody may have written the JSON while nobody had the draft open, or it was never written.
    await draft.catchUp();
    await draft.write();
    return draft;
  };

  const letGo = (key: string, draft: LiveDraft): Promise<void> => {
    all.delete(key);
    const done = draft
      .close()
      .catch((error: unknown) => parts.log('error', 'a draft was not written', { error }))
      .finally(() => closing.delete(key));
    closing.set(key, done);
    return done;
  };

  const open = (organisation: string, flow: string): Promise<LiveDraft | Ending> => {
    const key = keyOf(organisation, flow);
    const known = all.get(key);
    if (known) return known.draft;
    const entry: Open = { organisation, draft: begin(key, organisation, flow) };
    all.set(key, entry);
    entry.draft.then(
      (draft) => {
        if (typeof draft === 'string') all.delete(key);
        else entry.ready = draft;
      },
      () => all.delete(key),
    );
    return entry.draft;
  };

  const left = (organisation: string, flow: string): void => {
    const key = keyOf(organisation, flow);
    const draft = all.get(key)?.ready;
    if (draft && draft.people.count() === 0) void letGo(key, draft);
  };

  return {
    open,
    left,
    write: async (organisation) =>
      void (await Promise.all(ofOrganisation(organisation).map((draft) => draft.write()))),
    catchUp: async (organisation) =>
      void (await Promise.all(ofOrganisation(organisation).map((draft) => draft.catchUp()))),
    peopleIn: (organisation, flow) => all.get(keyOf(organisation, flow))?.ready?.people.names() ?? [],
    async recover() {
      for (const { organisation, flow } of draftsBehind(parts.db)) {
        await open(organisation, flow);
        left(organisation, flow);
      }
      await Promise.all(closing.values());
    },
    async close() {
      for (const [key, { ready }] of all) if (ready) void letGo(key, ready);
      await Promise.all(closing.values());
    },
  };
}
