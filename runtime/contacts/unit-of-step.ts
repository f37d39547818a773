import { insertContact, updateContact } from '../../db/queries/contacts.ts';
import { setLanguage } from '../../db/queries/customers.ts';
import { insertLog } from '../../db/queries/log.ts';
import { insert as insertOutbox } from '../../db/queries/outbox.ts';
import type { Statement, Unit } from '../../db/writer.ts';
import { type ContactEvent, dueAt, type Effect, type Step } from '../engine/index.ts';
import type { HotContact } from './hot-contacts.ts';
import { encodeTrace } from './trace-text.ts';
import { loggedEffects, loggedEvent } from './logged.ts';

/** What a step leaves to be written, and by whom it came. */
export interface Stepped {
  contact: HotContact;
  /** The contact's seq before the step; 0 for a new contact. */
  previousSeq: number;
  event: ContactEvent;
  step: Step;
  /** Text of the snapshot after the step. */
  snapshot: string;
  /** Whether an effect is to be carried out after the commit, so that it needs a row in the outbox. */
  carried: (effect: Effect) => boolean;
  /** Unique key of the delivery, when it came from outside. */
  repeatKey: string | null;
  /** Version of the root flow; for the row of a new contact. */
  root: { flow: string; version: number };
  /** What else the step needs: a new customer. */
  before: Statement[];
}

/** The one atomic write of a step: log row, snapshot with its timer, outbox, and what belongs to the customer. */
export function unitOfStep(stepped: Stepped): Unit {
  const { contact, previousSeq, event, step, snapshot, repeatKey } = stepped;
  return {
    statements: [
      ...stepped.before,
      previousSeq === 0 ? inserting(stepped) : updating(contact.id, previousSeq, event, step, snapshot),
      insertLog({
        contact: contact.id,
        seq: event.seq,
        at: event.at,
        event: eventText(event),
        effects: step.effects.length > 0 ? JSON.stringify(loggedEffects(step.effects)) : null,
        trace: encodeTrace(step),
        facts: step.facts ? JSON.stringify(step.facts) : null,
        status: step.status,
        repeatKey,
      }),
      ...step.effects.flatMap((effect) => beside(effect, stepped)),
    ],
  };
}

function inserting({ contact, event, step, snapshot, root }: Stepped): Statement {
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
function beside(effect: Effect, { contact, event, carried }: Stepped): Statement[] {
  if (effect.type === 'customer.update')
    return effect.language === undefined ? [] : [setLanguage(contact.customer, effect.language)];
  if (!carried(effect)) return [];
  return [
    insertOutbox({
      id: effect.id,
      contact: contact.id,
      connection: contact.connection,
      body: JSON.stringify(effect),
      createdAt: event.at,
    }),
  ];
}

/** Seq and time have columns of their own. */
function eventText(happened: ContactEvent): string {
  const { seq: _seq, at: _at, ...event } = loggedEvent(happened);
  return JSON.stringify(event);
}
