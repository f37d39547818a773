import type { Db } from '../../db/client.ts';
import { crashPoint } from '../../db/crash-point.ts';
import { type Arrival, readArrival } from '../../db/queries/arrivals.ts';
import { repeatSeen } from '../../db/queries/log.ts';
import { type Effect, type Happening } from '../engine/index.ts';
import { entriesAfter } from './contact-log.ts';
import { type CustomerFinder, knownAs } from './customer-finder.ts';
import type { HotContact, HotContacts } from './hot-contacts.ts';
import { type Inbound, type Receipt, type Source, Unavailable } from './inbound.ts';
import { recentMap } from './recent-map.ts';
import { decodeSnapshot } from './snapshot-text.ts';
import { type Opening, type Stepper, Superseded } from './stepper.ts';

/** Deliveries remembered in memory; older ones are recognised by the log's unique index. */
const REMEMBERED = 20_000;
/** Times a delivery is tried anew after another step was faster. */
const TRIES = 5;

export interface InboxParts {
  db: Db;
  hot: HotContacts;
  stepper: Stepper;
  customers: CustomerFinder;
  now(): number;
}

/** Where everything from outside comes in: recognises repeats, finds or opens the contact, lets it step. */
export interface Inbox {
  /** Takes one inbound. Resolves after it is on disk. Throws `Unavailable` when it cannot be. */
  receive(source: Source, inbound: Inbound): Promise<Receipt>;
}

const NOBODY: Receipt = { status: 'nobody', contact: '', seq: 0, effects: [], ended: false };

export function inbox(parts: InboxParts): Inbox {
  const { db, hot, stepper, customers } = parts;
  const taken = recentMap<string, Delivery>(REMEMBERED, ({ work }) => work === undefined);

  /** The answer the first delivery got, from the log. */
  function repeated({ contact, seq }: { contact: string; seq: number }): Receipt {
    const effects: Effect[] = [];
    for (const { event, effects: asked, repeatKey } of entriesAfter(db, contact, seq - 1)) {
      const followsUp = event.type === 'effect.succeeded' && repeatKey === undefined;
      if (event.seq !== seq && !followsUp) break;
      effects.push(...asked);
    }
    const live = hot.byId(contact);
    return { status: 'repeated', contact, seq, effects, ended: live === undefined || live.ended };
  }

  /** The usual way, a step of a live contact, has no promise of its own: there are enough of them in a turn. */
  function attempt(source: Source, inbound: Inbound, key: string): Promise<Receipt> | Receipt {
    const { conversation } = inbound;
    const known = hot.inMemory(source.id, conversation);
    if (known) return meet(known, inbound, key);
    const { kind, address } = knownAs(inbound);
    const { organisation, id: connection } = source;
    const arrival = readArrival(db, {
      repeatKey: key,
      connection,
      conversation,
      organisation,
      kind,
      address,
    });
    const parked = arrival.contact === undefined ? undefined : hot.byId(arrival.contact);
    // One that is over in memory may still be live on the disk.
    return parked && !parked.ended ? meet(parked, inbound, key) : begin(source, inbound, key, arrival);
  }

  function meet(contact: HotContact, inbound: Inbound, key: string): Promise<Receipt> | Receipt {
    const happening = happeningOf(inbound, contact);
    if (happening) return stepper.happen(contact, happening, key);
    // Someone is there already: the repeat of an opening under another id.
    const seen = repeatSeen(db, key);
    return seen
      ? repeated(seen)
      : { status: 'ignored', contact: contact.id, seq: contact.seq, effects: [], ended: false };
  }

  /** Nobody is there: a repeat of what is over, or a new contact. */
  async function begin(
    source: Source,
    inbound: Inbound,
    key: string,
    { seen, customer: stored }: Arrival,
  ): Promise<Receipt> {
    if (seen) return repeated(seen);
    const opening = openingOf(inbound);
    if (!opening) return NOBODY;
    const customer = customers.find(source.organisation, inbound, stored, parts.now());
    try {
      return await stepper.open(source, {
        conversation: inbound.conversation,
        facts: customer.facts,
        about: opening,
        repeatKey: key,
        before: customer.statements,
      });
    } finally {
      customers.settled(customer.address);
    }
  }

  async function take(source: Source, inbound: Inbound, key: string, delivery: Delivery): Promise<Receipt> {
    for (let tried = 1; ; tried += 1) {
      try {
        const receipt = await attempt(source, inbound, key);
        crashPoint('before-ack');
        if (receipt.contact === '') taken.delete(key);
        wentTo(delivery, receipt);
        return receipt;
      } catch (error) {
        const seen = error instanceof Superseded ? repeatSeen(db, key) : undefined;
        if (error instanceof Superseded && !seen && tried < TRIES) continue;
        if (seen) {
          wentTo(delivery, seen);
          return repeated(seen);
        }
        taken.delete(key);
        if (!(error instanceof Superseded)) throw error;
        throw new Unavailable('Other steps of the contact were always faster.', { cause: error });
      }
    }
  }

  async function again(first: Delivery): Promise<Receipt> {
    return first.work ? { ...(await first.work), status: 'repeated' } : repeated(first);
  }

  return {
    receive(source, inbound) {
      const key = `${source.id}:${inbound.id}`;
      const first = taken.get(key);
      if (first) return again(first);
      const delivery: Delivery = { contact: '', seq: 0, work: undefined };
      taken.set(key, delivery);
      return (delivery.work = take(source, inbound, key, delivery));
    },
  };
}

