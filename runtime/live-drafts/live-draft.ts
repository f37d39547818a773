import { mergeUpdates } from 'yjs';
import { noteDraftWritten } from '../../db/queries/drafts.ts';
import { readFlowHead } from '../../db/queries/flows.ts';
import { CommitConflict, type Statement } from '../../db/writer.ts';
import type { Audit } from '../accounts/audit.ts';
import type { FlowDefinition } from '../engine/index.ts';
import type { Log } from '../log.ts';
import { answerFrame, same, type Told, updateFrame, whatIHave } from '../shared-draft/index.ts';
import { RefusedUpdate } from './draft-document.ts';
import type { Member } from './member.ts';
import { people } from './people.ts';
import {
  beginDraft,
  jsonStatements,
  loadDraft,
  readJson,
  type StoredDraft,
  type StoreParts,
  stateStatements,
  updateStatement,
} from './stored-draft.ts';

export interface LiveParts extends StoreParts {
  audit: Audit;
  log: Log;
}

/** Ms after which the JSON of a draft follows what was drawn. */
const WRITE_AFTER = 800;
/** Updates after which state and updates are put together. */
const MOST_UPDATES = 200;
const MOST_TRIES = 5;

/** The draft of one flow, while somebody has it open. Everything is done in turn. */
export interface LiveDraft {
  readonly epoch: string;
  readonly people: ReturnType<typeof people>;
  /** Lets somebody in: they are told where the draft is. */
  join(member: Member): Promise<void>;
  leave(member: Member): void;
  /** Answers with what they lack. */
  answer(member: Member, has: Uint8Array): Promise<void>;
  /** Takes what they changed: it is on disk before anybody else sees it. */
  take(member: Member, update: Uint8Array): Promise<void>;
  /** Writes the JSON, if it is behind; gives its revision. */
  write(): Promise<number>;
  /** Takes over what was written to the JSON by other ways. */
  catchUp(): Promise<void>;
  /** Writes everything and lets go. */
  close(): Promise<void>;
}

