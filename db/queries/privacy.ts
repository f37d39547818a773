import { and, asc, desc, eq, inArray, or, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { contacts, erasures, merges, optOuts } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { build, prepared, statement } from './prepared.ts';

export type OptOutRow = typeof optOuts.$inferSelect;
export type MergeRow = typeof merges.$inferSelect;
export type ErasureRow = typeof erasures.$inferSelect;

/** Stands for every kind of channel. */
export const ALL_CHANNELS = 'all';

/** They do not want to be written to; a second time changes nothing. */
export const optOut = (row: OptOutRow): Statement =>
  statement(build.insert(optOuts).values(row).onConflictDoNothing());

/** They may be written to again. */
export const optIn = (customer: string, channel: string): Statement =>
  statement(build.delete(optOuts).where(and(eq(optOuts.customer, customer), eq(optOuts.channel, channel))));

/** Gives opt-outs of a customer to another, who may have them already. */
export const copyOptOuts = (rows: readonly OptOutRow[], customer: string): Statement[] =>
  rows.map((row) => optOut({ ...row, customer }));

export const deleteOptOuts = (customer: string): Statement =>
  statement(build.delete(optOuts).where(eq(optOuts.customer, customer)));

const ofCustomer = prepared((db) =>
  db
    .select()
    .from(optOuts)
    .where(eq(optOuts.customer, sql.placeholder('customer')))
    .orderBy(asc(optOuts.channel))
    .prepare(),
);
export const optOutsOf = (db: Db, customer: string): OptOutRow[] => ofCustomer(db).all({ customer });

const ofContact = prepared((db) =>
  db
    .select({ at: optOuts.at })
    .from(contacts)
    .innerJoin(optOuts, eq(optOuts.customer, contacts.customer))
    .where(
      and(
        eq(contacts.id, sql.placeholder('contact')),
        inArray(optOuts.channel, [sql.placeholder('channel'), sql.placeholder('all')]),
      ),
    )
    .limit(1)
    .prepare(),
);
/** Whether the customer of a contact does not want to be written to on a kind of channel. */
export const hasOptedOut = (db: Db, contact: string, channel: string): boolean =>
  ofContact(db).get({ contact, channel, all: ALL_CHANNELS }) !== undefined;

export const insertMerge = (row: MergeRow): Statement => statement(build.insert(merges).values(row), 1);
export const deleteMerge = (id: string): Statement =>
  statement(build.delete(merges).where(eq(merges.id, id)), 1);

/** Takes out what could bring back an erased customer. */
export const deleteMergesOf = (customer: string): Statement =>
  statement(build.delete(merges).where(or(eq(merges.kept, customer), eq(merges.merged, customer))));

const merge = prepared((db) =>
  db
    .select()
    .from(merges)
    .where(
      and(eq(merges.organisation, sql.placeholder('organisation')), eq(merges.id, sql.placeholder('id'))),
    )
    .prepare(),
);
export const readMerge = (db: Db, organisation: string, id: string): MergeRow | undefined =>
  merge(db).get({ organisation, id });

const intoCustomer = prepared((db) =>
  db
    .select()
    .from(merges)
    .where(eq(merges.kept, sql.placeholder('customer')))
    .orderBy(desc(merges.at))
    .prepare(),
);
/** The merges into a customer, the last one first. */
export const mergesInto = (db: Db, customer: string): MergeRow[] => intoCustomer(db).all({ customer });

export const insertErasure = (row: ErasureRow): Statement => statement(build.insert(erasures).values(row), 1);

/** A page of an organisation's erasures, the last one first. */
export const pageOfErasures = (
  db: Db,
  organisation: string,
  wanted: { after?: { at: number; id: string } | undefined; limit: number },
): ErasureRow[] =>
  db
    .select()
    .from(erasures)
    .where(
      and(
        eq(erasures.organisation, organisation),
        wanted.after && sql`(${erasures.at}, ${erasures.id}) < (${wanted.after.at}, ${wanted.after.id})`,
      ),
    )
    .orderBy(desc(erasures.at), desc(erasures.id))
    .limit(wanted.limit)
    .all();
