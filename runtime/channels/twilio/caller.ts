import type { Inbound } from '../adapter.ts';
import type { Form } from './form.ts';

/**
 * What Twilio puts in place of a number that was withheld: ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN and UNAVAILABLE as
 * typed on a keypad. They look like numbers, and must not become one customer.
 */
const WITHHELD = new Set(['266696687', '7378742833', '2562533', '8656696', '86282452253']);

/** Who talks to whom, from the fields every request of a call has. */
export interface Parties {
  /** Our number: what a connection is found by. */
  ours: string | undefined;
  from: string | undefined;
  customer: Inbound['customer'];
}

/** On a call we placed, the carrier's `From` is ours: https://www.twilio.com/docs/voice/twiml#request-parameters */
export function partiesOf(form: Form): Parties {
  const outbound = form.get('Direction')?.startsWith('outbound') ?? false;
  const called = form.get(outbound ? 'From' : 'To')?.trim();
  const ours = phoneNumber(called) ?? called;
  const theirs = form.get(outbound ? 'To' : 'From')?.trim() ?? '';
  const number = phoneNumber(theirs);
  if (number !== undefined) return { ours, from: number, customer: { kind: 'phone', address: number } };
  // A SIP address or a carrier's client name is somebody too; anything else (anonymous, Restricted, …) is nobody we know again.
  const known = /^(sips?|client):[^\s]{1,250}$/i.test(theirs);
  return {
    ours,
    from: known ? theirs : undefined,
    customer: known ? { kind: 'external', address: theirs } : undefined,
  };
}

/** A number in E.164, also without its plus (a form that was not escaped turns "+" into a space); undefined when it is none. */
function phoneNumber(given: string | undefined): string | undefined {
  const digits = /^\+?([1-9]\d{6,14})$/.exec(given?.trim() ?? '')?.[1];
  return digits === undefined || WITHHELD.has(digits) ? undefined : `+${digits}`;
}
