import type { ChannelKind } from './channel-kind.ts';
import type { Input } from './input/input.ts';
import type { Value } from './document/value.ts';

/** Who the contact is with, as far as a flow may know. */
export interface CustomerFacts {
  id: string;
  name?: string;
  language?: string;
  attributes?: { [name: string]: Value };
}

/** What every event carries: time and chance come in from outside. */
export interface Stamp {
  /** Position in the contact's log, from 1. */
  seq: number;
  /** Epoch ms, wall clock of the runtime (or of the simulator). */
  at: number;
  /** Chance: an integer from 0 to 2^31-1, drawn when the event was accepted. */
  seed: number;
}

/** Why an effect did not happen. `temporary` was retried by the dispatcher before it is told to the flow. */
export interface Failure {
  kind: 'temporary' | 'refused' | 'unavailable';
  code: string;
  message?: string;
}

/** What happened, in the past tense. These are what the log of a contact holds. */
export type Happening =
  | {
      type: 'contact.opened';
      contact: string;
      channel: ChannelKind;
      customer: CustomerFacts;
      /** Our side's address, the customer's address. */
      to?: string;
      from?: string;
      /** First words of the customer, where the channel begins with them. */
      text?: string;
      /** Values for the flow's input variables. */
      inputs?: { [name: string]: Value };
    }
  | { type: 'input.received'; input: Input }
  | { type: 'input.timedOut' }
  | { type: 'timer.fired'; timer: number }
  | {
      type: 'effect.succeeded';
      effect: string;
      result: { [name: string]: Value };
      /** The result is for the flow alone: it is not logged. */
      sensitive?: boolean;
    }
  | { type: 'effect.failed'; effect: string; failure: Failure }
  | { type: 'interaction.left'; reason?: string }
  | { type: 'contact.closed'; reason: string }
  /** Somebody put the contact to another node of the flow it is in. */
  | { type: 'contact.moved'; node: string; by: string };

export type ContactEvent = Happening & Stamp;
export type ContactOpened = Extract<ContactEvent, { type: 'contact.opened' }>;
