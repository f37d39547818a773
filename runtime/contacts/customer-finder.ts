import type { Db } from '../../db/client.ts';
import { addAddress, byId, create, type CustomerRow } from '../../db/queries/customers.ts';
import type { Statement } from '../../db/writer.ts';
import type { CustomerFacts, Value } from '../engine/index.ts';
import type { Inbound } from './inbound.ts';

/** Knows customers again by their address, also those whose first contact is not on disk yet. */
export interface CustomerFinder {
  /** The customer behind an inbound, and what must be written if they are new. `stored`: id of who has the address on disk. */
  find(
    organisation: string,
    inbound: Inbound,
    stored: string | undefined,
    at: number,
  ): { facts: CustomerFacts; statements: Statement[]; address: string };
  byId(id: string): CustomerFacts | undefined;
  /** Call when the unit that held the statements is on disk, or was refused. */
  settled(address: string): void;
}

export function customerFinder(db: Db, newId: () => string): CustomerFinder {
  const fresh = new Map<string, CustomerRow>();
  return {
    find(organisation, inbound, stored, at) {
      const known = knownAs(inbound);
      const address = `${organisation} ${known.kind} ${known.address}`;
      const row = fresh.get(address) ?? (stored === undefined ? undefined : byId(db, stored));
      if (row) return { facts: factsOf(row), statements: [], address };
      const { name, language } = inbound.customer ?? {};
      const customer: CustomerRow = {
        id: newId(),
        organisation,
        name: name ?? null,
        language: language ?? null,
        attributes: {},
        createdAt: at,
      };
      fresh.set(address, customer);
      return {
        facts: factsOf(customer),
        statements: [
          create(customer),
          addAddress({ organisation, kind: known.kind, address: known.address, customer: customer.id }),
        ],
        address,
      };
    },
    byId(id) {
      const row = byId(db, id);
      return row && factsOf(row);
    },
    settled: (address) => void fresh.delete(address),
  };
}

/** How the customer behind an inbound is known again. */
export const knownAs = ({ customer, conversation }: Inbound): NonNullable<Inbound['customer']> =>
  customer ?? { kind: 'external', address: conversation };

function factsOf(row: CustomerRow): CustomerFacts {
  const facts: CustomerFacts = { id: row.id };
  if (row.name !== null) facts.name = row.name;
  if (row.language !== null) facts.language = row.language;
  if (Object.keys(row.attributes).length > 0) facts.attributes = row.attributes as { [name: string]: Value };
  return facts;
}
