import { markFailed } from '../../db/queries/outbox.ts';
import type { Writer } from '../../db/writer.ts';
import type { Failure } from '../engine/index.ts';
import type { Carrier } from './carrier.ts';

/** Code of the failure when somebody does not want to be written to. */
const OPTED_OUT: Failure = {
  kind: 'refused',
  code: 'customer.opted-out',
  message: 'The customer does not want to be written to here.',
};

export interface OptOutParts {
  writer: Writer;
  /** Whether the customer of a contact has opted out of the channel of a connection. Asked before every attempt. */
  optedOut: (contact: string, connection: string) => boolean;
  report: (contact: string, effect: string, outcome: Failure) => Promise<void>;
  now: () => number;
}

/** A carrier that sends nothing to who does not want it: the send fails, and the flow is told. */
export const respectful = (inner: Carrier, parts: OptOutParts): Carrier => ({
  ...inner,
  async attempt(row) {
    // What may have arrived already is for the carrier to find out; stopping half-way would only lose the trace.
    if (row.doubtful || !parts.optedOut(row.contact, row.connection)) return inner.attempt(row);
    await parts.writer.commit({ statements: [markFailed(row.effect.id, parts.now(), OPTED_OUT.code)] });
    await parts.report(row.contact, row.effect.id, OPTED_OUT);
    return true;
  },
});
