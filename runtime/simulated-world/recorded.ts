import type { ContactEvent, Effect, Facts, Snapshot, Step } from '../engine/index.ts';

/** A step of a real contact, as its log and a replay of it tell: what is sensitive is masked. */
export interface Recorded extends Pick<Step, 'trace' | 'status' | 'failure'> {
  event: ContactEvent;
  effects: Effect[];
  facts: Pick<Facts, 'flows' | 'calendars'>;
  /** Where the contact was after it. */
  snapshot: Snapshot;
}

/** A recorded step, to be taken once more. */
export interface Recurrence {
  step: Recorded;
  /** Where the contact was before it; nothing before it had come. */
  before: Snapshot | null;
  /** The version it began on. */
  root: { flow: string; version: number };
}

/** Why a recorded step cannot be taken in another world: nodes are named by id. */
export type Parting =
  /** The contact is over here already. */
  | { why: 'over'; reason: string }
  /** It happened at one node, and here the contact is at another. */
  | { why: 'elsewhere'; node: string; instead: string }
  /** An answer came to a question that is not asked here. */
  | { why: 'notAsked'; node: string }
  /** Nobody times the silence here. */
  | { why: 'notTimed'; node: string }
  /** What came was sensitive, and is not kept. */
  | { why: 'hidden'; node: string }
  /** It was put to a node that is no place to be here. */
  | { why: 'noPlace'; node: string }
  /** There is no flow to come to. */
  | { why: 'noFlow'; flow: string };
