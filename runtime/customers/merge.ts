import type { Db } from '../../db/client.ts';
import { contactsOfCustomer, giveContact } from '../../db/queries/contacts.ts';
import {
  addressesOf,
  type AddressRow,
  changeCustomer,
  create,
  type CustomerRow,
  deleteCustomer,
  giveAddress,
  readCustomer,
} from '../../db/queries/customers.ts';
import {
  copyOptOuts,
  deleteMerge,
  deleteOptOuts,
  insertMerge,
  type MergeRow,
  optIn,
  type OptOutRow,
  optOutsOf,
} from '../../db/queries/privacy.ts';
import type { Statement } from '../../db/writer.ts';

type Known = Pick<CustomerRow, 'name' | 'language' | 'attributes'>;

/** What it takes to part two customers again. */
interface Undo {
  merged: CustomerRow;
  addresses: AddressRow[];
  contacts: string[];
  optOuts: OptOutRow[];
  /** Channels the kept one had opted out of by itself. */
  ownOptOuts: string[];
  before: Known;
  after: Known;
}

/** What is to be written, and whose contacts in memory are no longer as they are. */
export interface Merging {
  statements: Statement[];
  contacts: string[];
}

const knownOf = ({ name, language, attributes }: CustomerRow): Known => ({ name, language, attributes });

/** Makes two customers one: what is known of the kept one counts, what only the other had is added. */
export function mergeCustomers(
  db: Db,
  kept: CustomerRow,
  merged: CustomerRow,
  about: { id: string; at: number; by: string },
): Merging {
  const addresses = addressesOf(db, merged.id);
  const contacts = contactsOfCustomer(db, merged.id).map(({ id }) => id);
  const optOuts = optOutsOf(db, merged.id);
  const after: Known = {
    name: kept.name ?? merged.name,
    language: kept.language ?? merged.language,
    attributes: { ...merged.attributes, ...kept.attributes },
  };
  const ownOptOuts = optOutsOf(db, kept.id).map(({ channel }) => channel);
  const undo: Undo = { merged, addresses, contacts, optOuts, ownOptOuts, before: knownOf(kept), after };
  return {
    contacts,
    statements: [
      ...addresses.map((address) => giveAddress(address, kept.id)),
      ...contacts.map((contact) => giveContact(contact, kept.id)),
      // Whoever did not want to be written to still does not.
      ...copyOptOuts(optOuts, kept.id),
      deleteOptOuts(merged.id),
      changeCustomer(kept.organisation, kept.id, after),
      deleteCustomer(merged.organisation, merged.id),
      insertMerge({
        ...about,
        organisation: kept.organisation,
        kept: kept.id,
        merged: merged.id,
        undo: JSON.stringify(undo),
      }),
    ],
  };
}

/** Parts two customers again. What the kept one was told since stays with it. */
export function partCustomers(db: Db, merge: MergeRow): Merging | undefined {
  const kept = readCustomer(db, merge.organisation, merge.kept);
  if (!kept) return undefined;
  const { merged, addresses, contacts, optOuts, ownOptOuts, before, after } = JSON.parse(merge.undo) as Undo;
  const still = new Set(contactsOfCustomer(db, kept.id).map(({ id }) => id));
  const has = new Set(addressesOf(db, kept.id).map(({ kind, address }) => `${kind} ${address}`));
  const unchanged = JSON.stringify(knownOf(kept)) === JSON.stringify(after);
  const back = contacts.filter((id) => still.has(id));
  return {
    contacts: back,
    statements: [
      create(merged),
      ...addresses
        .filter(({ kind, address }) => has.has(`${kind} ${address}`))
        .map((address) => giveAddress(address, merged.id)),
      ...back.map((contact) => giveContact(contact, merged.id)),
      ...copyOptOuts(optOuts, merged.id),
      ...optOuts
        .filter(({ channel }) => !ownOptOuts.includes(channel))
        .map(({ channel }) => optIn(kept.id, channel)),
      ...(unchanged ? [changeCustomer(kept.organisation, kept.id, before)] : []),
      deleteMerge(merge.id),
    ],
  };
}
