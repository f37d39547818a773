import type { Db } from '../../db/client.ts';
import { type ContactRow, contactsOfCustomer, deleteContact } from '../../db/queries/contacts.ts';
import {
  addressesOf,
  type CustomerRow,
  deleteAddresses,
  deleteCustomer,
} from '../../db/queries/customers.ts';
import { dropDeadLettersWith } from '../../db/queries/dead-letters.ts';
import { countLog, deleteLog } from '../../db/queries/log.ts';
import { deleteOutbox } from '../../db/queries/outbox.ts';
import {
  deleteMergesOf,
  deleteOptOuts,
  type ErasureRow,
  insertErasure,
  mergesInto,
} from '../../db/queries/privacy.ts';
import type { Statement, Writer } from '../../db/writer.ts';
import type { ContactDesk } from '../contacts/desk.ts';

/** Contacts taken out in one go: their logs may be long, and other contacts wait meanwhile. */
const CONTACTS_AT_ONCE = 50;
/** Addresses shorter than this would be found in letters of others. */
const SHORTEST_ADDRESS = 5;

export interface EraseParts {
  db: Db;
  writer: Writer;
  desk: ContactDesk;
  now: () => number;
  newId: () => string;
  /** Stores the end of it, with the row of the audit. */
  finish: (statements: Statement[], erasure: ErasureRow) => Promise<void>;
}

/**
 * Takes a customer out of every table: contacts, what was said, what was sent, addresses, letters nobody could read. Counters
 * stay. Interrupted, it can be asked for again. Deleted pages are overwritten, and the WAL is emptied at the end.
 */
export async function eraseCustomer(
  parts: EraseParts,
  customer: CustomerRow,
  by: string,
): Promise<ErasureRow> {
  const { db, writer, desk } = parts;
  let contacts = 0;
  let events = 0;
  const known = new Set(addressesOf(db, customer.id).map(({ address }) => address));
  for (;;) {
    const batch = contactsOfCustomer(db, customer.id).slice(0, CONTACTS_AT_ONCE);
    if (batch.length === 0) break;
    await Promise.all(
      batch.filter(({ endedAt }) => endedAt === null).map(({ id }) => desk.end(id, 'erased')),
    );
    contacts += batch.length;
    events += batch.reduce((sum, { id }) => sum + countLog(db, id), 0);
    for (const { address } of batch) known.add(address);
    await writer.commit({ statements: batch.flatMap(withAll) });
    for (const { id } of batch) desk.forget(id);
  }
  const since = Math.min(
    customer.createdAt,
    ...mergesInto(db, customer.id).map((merge) => mergedSince(merge.undo)),
  );
  const { organisation } = customer;
  const erasure = {
    id: parts.newId(),
    organisation,
    customer: customer.id,
    since,
    at: parts.now(),
    by,
    contacts,
    events,
  };
  await parts.finish(
    [
      ...[...known]
        .filter((address) => address.length >= SHORTEST_ADDRESS)
        .flatMap((address) => spellingsOf(address).map((text) => dropDeadLettersWith(organisation, text))),
      deleteAddresses(customer.id),
      deleteOptOuts(customer.id),
      deleteMergesOf(customer.id),
      deleteCustomer(organisation, customer.id),
      insertErasure(erasure),
    ],
    erasure,
  );
  await writer.emptyWal();
  return erasure;
}

const withAll = ({ id }: ContactRow): Statement[] => [deleteLog(id), deleteOutbox(id), deleteContact(id)];

/** As it stands in JSON, and in a form. */
const spellingsOf = (address: string): string[] => [
  ...new Set([address, JSON.stringify(address).slice(1, -1), encodeURIComponent(address)]),
];

const mergedSince = (undo: string): number => (JSON.parse(undo) as { merged: CustomerRow }).merged.createdAt;
