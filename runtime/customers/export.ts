import type { Db } from '../../db/client.ts';
import { type ContactRow, contactsOfCustomer } from '../../db/queries/contacts.ts';
import { addressesOf, type CustomerRow } from '../../db/queries/customers.ts';
import { byContact } from '../../db/queries/outbox.ts';
import { mergesInto, optOutsOf } from '../../db/queries/privacy.ts';
import { readEntries } from '../contacts/contact-log.ts';
import { shownIn } from '../contacts/sealed-effect.ts';
import { decodeSnapshot } from '../contacts/snapshot-text.ts';
import { transcriptOf } from '../contacts/transcript.ts';
import { withoutPayment, masked } from '../masking.ts';

/** Everything that is known of a customer, as plain JSON. What was sensitive is not known. */
export function exportCustomer(db: Db, customer: CustomerRow, at: number) {
  const contacts = contactsOfCustomer(db, customer.id);
  return masked(
    {
      exportedAt: new Date(at).toISOString(),
      customer: {
        id: customer.id,
        name: customer.name,
        language: customer.language,
        attributes: customer.attributes,
        createdAt: customer.createdAt,
      },
      addresses: addressesOf(db, customer.id).map(({ kind, address }) => ({ kind, address })),
      optOuts: optOutsOf(db, customer.id).map(({ channel, at: since }) => ({ channel, since })),
      merged: mergesInto(db, customer.id).map(({ merged: other, at: when }) => ({
        customer: other,
        at: when,
      })),
      contacts: contacts.map((contact) => exportContact(db, contact)),
    },
    withoutPayment,
  );
}

function exportContact(db: Db, contact: ContactRow) {
  const { id, connection, address, flow, version, state, openedAt, endedAt, endReason } = contact;
  const entries = readEntries(db, id);
  return {
    id,
    connection,
    address,
    flow,
    version,
    state,
    openedAt,
    endedAt,
    endReason,
    variables: variablesOf(contact),
    transcript: transcriptOf(entries),
    events: entries.map(({ event, effects, trace }) => ({ event, effects, trace })),
    sends: byContact(db, id).map((row) => ({
      id: row.id,
      state: row.state,
      createdAt: row.createdAt,
      effect: shownIn(row.body) ?? null,
    })),
  };
}

function variablesOf(contact: ContactRow) {
  if (contact.snapshot === null) return [];
  try {
    const { frames } = decodeSnapshot(contact.snapshot, contact);
    return frames.map(({ flow, context }) => ({ flow, variables: context.vars }));
  } catch {
    // A contact that cannot be read any more has no variables anybody could name.
    return [];
  }
}
