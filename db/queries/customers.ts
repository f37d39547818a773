import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { addresses, customers } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

export type CustomerRow = typeof customers.$inferSelect;
export type AddressRow = typeof addresses.$inferSelect;

export const create = (customer: CustomerRow): Statement =>
  statement(build.insert(customers).values(customer), 1);

/** Conflicts with `addresses.kind, addresses.address` if somebody has it already. */
export const addAddress = (address: AddressRow): Statement =>
  statement(build.insert(addresses).values(address), 1);

export const setLanguage = (id: string, language: string): Statement =>
  statement(build.update(customers).set({ language }).where(eq(customers.id, id)), 1);

const oneByAddress = prepared((db) =>
  db
    .select(getTableColumns(customers))
    .from(addresses)
    .innerJoin(customers, eq(customers.id, addresses.customer))
    .where(
      and(
        eq(addresses.organisation, sql.placeholder('organisation')),
        eq(addresses.kind, sql.placeholder('kind')),
        eq(addresses.address, sql.placeholder('address')),
      ),
    )
    .prepare(),
);
export const byAddress = (
  db: Db,
  organisation: string,
  kind: string,
  address: string,
): CustomerRow | undefined => oneByAddress(db).get({ organisation, kind, address });

const oneById = prepared((db) =>
  db
    .select()
    .from(customers)
    .where(eq(customers.id, sql.placeholder('id')))
    .prepare(),
);
export const byId = (db: Db, id: string): CustomerRow | undefined => oneById(db).get({ id });
