import type { ChannelKind } from './channel-kind.ts';
import type { CustomerFacts, ContactEvent } from './event.ts';
import type { Input } from './input/input.ts';
import type { Value } from './document/value.ts';

/** What one flow of a contact remembers: the XState context of its machine. */
export interface FrameContext {
  vars: { [name: string]: Value };
  counters: { [name: string]: number };
  /** The one timer of the waiting state: who started it (seq) and when it is due (epoch ms). */
  timer?: { token: number; due: number } | undefined;
  /** Id of the effect whose outcome is awaited. */
  pending?: string | undefined;
  /** Last input a node accepted, as value and as it is read back. */
  input?: { value: Value; spoken: string } | undefined;
  /** Last result of an awaited effect or sub-flow. */
  result?: { [name: string]: Value } | undefined;
  /** What the last calendar said. */
  hours?: { [name: string]: string } | undefined;
  language: string;
}

/** Where a contact is in one flow. Sub-flows are a stack of frames; the last one runs. */
export interface Frame {
  flow: string;
  version: number;
  /** Key of the machine's state. */
  state: string;
  context: FrameContext;
}

/** Where a contact is: plain JSON, stored between any two events. */
export interface Snapshot {
  contact: string;
  channel: ChannelKind;
  customer: CustomerFacts;
  /** Our address and the customer's. */
  to?: string;
  from?: string;
  /** First words, where the channel began with them. */
  text?: string;
  openedAt: number;
  frames: Frame[];
  /** Inputs that came while no node listened; handed over as soon as one does. */
  inbox?: Input[];
  ended?: { reason: string; outcome?: string; outputs?: { [name: string]: Value } };
}

/** Earliest time a timer of this contact is due, epoch ms. Only the running frame has one that matters. */
export const dueAt = (snapshot: Snapshot): number | undefined =>
  snapshot.ended ? undefined : snapshot.frames.at(-1)?.context.timer?.due;

/** What the machine of a frame sees while it steps. */
export interface MachineContext extends FrameContext {
  contact: Omit<Snapshot, 'frames' | 'inbox' | 'ended'>;
}

/** What a sub-flow gave back, and that a step failed: events only the engine sends. */
export type InternalEvent =
  | { type: 'flow.started' }
  | { type: 'flow.returned'; result: { [name: string]: Value } }
  | { type: 'flow.error'; node?: string; code: string };

export type MachineEvent = ContactEvent | (InternalEvent & { at: number; seq: number; seed: number });
