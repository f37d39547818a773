import type { Db } from '../../db/client.ts';
import {
  appendDraftUpdate,
  deleteDraftUpdates,
  noteDraftWritten,
  readDraftState,
  readDraftUpdates,
  saveDraftState,
} from '../../db/queries/drafts.ts';
import { readFlow as readFlowRow, replaceDraft } from '../../db/queries/flows.ts';
import type { Statement, Writer } from '../../db/writer.ts';
import { FLOW_FORMAT, type FlowDefinition, readFlow } from '../engine/index.ts';
import { draftUnder } from '../flows/drafts.ts';
import { searchTextOf } from '../flows/search-text.ts';
import type { Ending } from '../shared-draft/index.ts';
import { type DraftDocument, draftDocument } from './draft-document.ts';

export interface StoreParts {
  db: Db;
  writer: Writer;
  now: () => number;
  newId: () => string;
}

/** A draft as it is on disk, and how far. */
export interface StoredDraft {
  epoch: string;
  document: DraftDocument;
  /** Number of the last update. */
  seq: number;
  /** The last update that the kept state holds. */
  upTo: number;
  /** The last update that the JSON holds, the revision it was written under, and what it says. */
  written: number;
  revision: number;
  json: FlowDefinition;
}

/** The JSON of a draft, and the revision it was written under. */
export interface WrittenDraft {
  revision: number;
  flow: FlowDefinition;
}

/** Reads the JSON of a draft as it is now, whoever wrote it. */
export function readJson(
  { db }: Pick<StoreParts, 'db'>,
  organisation: string,
  id: string,
): WrittenDraft | Ending {
  const row = readFlowRow(db, organisation, id);
  if (!row) return 'flow.unknown';
  const read = readFlow(row.draft);
  return read.ok ? { revision: row.revision, flow: { ...read.flow, id } } : 'draft.unreadable';
}

/** Loads the draft of a flow; one that nobody has opened yet is made from its JSON. */
export async function loadDraft(
  parts: StoreParts,
  organisation: string,
  id: string,
): Promise<StoredDraft | Ending> {
  const now = readJson(parts, organisation, id);
  if (typeof now === 'string') return now;
  const state = readDraftState(parts.db, organisation, id);
  if (!state || state.format !== FLOW_FORMAT) return begunWith(parts, organisation, id, now);
  const updates = readDraftUpdates(parts.db, organisation, id, state.upTo);
  const document = restored(id, [state.state, ...updates.map(({ update }) => update)]);
  if (!document) return begunWith(parts, organisation, id, now);
  const { epoch, upTo, written, revision } = state;
  // What was written to the JSON past this document is found by comparing with what the document says itself.
  const json = revision === now.revision ? now.flow : document.flow();
  return { epoch, document, seq: updates.at(-1)?.seq ?? upTo, upTo, written, revision, json };
}

/** The document, unless what was stored is none (any more): then the JSON is what there is. */
function restored(id: string, kept: Uint8Array[]): DraftDocument | undefined {
  try {
    return draftDocument(id, kept);
  } catch {
    return undefined;
  }
}

/** Makes a document of the JSON. It has nothing in common with an earlier one. */
export async function beginDraft(
  parts: StoreParts,
  organisation: string,
  id: string,
): Promise<StoredDraft | Ending> {
  const now = readJson(parts, organisation, id);
  return typeof now === 'string' ? now : begunWith(parts, organisation, id, now);
}

async function begunWith(
  parts: StoreParts,
  organisation: string,
  id: string,
  { revision, flow }: WrittenDraft,
): Promise<StoredDraft> {
  const document = draftDocument(id, flow);
  const seq = readDraftUpdates(parts.db, organisation, id, -1).at(-1)?.seq ?? 0;
  const draft = {
    epoch: parts.newId(),
    document,
    seq,
    upTo: seq,
    written: seq,
    revision,
    json: flow,
  };
  await parts.writer.commit({ statements: stateStatements(parts, organisation, id, draft) });
  return draft;
}

/** Puts state and updates together. */
export function stateStatements(
  { now }: Pick<StoreParts, 'now'>,
  organisation: string,
  flow: string,
  { epoch, document, seq, written, revision }: StoredDraft,
): Statement[] {
  const state = Buffer.from(document.state());
  return [
    saveDraftState({
      organisation,
      flow,
      epoch,
      format: FLOW_FORMAT,
      state,
      upTo: seq,
      written,
      revision,
      updatedAt: now(),
    }),
    deleteDraftUpdates(organisation, flow, seq),
  ];
}

/** Writes the JSON along; conflicts when somebody else wrote it since. */
export function jsonStatements(
  { now }: Pick<StoreParts, 'now'>,
  organisation: string,
  id: string,
  { document, seq, revision }: StoredDraft,
  by: string | undefined,
): Statement[] {
  const flow = document.flow();
  const { name } = draftUnder(id, flow);
  const search = searchTextOf(flow);
  const row = { organisation, id, name, draft: flow, at: now(), search, ...(by === undefined ? {} : { by }) };
  return [
    replaceDraft(row, revision),
    noteDraftWritten(organisation, id, { written: seq, revision: revision + 1 }),
  ];
}

export const updateStatement = (
  { now }: Pick<StoreParts, 'now'>,
  organisation: string,
  flow: string,
  { seq, update, by }: { seq: number; update: Uint8Array; by: string | null },
): Statement => appendDraftUpdate({ organisation, flow, seq, update: Buffer.from(update), at: now(), by });
