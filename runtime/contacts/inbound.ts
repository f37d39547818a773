import type { ChannelKind, Effect, Failure, Input, Value } from '../engine/index.ts';

/** The connection an inbound came by, as far as contacts must know it. */
export interface Source {
  id: string;
  organisation: string;
  /** Flow that new contacts start in, on its latest published version. */
  flow: string;
  kind: ChannelKind;
  /** Whether an effect has to be sent by calling a provider, so that it needs a row in the outbox. */
  pushes(effect: Effect): boolean;
}

/** What came in, in the words of the product. One delivery may hold several. */
export interface Inbound {
  /** The provider's id of this delivery, unique per connection: the second with the same id changes nothing. */
  id: string;
  /** Tells conversations of a connection apart: call id, visitor, customer's number. */
  conversation: string;
  /** By whom and where: shown to the flow as `contact.from` and `contact.to`. */
  from?: string;
  to?: string;
  /** How the customer is known again; an address of this kind belongs to one customer. */
  customer?: {
    kind: 'phone' | 'visitor' | 'email' | 'external';
    address: string;
    name?: string;
    language?: string;
  };
  /** When the provider says it happened, epoch ms; the order of work is the order of arrival. */
  providerAt?: number;
  what: InboundWhat;
}

export type InboundWhat =
  /** Someone is there: opens a contact unless one is live in this conversation. */
  | { type: 'opened'; text?: string; inputs?: { [name: string]: Value } }
  /** Input for the live contact; opens one (with the input as first words) when none is live and `opens` is set. */
  | { type: 'input'; input: Input; opens?: boolean }
  | { type: 'timedOut' }
  | { type: 'left'; reason?: string }
  /** Outcome of an effect the flow awaits (a dialled call); without `effect`, of the one awaited now. */
  | { type: 'result'; effect?: string; result: { [name: string]: Value } }
  | { type: 'failure'; effect?: string; failure: Failure }
  /** The provider's word on something we sent: `effect` is the reference we gave it. */
  | { type: 'delivery'; effect: string; state: 'sent' | 'delivered' | 'failed'; code?: string };

/** What became of one inbound, told only after it is on disk. */
export interface Receipt {
  /** `nobody`: there is no live contact it could belong to. */
  status: 'taken' | 'repeated' | 'ignored' | 'nobody';
  /** Empty when `nobody`. */
  contact: string;
  /** Position in the contact's log. */
  seq: number;
  /** Effects of that very step (also for a repeat), in order. */
  effects: Effect[];
  /** The contact is over. */
  ended: boolean;
}

/** A line of a contact's story, for a channel that shows it again after a reconnect. */
export interface StoryEntry {
  seq: number;
  at: number;
  /** What the customer gave, if this entry is an input. */
  input?: Input;
  /** Provider's id of the delivery that caused the entry, without the connection's id. */
  id?: string;
  effects: Effect[];
  ended: boolean;
}

/** The database cannot write now; nothing was taken. */
export class Unavailable extends Error {
  readonly code = 'runtime.unavailable';
  readonly retryAfterSeconds = 5;
}
