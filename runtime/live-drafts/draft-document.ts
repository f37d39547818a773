import { applyUpdate, Doc, encodeStateAsUpdate } from 'yjs';
import type { FlowDefinition } from '../engine/index.ts';
import { type Ending, flowChecks, flowInDoc, holdsOnlyAFlow, LARGEST_DRAFT } from '../shared-draft/index.ts';

/** What somebody wrote would leave no flow behind. The document it was tried on is spoilt: load it again. */
export class RefusedUpdate extends Error {
  readonly ending: Ending;
  constructor(ending: Ending, why: string) {
    super(why);
    this.ending = ending;
  }
}

/** A draft in memory, which takes from others only what leaves a flow. */
export interface DraftDocument {
  readonly doc: Doc;
  flow(): FlowDefinition;
  /** Takes an update; gives what it changed. Throws `RefusedUpdate`. */
  apply(update: Uint8Array): Uint8Array[];
  /** Writes what changed between two flows; gives the updates of that. Throws `RefusedUpdate`. */
  change(before: FlowDefinition, after: FlowDefinition): Uint8Array[];
  state(): Uint8Array;
}

/** @param kept a state and updates as they were stored, or the flow to begin with */
export function draftDocument(id: string, kept: readonly Uint8Array[] | FlowDefinition): DraftDocument {
  const doc = new Doc();
  const shared = flowInDoc(doc);
  const check = flowChecks();
  let changes: Uint8Array[] = [];
  doc.on('update', (update) => changes.push(update));
  const changed = (): Uint8Array[] => {
    const all = changes;
    changes = [];
    return all;
  };

  const verify = (): FlowDefinition => {
    if (doc.store.pendingStructs ?? doc.store.pendingDs)
      throw new RefusedUpdate('draft.refused', 'it builds on something we do not have');
    if (!holdsOnlyAFlow(doc)) throw new RefusedUpdate('draft.refused', 'it holds more than a flow');
    const flow = shared.read();
    const wrong = check(flow) ?? (flow.id === id ? undefined : 'id');
    if (wrong !== undefined) throw new RefusedUpdate('draft.refused', `it is no flow: ${wrong}`);
    return flow;
  };
  /** Whatever goes wrong on the way, from unreadable bytes to an endless depth, is a refusal. */
  const trying = (work: () => void): Uint8Array[] => {
    try {
      work();
      verify();
    } catch (error) {
      throw error instanceof RefusedUpdate ? error : new RefusedUpdate('draft.refused', String(error));
    }
    const all = changed();
    size += all.reduce((sum, update) => sum + update.byteLength, 0);
    if (size > LARGEST_DRAFT) {
      // Most of the past is forgotten when it is put together.
      size = encodeStateAsUpdate(doc).byteLength;
      if (size > LARGEST_DRAFT) throw new RefusedUpdate('draft.too-large', 'the draft is too large');
    }
    return all;
  };

  let size = 0;
  trying(() => {
    if (Array.isArray(kept)) for (const part of kept as readonly Uint8Array[]) applyUpdate(doc, part);
    else shared.fill(kept as FlowDefinition);
  });
  return {
    doc,
    flow: () => shared.read(),
    apply: (update) => trying(() => applyUpdate(doc, update)),
    change: (before, after) => trying(() => shared.change(before, after, 'outside')),
    state: () => encodeStateAsUpdate(doc),
  };
}
