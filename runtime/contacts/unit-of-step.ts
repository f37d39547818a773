import { insertContact, updateContact } from '../../db/queries/contacts.ts';
import { setLanguage } from '../../db/queries/customers.ts';
import { insertLog } from '../../db/queries/log.ts';
import { insert as insertOutbox } from '../../db/queries/outbox.ts';
import type { Statement, Unit } from '../../db/writer.ts';
import { type ContactEvent, dueAt, type Effect, type Step } from '../engine/index.ts';
import type { HotContact } from './hot-contacts.ts';
import { encodeTrace } from './trace-text.ts';
import { loggedEffects } from './logged.ts';
import { bodyOf } from './sealed-effect.ts';
import type { Seals } from './twins-text.ts';

/** What a step leaves to be written, and by whom it came. */
export interface Stepped {
  contact: HotContact;
  /** The contact's seq before the step; 0 for a new contact. */
  previousSeq: number;
  step: Step;
  /** The same as it may be stored and shown; the very same where nothing is sensitive. */
  shown: { event: ContactEvent; step: Step };
  /** Text of the snapshot after the step. */
  snapshot: string;
  /** Whether an effect is to be carried out after the commit, so that it needs a row in the outbox. */
  carried: (effect: Effect) => boolean;
  /** Seals what must not be read while it waits to be carried out. */
  seals: Seals;
  /** Unique key of the delivery, when it came from outside. */
  repeatKey: string | null;
  /** Version of the root flow; for the row of a new contact. */
  root: { flow: string; version: number };
  /** What else the step needs: a new customer. */
  before: Statement[];
}

/** The one atomic write of a step: log row, snapshot with its timer, outbox, and what belongs to the customer. */
export function unitOfStep(stepped: Stepped): Unit {
  const { contact, previousSeq, step, shown, snapshot, repeatKey } = stepped;
  const { event } = shown;
  const effects = loggedEffects(shown.step.effects);
  return {
    statements: [
      ...stepped.before,
      insertLog({
        contact: contact.id,
        seq: event.seq,
        at: event.at,
        event: eventText(event),
        effects: effects.length > 0 ? JSON.stringify(effects) : null,
        trace: encodeTrace(shown.step),
        facts: shown.step.facts ? JSON.stringify(shown.step.facts) : null,
        status: step.status,
        repeatKey,
      }),
      previousSeq === 0 ? inserting(stepped) : updating(contact.id, previousSeq, event, step, snapshot),
      ...step.effects.flatMap((effect, index) => beside(effect, effects[index]!, stepped)),
    ],
  };
}

function inserting({ contact, shown: { event }, step, snapshot, root }: Stepped): Statement {
  const { ended } = step.snapshot;
  return insertContact({
    id: contact.id,
    organisation: contact.organisation,
    customer: contact.customer,
    connection: contact.connection,
    address: contact.conversation,
    flow: root.flow,
    version: root.version,
    state: ended ? 'ended' : 'inFlow',
    seq: event.seq,
    due: dueAt(step.snapshot) ?? null,
    snapshot: ended ? null : snapshot,
    openedAt: contact.openedAt,
    endedAt: ended ? event.at : null,
    endReason: ended?.reason ?? null,
  });
}

function updating(
  id: string,
  previousSeq: number,
  event: ContactEvent,
  step: Step,
  snapshot: string,
): Statement {
  const { ended } = step.snapshot;
  const { seq, at } = event;
  return updateContact(
    ended
      ? { id, previousSeq, seq, state: 'ended', endedAt: at, endReason: ended.reason }
      : { id, previousSeq, seq, state: 'inFlow', due: dueAt(step.snapshot) ?? null, snapshot },
  );
}

/** Rows an effect needs besides the log: its place in the outbox, or the customer's own data. */
function beside(
  effect: Effect,
  logged: Effect,
  { contact, shown: { event }, carried, seals }: Stepped,
): Statement[] {
  if (effect.type === 'customer.update')
    return effect.language === undefined ? [] : [setLanguage(contact.customer, effect.language)];
  if (!carried(effect)) return [];
  return [
    insertOutbox({
      id: effect.id,
      contact: contact.id,
      connection: contact.connection,
      body: bodyOf(effect, logged, seals),
      createdAt: event.at,
    }),
  ];
}

/** Seq and time have columns of their own; JSON leaves out what is undefined, which is cheaper than a copy without them. */
const eventText = (event: ContactEvent): string =>
  JSON.stringify({ ...event, seq: undefined, at: undefined });
