import type { Inbound } from '../adapter.ts';
import { isRecord } from './is-record.ts';
import { Refusal } from './refusal.ts';

const REFERENCE = /^[\x21-\x7e]{1,200}$/;
const CODE = /^[\x20-\x7e]{1,100}$/;
const FIELDS = new Set(['reference', 'state', 'code']);

/** The other side's word on something we sent it, by the reference we gave with it. */
export function readDelivery(value: unknown): Inbound {
  if (!isRecord(value)) throw new Refusal(400, 'delivery.not-an-object');
  for (const name in value) if (!FIELDS.has(name)) throw new Refusal(400, 'delivery.unknown-field', name);
  const { reference, state, code } = value;
  if (typeof reference !== 'string' || !REFERENCE.test(reference))
    throw new Refusal(400, 'delivery.invalid-field', 'reference');
  if (state !== 'sent' && state !== 'delivered' && state !== 'failed')
    throw new Refusal(400, 'delivery.invalid-field', 'state');
  if (code !== undefined && (typeof code !== 'string' || !CODE.test(code)))
    throw new Refusal(400, 'delivery.invalid-field', 'code');
  return {
    // A status has no id of its own; the same word on the same message is the same delivery.
    id: `delivery ${reference} ${state}`,
    conversation: reference.split('/', 1)[0]!,
    what: { type: 'delivery', effect: reference, state, ...(code === undefined ? {} : { code }) },
  };
}
