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

/** A step on its way to the disk. */
interface Queued {
  saving: Promise<void>;
  done: Step;
  /** The same as it may be shown. */
  shown: { event: ContactEvent; step: Step };
  repeatKey: string | null;
  /** When it began, by `elapsed`. */
  began: number;
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

  /** Queues a step for the disk. */
  function queue(
    contact: HotContact,
    previousSeq: number,
    event: ContactEvent,
    twins: TwinStep,
    before: Statement[],
    repeatKey: string | null,
    began: number,
  ): Queued {
    const { step: done } = twins;
    const shown = twins.shown ?? { event, step: done };
    const snapshot = done.snapshot.ended ? '' : encodeTwins(twinsAfter(twins), parts.seals);
    const unit = ahead(contact, previousSeq, { step: done, shown }, snapshot, before, repeatKey);
    return { saving: writer.commit(unit), done, shown, repeatKey, began };
  }

  /**
   * A channel that hands effects over with its answer has delivered them by that: an awaited prompt succeeds at once. Queues
   * the steps that follow from it, each behind the one before; a loop, for a flow may go on like this to its limits.
   */
  function handOver(contact: HotContact, first: Queued): Queued[] {
    const queued = [first];
    for (let last = first; ;) {
      const prompt = last.shown.step.effects.findLast(
        (effect) =>
          effect.type === 'channel.prompt' &&
          effect.awaited &&
          !parts.source(contact.connection)?.pushes(effect),
      );
      if (!prompt || contact.ended) return queued;
      last = goOn(
        contact,
        { type: 'effect.succeeded', effect: prompt.id, result: { state: 'sent' } },
        null,
        [],
      );
      queued.push(last);
    }
  }

  /** Waits for the disk. One promise for a step and what follows from it: a turn is made of little else. */
  async function settle(contact: HotContact, queued: readonly Queued[]): Promise<Receipt> {
    const first = queued[0]!;
    let { effects } = first.shown.step;
    // Are awaited one after the other: until then a rejection must not be left alone.
    if (queued.length > 1) for (const { saving } of queued) saving.catch(() => undefined);
    for (const one of queued) {
      try {
        await one.saving;
      } catch (error) {
        // The disk did not follow. Steps queued behind this one will find the seq taken and try again.
        hot.evict(contact.id);
        if (one !== first) break;
        if (error instanceof CommitConflict) throw new Superseded(contact.id, { cause: error });
        if (error instanceof CommitFailed)
          throw new Unavailable('The database cannot write now.', { cause: error });
        throw error;
      }
      saved(contact, one);
      if (one !== first) effects = [...effects, ...one.shown.step.effects];
    }
    const { status } = first.shown.step;
    return {
      status: status === 'ignored' ? 'ignored' : 'taken',
      contact: contact.id,
      seq: first.shown.event.seq,
      effects,
      ended: contact.ended,
    };
  }

  function saved(contact: HotContact, { done, shown: { event, step }, repeatKey, began }: Queued): void {
    contact.unsaved -= 1;
    if (contact.ended && contact.unsaved === 0) hot.evict(contact.id);
    const ended = done.snapshot.ended !== undefined;
    const entry: StoryEntry = { seq: event.seq, at: event.at, effects: step.effects, ended };
    if (event.type === 'input.received') entry.input = event.input;
    if (repeatKey !== null) entry.id = repeatKey.slice(repeatKey.indexOf(':') + 1);
    const { failure } = step;
    parts.committed(contact, entry, failure ? { ...done, failure } : done, parts.elapsed() - began);
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
    const first = queue(contact, 0, event, twins, opening.before, opening.repeatKey, began);
    return settle(contact, handOver(contact, first));
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
    return settle(contact, handOver(contact, goOn(contact, happening, repeatKey, beside)));
  }

  /** The next step of a live contact, queued. */
  function goOn(
    contact: HotContact,
    happening: Happening,
    repeatKey: string | null,
    beside: Statement[],
  ): Queued {
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
    return queue(contact, previousSeq, event, twins, beside, repeatKey, began);
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
