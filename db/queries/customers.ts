import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { addresses, customers } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, insertInto, prepared, statement } from './prepared.ts';

export type CustomerRow = typeof customers.$inferSelect;
export type AddressRow = typeof addresses.$inferSelect;

export const create: (customer: CustomerRow) => Statement = insertInto(customers);

/** Conflicts with `addresses.kind, addresses.address` if somebody has it already. */
export const addAddress: (address: AddressRow) => Statement = insertInto(addresses);

export const setLanguage = (id: string, language: string): Statement =>
  statement(build.update(customers).set({ language }).where(eq(customers.id, id)), 1);

const oneById = prepared((db) =>
  db
    .select()
    .from(customers)
    .where(eq(customers.id, sql.placeholder('id')))
    .prepare(),
);
export const byId = (db: Db, id: string): CustomerRow | undefined => oneById(db).get({ id });

const oneOf = prepared((db) =>
  db
    .select()
    .from(customers)
    .where(
      and(
        eq(customers.organisation, sql.placeholder('organisation')),
        eq(customers.id, sql.placeholder('id')),
      ),
    )
    .prepare(),
);
export const readCustomer = (db: Db, organisation: string, id: string): CustomerRow | undefined =>
  oneOf(db).get({ organisation, id });

const addressesByCustomer = prepared((db) =>
  db
    .select()
    .from(addresses)
    .where(eq(addresses.customer, sql.placeholder('customer')))
    .orderBy(asc(addresses.kind), asc(addresses.address))
    .prepare(),
);
/** What a customer is known by. */
export const addressesOf = (db: Db, customer: string): AddressRow[] =>
  addressesByCustomer(db).all({ customer });

/** A page of an organisation's customers, the newest first. `text` is part of the name, `address` the whole of one. */
export const pageOfCustomers = (
  db: Db,
  organisation: string,
  wanted: {
    text?: string | undefined;
    address?: string | undefined;
    after?: { createdAt: number; id: string } | undefined;
    limit: number;
  },
): CustomerRow[] =>
  db
    .select()
    .from(customers)
    .where(
      and(
        eq(customers.organisation, organisation),
        wanted.text === undefined
          ? undefined
          : sql`instr(lower(${customers.name}), lower(${wanted.text})) > 0`,
        wanted.address === undefined
          ? undefined
          : sql`exists (select 1 from ${addresses} where ${addresses.customer} = ${customers}.id and ${addresses.address} = ${wanted.address})`,
        wanted.after &&
          sql`(${customers.createdAt}, ${customers.id}) < (${wanted.after.createdAt}, ${wanted.after.id})`,
      ),
    )
    .orderBy(desc(customers.createdAt), desc(customers.id))
    .limit(wanted.limit)
    .all();

/** Changes what is known of a customer. */
export const changeCustomer = (
  organisation: string,
  id: string,
  set: Partial<Pick<CustomerRow, 'name' | 'language' | 'attributes'>>,
): Statement =>
  statement(
    build
      .update(customers)
      .set(set)
      .where(and(eq(customers.organisation, organisation), eq(customers.id, id))),
    1,
  );

/** Gives an address to another customer of the same organisation. */
export const giveAddress = ({ organisation, kind, address }: AddressRow, customer: string): Statement =>
  statement(
    build
      .update(addresses)
      .set({ customer })
      .where(
        and(
          eq(addresses.organisation, organisation),
          eq(addresses.kind, kind),
          eq(addresses.address, address),
        ),
      ),
    1,
  );

export const deleteAddresses = (customer: string): Statement =>
  statement(build.delete(addresses).where(eq(addresses.customer, customer)));

/** Conflicts with what still refers to the customer. */
export const deleteCustomer = (organisation: string, id: string): Statement =>
  statement(
    build.delete(customers).where(and(eq(customers.organisation, organisation), eq(customers.id, id))),
    1,
  );
