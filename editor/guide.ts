import { useSyncExternalStore } from 'react';

/** What the guide through a first flow knows. */
export interface GuideState {
  /** Being led, put aside for now, or at the end. Nobody who has not asked is led. */
  is: 'unasked' | 'on' | 'aside' | 'over';
  /** The flow that is drawn. */
  flow?: string;
  facts?: GuideFacts;
}

/** How far the flow is. */
export interface GuideFacts {
  nodes: number;
  /** Errors in the settings of nodes, and exits that lead nowhere. */
  unfilled: number;
  loose: number;
  isPublished: boolean;
  hasChatted: boolean;
}

export const GUIDE_STEPS = ['create', 'open', 'add', 'connect', 'fill', 'publish', 'chat', 'done'] as const;
export type GuideStep = (typeof GUIDE_STEPS)[number];

/** A first flow has a question and two ends. */
const NODES = 3;

/** What is to be done next. Told from what is there, so that whoever goes another way is not lost. */
export function nextStep({ flow, facts }: GuideState, path: string): GuideStep {
  if (facts?.hasChatted) return 'done';
  if (flow === undefined) return 'create';
  if (path !== `/flows/${flow}`) return 'open';
  if (facts?.isPublished) return 'chat';
  if (!facts || facts.nodes === 0) return 'add';
  if (facts.nodes < NODES || facts.loose > 0) return 'connect';
  return facts.unfilled > 0 ? 'fill' : 'publish';
}

const STORED = 'patchbay.guide';
const listeners = new Set<() => void>();
let state: GuideState = remembered();

function remembered(): GuideState {
  try {
    const { is, flow } = JSON.parse(localStorage.getItem(STORED) ?? '{}') as Partial<GuideState>;
    const known = (['on', 'aside', 'over'] as const).find((one) => one === is) ?? 'unasked';
    return { is: known, ...(typeof flow === 'string' ? { flow } : {}) };
  } catch {
    return { is: 'unasked' };
  }
}

function put(next: GuideState): void {
  state = next;
  const { is, flow } = next;
  localStorage.setItem(STORED, JSON.stringify({ is, flow }));
  for (const listener of listeners) listener();
}

/** The guide, for whoever has something to tell it. It is of this browser: nobody else sees it. */
export const guide = {
  begin: () => put({ is: 'on' }),
  /** Takes it up where it was left. */
  takeUp: () => put({ ...state, is: 'on' }),
  putAside: () => put({ ...state, is: 'aside' }),
  end: () => put({ is: 'over' }),
  /** A flow was made; while it leads, that is the one. */
  began(flow: string) {
    if (state.is === 'on' && state.flow === undefined) put({ ...state, flow });
  },
  tell(flow: string, facts: Partial<GuideFacts>) {
    if (state.is === 'on' && state.flow === flow)
      put({ ...state, facts: { ...NOTHING_DONE, ...state.facts, ...facts } });
  },
};

const NOTHING_DONE: GuideFacts = { nodes: 0, unfilled: 0, loose: 0, isPublished: false, hasChatted: false };

const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => void listeners.delete(changed);
};

/** Where the guide is; drawn anew when that changes. */
export const useGuide = (): GuideState => useSyncExternalStore(subscribe, () => state);
