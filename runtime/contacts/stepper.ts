import { CommitConflict, CommitFailed, type Statement, type Unit, type Writer } from '../../db/writer.ts';
import { abandon } from './abandon.ts';
import {
  type ChannelKind,
  type ContactEvent,
  type ContactOpened,
  type CustomerFacts,
  type Effect,
  type Happening,
  LIMITS,
  start,
  type Step,
  stepTwins,
  twinsAfter,
  type TwinStep,
  type World,
} from '../engine/index.ts';
import type { HotContact, HotContacts } from './hot-contacts.ts';
import { type Receipt, type Source, type StoryEntry, Unavailable } from './inbound.ts';
import { decodeTwins, encodeTwins, type Seals } from './twins-text.ts';
import { unitOfStep } from './unit-of-step.ts';

/** What stepping contacts needs from outside. Time, chance and ids come from here. */
export interface StepperParts {
  writer: Writer;
  hot: HotContacts;
  /** What flows of an organisation may look up. */
  world(organisation: string): World;
  now(): number;
  newId(): string;
  /** An integer from 0 to 2^31-1. */
  seed(): number;
  /** The connection a contact came by; undefined when it was removed. */
  source(connection: string): Source | undefined;
  /** Seals what is sensitive. */
  seals: Seals;
  /** Whether an effect of this connection's contacts is carried out after the commit. */
  carried(effect: Effect, connection: string): boolean;
  /** A clock to measure by, ms. */
  elapsed(): number;
  /**
   * Called after a step is on disk, in order per contact.
   * @param entry what may be shown of it
   * @param tookMs from its last word until it was on disk
   */
  committed(contact: HotContact, entry: StoryEntry, done: Step, tookMs: number): void;
}

/** Another step was faster, or the delivery is in the log already: nothing of this one was written. */
export class Superseded extends Error {}

/** Steps contacts. Load, step and queueing happen in one go, so the steps of a contact are serial without a lock. */
export interface Stepper {
  open(source: Source, opening: Opening): Promise<Receipt>;
  /** Throws `Superseded` or `Unavailable`. */
  happen(
    contact: HotContact,
    happening: Happening,
    repeatKey: string | null,
    /** Written together with the step. */
    beside?: Statement[],
  ): Promise<Receipt>;
}

/** A new contact: who comes, and what must be written beside it. */
export interface Opening {
  conversation: string;
  facts: CustomerFacts;
  about: Omit<Extract<Happening, { type: 'contact.opened' }>, 'type' | 'contact' | 'channel' | 'customer'>;
  repeatKey: string | null;
  before: Statement[];
}