export function liveDraft(
  parts: LiveParts,
  organisation: string,
  id: string,
  loaded: StoredDraft,
): LiveDraft {
  let draft = loaded;
  let turn: Promise<unknown> = Promise.resolve();
  let waiting: { member: Member; update: Uint8Array }[] = [];
  let timer: NodeJS.Timeout | undefined;
  let lastBy: string | undefined;
  const here = people();
  /** Who has changed something since they came; told to the audit log once. */
  const writers = new WeakSet<Member>();

  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };
  const tellAll = (told: Told): void => here.each((member) => member.tell(told));
  const behind = (): boolean => draft.written < draft.seq;
  const writeSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      inTurn(writeJson).catch((error: unknown) =>
        parts.log('error', 'a draft was not written', { flow: id, error }),
      );
    }, WRITE_AFTER);
  };

  /** Begins anew from what is on disk: what is in memory went further than may be. */
  const reload = async (): Promise<void> => {
    const again = await loadDraft(parts, organisation, id);
    if (typeof again === 'string') here.endAll(again);
    else draft = again;
  };

  const commit = (statements: Statement[], by: Member | undefined): Promise<void> => {
    if (!by || writers.has(by)) return parts.writer.commit({ statements });
    writers.add(by);
    return parts.audit(by.principal, 'flow.edited', `flow/${id}`, {}, statements);
  };

  /** Stores what was changed, then tells the others. */
  const store = async (changes: { member: Member; updates: Uint8Array[] }[]): Promise<void> => {
    const updates = changes.flatMap((one) => one.updates);
    const by = changes.find((one) => one.updates.length > 0)?.member;
    if (by) {
      const seq = draft.seq + 1;
      const row = { seq, update: merged(updates), by: by.principal.id };
      await commit([updateStatement(parts, organisation, id, row)], by);
      draft = { ...draft, seq };
      lastBy = by.principal.name;
      writeSoon();
    }
    for (const one of changes) {
      tellChange(one.updates, one.member);
      one.member.kept();
    }
  };
  const tellChange = (updates: readonly Uint8Array[], but?: Member): void => {
    for (const update of updates) here.each((member) => member !== but && member.send(updateFrame(update)));
  };

  const drain = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    const asked = new Map<Member, boolean>();
    const done: { member: Member; updates: Uint8Array[] }[] = [];
    try {
      for (const { member, update } of batch) {
        if (!asked.has(member)) asked.set(member, await mayWrite(member));
        if (!asked.get(member)) continue;
        try {
          done.push({ member, updates: draft.document.apply(update) });
        } catch (error) {
          if (!(error instanceof RefusedUpdate)) throw error;
          parts.log('warn', 'a change of a draft was refused', { flow: id, reason: error.message });
          asked.set(member, false);
          // What came before it is good; what it did to the document in memory is not.
          await store(done.splice(0));
          await reload();
          here.end(member, error.ending);
        }
      }
      await store(done);
    } catch (error) {
      // Nothing of it is on disk: whoever sent it connects again, and sends it again.
      for (const { member } of batch) here.end(member, 'draft.failed');
      await reload();
      throw error;
    }
  };

  const mayWrite = async (member: Member): Promise<boolean> => {
    if (!here.has(member)) return false;
    const may = await member.may();
    if (may === 'write') return true;
    here.end(member, may === 'read' ? 'access.denied' : may);
    return false;
  };

  const writeJson = async (): Promise<number> => {
    for (let tries = 1; behind(); tries += 1) {
      const { seq, revision, document } = draft;
      const json = document.flow();
      try {
        await parts.writer.commit({ statements: jsonStatements(parts, organisation, id, draft, lastBy) });
        draft = { ...draft, written: seq, revision: revision + 1, json };
        tellAll({ type: 'revision', revision: draft.revision });
      } catch (error) {
        if (!(error instanceof CommitConflict) || tries === MOST_TRIES) throw error;
        if (!(await takeOver())) break;
      }
    }
    if (draft.seq - draft.upTo > MOST_UPDATES) await putTogether();
    return draft.revision;
  };

  const putTogether = async (): Promise<void> => {
    await parts.writer.commit({ statements: stateStatements(parts, organisation, id, draft) });
    draft = { ...draft, upTo: draft.seq };
  };

  /** @returns whether there is still a draft */
  const takeOver = async (): Promise<boolean> => {
    if (readFlowHead(parts.db, organisation, id)?.revision === draft.revision) return true;
    const now = readJson(parts, organisation, id);
    if (now === 'flow.unknown') return here.endAll(now);
    if (typeof now === 'string') {
      // It became something nobody can draw: whoever comes back begins with what it will be then.
      return here.endAll('draft.reset');
    }
    try {
      await merge(now);
    } catch (error) {
      if (!(error instanceof RefusedUpdate)) {
        await reload();
        throw error;
      }
      const begun = await beginDraft(parts, organisation, id);
      if (typeof begun !== 'string') draft = begun;
      return here.endAll('draft.reset');
    }
    tellAll({ type: 'revision', revision: draft.revision });
    if (behind()) writeSoon();
    return true;
  };

  /** Makes a change of the document of what somebody wrote to the JSON. */
  const merge = async ({ revision, flow }: { revision: number; flow: FlowDefinition }): Promise<void> => {
    const updates = draft.document.change(draft.json, flow);
    const seq = updates.length > 0 ? draft.seq + 1 : draft.seq;
    // Where nothing else was drawn meanwhile, the JSON says all there is.
    const written = same(draft.document.flow(), flow) ? seq : draft.written;
    const statements = [noteDraftWritten(organisation, id, { written, revision })];
    if (updates.length > 0)
      statements.push(updateStatement(parts, organisation, id, { seq, update: merged(updates), by: null }));
    await parts.writer.commit({ statements });
    draft = { ...draft, seq, written, revision, json: flow };
    tellChange(updates);
  };

  return {
    get epoch() {
      return draft.epoch;
    },
    people: here,
    join: (member) =>
      inTurn(async () => {
        const { epoch, revision } = draft;
        member.tell({ type: 'welcome', epoch, revision, mayWrite: member.mayWrite });
        here.add(member);
        if (member.mayWrite) member.send(whatIHave(draft.document.doc));
      }),
    leave: (member) => here.remove(member),
    answer: (member, has) =>
      inTurn(async () => {
        try {
          member.send(answerFrame(draft.document.lackedBy(has)));
        } catch {
          here.end(member, 'draft.malformed');
        }
      }),
    take(member, update) {
      waiting.push({ member, update });
      return inTurn(drain);
    },
    write: () => inTurn(writeJson),
    catchUp: () => inTurn(async () => void (await takeOver())),
    close: () =>
      inTurn(async () => {
        clearTimeout(timer);
        await writeJson();
        if (draft.upTo < draft.seq) await putTogether();
      }),
  };
}

const merged = (updates: Uint8Array[]): Uint8Array =>
  updates.length === 1 ? updates[0]! : mergeUpdates(updates);
