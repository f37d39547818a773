import { Doc } from 'yjs';
import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { flowInDoc } from '../../../runtime/shared-draft/index.ts';
import type { Draft } from './draft.ts';
import { type KeptHere, keptHere } from './kept-here.ts';
import { type Ended, type Line, line } from './line.ts';
import { making } from './making.ts';
import { sharedDraft } from './shared-draft.ts';

/** A draft that is open. */
export interface OpenedDraft {
  draft: Draft;
  /** Why it is over; undefined while it is not. Part of what the draft's subscribers are told of. */
  ended: () => Ended | undefined;
  /** What was drawn here and cannot be merged with what the server has. */
  apart: FlowDefinition | undefined;
  /** Somebody has chosen between the two. */
  settleApart: () => void;
}

/** Why what is kept here is not sent again as it is. */
const UNMERGEABLE: readonly Ended[] = ['draft.reset', 'draft.refused', 'draft.too-large', 'draft.malformed'];
/** Ms to wait for the server when there is something to show without it. */
const PATIENCE = 1_500;

const later = (ms: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

/** Does something when the browser has nothing else to do, within `PATIENCE`. */
const whenIdle = (work: () => void): void => {
  // Safari has none.
  if (typeof requestIdleCallback === 'function') requestIdleCallback(work, { timeout: PATIENCE });
  else setTimeout(work, PATIENCE);
};

/** Whether what was drawn here has to be shown beside what the server has. */
export const isUnmergeable = (ended: Ended | undefined): boolean =>
  ended !== undefined && UNMERGEABLE.includes(ended);

/**
 * Opens the draft of a flow: what this browser has kept, merged with what the server has. Where the two have nothing in
 * common, the server's is opened and the other one is set apart.
 * @param last why it was opened before and had to be given up
 */
export async function openShared(flow: string, who: string, last?: Ended): Promise<OpenedDraft | Ended> {
  const kept = keptHere(who, flow);
  const begun = await begin(flow, kept, last);
  if (typeof begun !== 'string' || !isUnmergeable(begun)) return begun;
  return begin(flow, kept, begun);
}

async function begin(flow: string, kept: KeptHere, given: Ended | undefined): Promise<OpenedDraft | Ended> {
  if (given !== undefined) await setApart(kept);
  const note = kept.note();
  const doc = new Doc();
  const shared = flowInDoc(doc);
  let store = note && (await kept.keep(doc, note.epoch));
  const hadAny = !shared.isEmpty();
  if (!hadAny) {
    store?.stop();
    store = undefined;
  }
  let unsaved = note?.unsaved ?? false;
  const remember = (): void => {
    const epoch = talking.epoch();
    if (epoch !== undefined && talking.ended() === undefined) kept.remember({ epoch, unsaved });
  };
  const talking = line({
    shared,
    epoch: hadAny ? note?.epoch : undefined,
    unsaved(is) {
      if (is === unsaved) return;
      unsaved = is;
      remember();
    },
    later,
    open: () => new WebSocket(`${address()}/api/flows/${encodeURIComponent(flow)}/live`),
  });
  await thereOrOver(talking, hadAny);
  const ended = talking.ended();
  const epoch = talking.epoch();
  if (ended !== undefined && !(hadAny && isLeft(ended))) {
    talking.close();
    store?.stop();
    return ended;
  }
  let isOver = false;
  // The server has all of it, so that it is kept here, too, when it is drawn: what changes meanwhile is taken along.
  if (!store && epoch !== undefined)
    whenIdle(() => {
      if (isOver) return;
      void kept.keep(doc, epoch).then((opened) => {
        if (isOver) opened.stop();
        else store = opened;
      });
    });
  remember();
  const hurry = (): void => talking.hurry();
  const cut = (): void => talking.cut();
  addEventListener('online', hurry);
  addEventListener('offline', cut);
  const draft = sharedDraft({
    shared,
    line: talking,
    making,
    now: Date.now,
    chance: () => crypto.randomUUID().slice(0, 6),
  });
  return {
    draft: {
      ...draft,
      close() {
        removeEventListener('online', hurry);
        removeEventListener('offline', cut);
        // Everything is on the server: nothing of it has to stay in this browser.
        if (draft.saved() === 'saved' && epoch !== undefined) kept.forget(epoch);
        draft.close();
        isOver = true;
        store?.stop();
      },
    },
    ended: () => talking.ended(),
    apart: kept.apart(),
    settleApart: () => kept.setApart(undefined),
  };
}

/** The line is over, but what was drawn can still be looked at. */
const isLeft = (ended: Ended): boolean => ended === 'access.sign-in' || ended === 'access.denied';

const address = (): string => location.origin.replace(/^http/, 'ws');

/** Resolves when the draft is as the server has it, when it never will be, or when there is something to go on with. */
function thereOrOver(talking: Line, hasSome: boolean): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      stop();
      callOff();
      resolve();
    };
    const look = (): void => {
      if (talking.synced() || talking.ended() !== undefined) done();
    };
    const stop = talking.subscribe(look);
    const callOff = hasSome ? later(PATIENCE, done) : () => undefined;
    look();
  });
}

/** Takes what is kept here out of the way, and keeps it to be chosen from if the server lacks some of it. */
async function setApart(kept: KeptHere): Promise<void> {
  const note = kept.note();
  if (!note) return;
  if (note.unsaved) {
    const shared = flowInDoc(new Doc());
    const store = await kept.keep(shared.doc, note.epoch);
    if (!shared.isEmpty()) kept.setApart(shared.read());
    store.stop();
  }
  kept.forget(note.epoch);
}