/** One delivery; where it went is known as soon as it is on the disk. */
interface Delivery {
  contact: string;
  seq: number;
  /** Until then. */
  work: Promise<Receipt> | undefined;
}

function wentTo(delivery: Delivery, { contact, seq }: { contact: string; seq: number }): void {
  delivery.contact = contact;
  delivery.seq = seq;
  delivery.work = undefined;
}

/** What an inbound means for the live contact; undefined when it only says that someone is there. */
function happeningOf({ what }: Inbound, contact: HotContact): Happening | undefined {
  switch (what.type) {
    case 'opened':
      return what.text === undefined
        ? undefined
        : { type: 'input.received', input: { kind: 'text', value: what.text } };
    case 'input':
      return { type: 'input.received', input: what.input };
    case 'timedOut':
      return { type: 'input.timedOut' };
    case 'left':
      return { type: 'interaction.left', ...(what.reason === undefined ? {} : { reason: what.reason }) };
    case 'result':
      return { type: 'effect.succeeded', effect: what.effect ?? awaited(contact), result: what.result };
    case 'failure':
      return { type: 'effect.failed', effect: what.effect ?? awaited(contact), failure: what.failure };
    case 'delivery':
      return what.state === 'failed'
        ? {
            type: 'effect.failed',
            effect: what.effect,
            failure: { kind: 'refused', code: what.code ?? 'delivery.failed' },
          }
        : { type: 'effect.succeeded', effect: what.effect, result: { state: what.state } };
  }
}

/** The effect a contact waits for now; empty when none, and then the outcome is recorded as ignored. */
const awaited = (contact: HotContact): string =>
  (contact.ended ? undefined : decodeSnapshot(contact.snapshot, contact).frames.at(-1)?.context.pending) ??
  '';

/** What an inbound opens a contact with; undefined when it cannot open one. */
function openingOf({ what, from, to }: Inbound): Opening['about'] | undefined {
  const about: Opening['about'] = {};
  if (from !== undefined) about.from = from;
  if (to !== undefined) about.to = to;
  if (what.type === 'opened') {
    if (what.text !== undefined) about.text = what.text;
    if (what.inputs !== undefined) about.inputs = what.inputs;
    return about;
  }
  if (what.type !== 'input' || !what.opens) return undefined;
  about.text = what.input.value;
  return about;
}
