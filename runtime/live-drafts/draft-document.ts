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
  /** All that a document lacks of which this is the state vector. Throws when that cannot be read. */
  lackedBy(has: Uint8Array): Uint8Array;
}

/** @param kept a state and updates as they were stored, or the flow to begin with */
export function draftDocument(id: string, kept: readonly Uint8Array[] | FlowDefinition): DraftDocument {
  const doc = new Doc();
  const shared = flowInDoc(doc);
  const check = flowChecks();
  let changes: Uint8Array[] = [];
  /** All of it in one piece, until it changes: whoever comes first is answered with what was stored at the beginning. */
  let whole: Uint8Array | undefined;
  const state = (): Uint8Array => (whole ??= encodeStateAsUpdate(doc));

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
  const trying = (work: () => void): void => {
    try {
      work();
      verify();
    } catch (error) {
      throw error instanceof RefusedUpdate ? error : new RefusedUpdate('draft.refused', String(error));
    }
  };
  const notTooLarge = (): void => {
    if (size > LARGEST_DRAFT) throw new RefusedUpdate('draft.too-large', 'the draft is too large');
  };
  const changing = (work: () => void): Uint8Array[] => {
    trying(work);
    const all = changes;
    changes = [];
    size += all.reduce((sum, update) => sum + update.byteLength, 0);
    // Most of the past is forgotten when it is put together.
    if (size > LARGEST_DRAFT) size = state().byteLength;
    notTooLarge();
    return all;
  };

  trying(() => {
    if (Array.isArray(kept)) for (const part of kept as readonly Uint8Array[]) applyUpdate(doc, part);
    else shared.fill(kept as FlowDefinition);
  });
  let size = state().byteLength;
  notTooLarge();
  doc.on('update', (update) => {
    whole = undefined;
    changes.push(update);
  });
  return {
    doc,
    flow: () => shared.read(),
    apply: (update) => changing(() => applyUpdate(doc, update)),
    change: (before, after) => changing(() => shared.change(before, after, 'outside')),
    state,
    lackedBy: (has) => (isNothing(has) ? state() : encodeStateAsUpdate(doc, has)),
  };
}

/** The state vector of a document with nothing in it. */
const isNothing = (has: Uint8Array): boolean => has.length === 1 && has[0] === 0;
