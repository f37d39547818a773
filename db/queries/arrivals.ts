import { and, eq, isNull, sql } from 'drizzle-orm';
import { addresses, contacts, log } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { prepared } from './prepared.ts';

/** By what an arrival is looked up. */
export interface ArrivalKeys {
  /** Key of the delivery, as the log has it. */
  repeatKey: string;
  connection: string;
  conversation: string;
  organisation: string;
  /** How the customer is known. */
  kind: string;
  address: string;
}

/** What is stored about an arrival; a member is missing where there is nothing. */
export interface Arrival {
  /** Id of the contact that is open for this conversation. */
  contact?: string;
  /** Where the delivery was logged: it is a repeat. */
  seen?: { contact: string; seq: number };
  /** Id of the customer who has the address. */
  customer?: string;
}

const found = prepared((db) =>
  db
    .select({ what: sql<keyof Arrival>`'contact'`, id: contacts.id, seq: contacts.seq })
    .from(contacts)
    .where(
      and(
        eq(contacts.connection, sql.placeholder('connection')),
        eq(contacts.address, sql.placeholder('conversation')),
        isNull(contacts.endedAt),
      ),
    )
    .unionAll(
      db
        .select({ what: sql<keyof Arrival>`'seen'`, id: log.contact, seq: log.seq })
        .from(log)
        .where(eq(log.repeatKey, sql.placeholder('repeatKey'))),
    )
    .unionAll(
      db
        .select({ what: sql<keyof Arrival>`'customer'`, id: addresses.customer, seq: sql<number>`0` })
        .from(addresses)
        .where(
          and(
            eq(addresses.organisation, sql.placeholder('organisation')),
            eq(addresses.kind, sql.placeholder('kind')),
            eq(addresses.address, sql.placeholder('address')),
          ),
        ),
    )
    .prepare(),
);

/** All that is asked when a conversation is not in memory, in one look: of a stranger there is nothing, and no row. */
export function readArrival(db: Db, keys: ArrivalKeys): Arrival {
  const arrival: Arrival = {};
  for (const { what, id, seq } of found(db).all({ ...keys }))
    if (what === 'seen') arrival.seen = { contact: id, seq };
    else arrival[what] = id;
  return arrival;
}