export function stepper(parts: StepperParts): Stepper {
  const { hot, writer } = parts;

  /** Memory runs ahead: the next step of the contact begins where this one ends. Gives what is to be written of it. */
  function ahead(
    contact: HotContact,
    previousSeq: number,
    { step, shown }: { step: Step; shown: { event: ContactEvent; step: Step } },
    snapshot: string,
    before: Statement[],
    repeatKey: string | null,
  ): Unit {
    const source = parts.source(contact.connection);
    const carried = (effect: Effect) => parts.carried(effect, contact.connection);
    // Where it began, not where it is: its first step may have gone on in another flow, and a replay begins at the beginning.
    const flow = source?.flow ?? '';
    const root = { flow, version: step.facts?.flows?.[flow] ?? 0 };
    contact.seq = shown.event.seq;
    contact.snapshot = snapshot;
    contact.ended = step.snapshot.ended !== undefined;
    contact.unsaved += 1;
    hot.put(contact);
    const { seals } = parts;
    return unitOfStep({
      contact,
      previousSeq,
      step,
      shown,
      snapshot,
      carried,
      seals,
      repeatKey,
      root,
      before,
    });
  }

  /** Writes a step. One promise from here to the receipt: a turn is made of little else. */
  async function save(
    contact: HotContact,
    previousSeq: number,
    event: ContactEvent,
    twins: TwinStep,
    before: Statement[],
    repeatKey: string | null,
    began: number,
  ): Promise<Receipt> {
    const { step: done } = twins;
    const shown = twins.shown ?? { event, step: done };
    const snapshot = done.snapshot.ended ? '' : encodeTwins(twinsAfter(twins), parts.seals);
    const saving = writer.commit(
      ahead(contact, previousSeq, { step: done, shown }, snapshot, before, repeatKey),
    );
    let { effects } = shown.step;
    const following = handOver(contact, effects);
    // Is awaited further down: until then its rejection must not be left alone.
    following?.catch(() => undefined);
    try {
      await saving;
    } catch (error) {
      // The disk did not follow. Steps queued behind this one will find the seq taken and try again.
      hot.evict(contact.id);
      if (error instanceof CommitConflict) throw new Superseded(contact.id, { cause: error });
      if (error instanceof CommitFailed)
        throw new Unavailable('The database cannot write now.', { cause: error });
      throw error;
    }
    contact.unsaved -= 1;
    if (contact.ended && contact.unsaved === 0) hot.evict(contact.id);
    const ended = done.snapshot.ended !== undefined;
    const entry: StoryEntry = { seq: event.seq, at: event.at, effects, ended };
    if (shown.event.type === 'input.received') entry.input = shown.event.input;
    if (repeatKey !== null) entry.id = repeatKey.slice(repeatKey.indexOf(':') + 1);
    const { failure, status } = shown.step;
    parts.committed(contact, entry, failure ? { ...done, failure } : done, parts.elapsed() - began);
    if (following) {
      const followed = await following.catch(() => undefined);
      if (followed) effects = [...effects, ...followed.effects];
    }
    return {
      status: status === 'ignored' ? 'ignored' : 'taken',
      contact: contact.id,
      seq: event.seq,
      effects,
      ended: contact.ended,
    };
  }

  /**
   * A channel that hands effects over with its answer has delivered them by that: an awaited prompt succeeds at once.
   * Gives the follow-up steps, each queued behind the one before.
   */
  function handOver(contact: HotContact, effects: Effect[]): Promise<Receipt> | undefined {
    const last = effects.findLast(
      (effect) =>
        effect.type === 'channel.prompt' &&
        effect.awaited &&
        !parts.source(contact.connection)?.pushes(effect),
    );
    if (!last || contact.ended) return undefined;
    return happen(contact, { type: 'effect.succeeded', effect: last.id, result: { state: 'sent' } }, null);
  }

  function open(source: Source, opening: Opening): Promise<Receipt> {
    const began = parts.elapsed();
    const at = parts.now();
    const id = parts.newId();
    const event: ContactOpened = {
      type: 'contact.opened',
      contact: id,
      channel: source.kind,
      customer: opening.facts,
      seq: 1,
      at,
      seed: parts.seed(),
      ...opening.about,
    };
    const contact: HotContact = {
      id,
      organisation: source.organisation,
      connection: source.id,
      conversation: opening.conversation,
      customer: opening.facts.id,
      openedAt: at,
      seq: 0,
      snapshot: '',
      unsaved: 0,
      ended: false,
    };
    const twins = orAbandoned(contact, source.kind, opening.facts, event, () => ({
      step: start(parts.world(source.organisation), event, source.flow),
    }));
    return save(contact, 0, event, twins, opening.before, opening.repeatKey, began);
  }

  function happen(
    contact: HotContact,
    happening: Happening,
    repeatKey: string | null,
    beside: Statement[] = [],
  ): Promise<Receipt> {
    if (contact.ended)
      return Promise.resolve({
        status: 'ignored',
        contact: contact.id,
        seq: contact.seq,
        effects: [],
        ended: true,
      });
    const began = parts.elapsed();
    const previousSeq = contact.seq;
    const event = {
      seq: previousSeq + 1,
      at: parts.now(),
      seed: parts.seed(),
      ...cut(happening),
    } as ContactEvent;
    const kind = parts.source(contact.connection)?.kind ?? 'api';
    const twins = orAbandoned(contact, kind, { id: contact.customer }, event, () =>
      stepTwins(
        parts.world(contact.organisation),
        decodeTwins(contact.snapshot, contact, parts.seals),
        event,
      ),
    );
    return save(contact, previousSeq, event, twins, beside, repeatKey, began);
  }

  return { open, happen };
}

/** The engine fails in words, not in exceptions: one means that snapshot or machine are not what it wrote. */
function orAbandoned(
  { id, openedAt }: HotContact,
  channel: ChannelKind,
  customer: CustomerFacts,
  event: ContactEvent,
  work: () => TwinStep,
): TwinStep {
  try {
    return work();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { step: abandon({ id, openedAt, channel, customer }, event, why) };
  }
}

/** Longer inputs are cut rather than refused: the customer has said something. */
function cut(happening: Happening): Happening {
  if (happening.type !== 'input.received' || happening.input.value.length <= LIMITS.inputText)
    return happening;
  return {
    ...happening,
    input: { ...happening.input, value: happening.input.value.slice(0, LIMITS.inputText) },
  };
}
