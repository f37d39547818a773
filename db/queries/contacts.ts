import {
  and,
  asc,
  count,
  desc,
  eq,
  getTableColumns,
  gte,
  isNull,
  lt,
  lte,
  min,
  type SQL,
  sql,
} from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { connections, contacts, customers, log } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { isLastEntry } from './log.ts';
import { build, prepared, statement } from './prepared.ts';

export type ContactRow = Omit<typeof contacts.$inferSelect, 'lastEntry'>;
const { lastEntry: _lastEntry, ...columns } = getTableColumns(contacts);
/** Where a step leaves a contact. `endedAt` ends it, for good: its timer and its snapshot go with that. */
export type ContactChange =
  | { id: string; previousSeq: number; seq: number; state: string; due: number | null; snapshot: string }
  | { id: string; previousSeq: number; seq: number; state: string; endedAt: number; endReason: string };

// Right behind the log row of the same step, which is therefore the row inserted last. Constant texts: the writer
// prepares each once. Ending has its own, because naming `ended_at` in an update makes SQLite rewrite the entry in
// live_conversation.
const insertSql =
  'insert into contacts (id, organisation, customer, connection, address, flow, version, state, seq, due, snapshot, ' +
  'opened_at, ended_at, end_reason, last_entry) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, last_insert_rowid())';
const updateSql =
  'update contacts set seq = ?, last_entry = last_insert_rowid(), state = ?, due = ?, snapshot = ? ' +
  'where id = ? and seq = ?';
const endSql =
  'update contacts set seq = ?, last_entry = last_insert_rowid(), state = ?, due = null, snapshot = null, ' +
  'ended_at = ?, end_reason = ? where id = ? and seq = ?';

/** Conflicts with `live_conversation` if the customer's address has a live contact on this connection. */
export const insertContact = (row: ContactRow): Statement => ({
  sql: insertSql,
  params: [
    row.id,
    row.organisation,
    row.customer,
    row.connection,
    row.address,
    row.flow,
    row.version,
    row.state,
    row.seq,
    row.due,
    row.snapshot,
    row.openedAt,
    row.endedAt,
    row.endReason,
  ],
  expect: 1,
});

/** Conflicts if the contact is no longer at `previousSeq`: load it and step again. */
export const updateContact = (change: ContactChange): Statement => {
  const { id, previousSeq, seq, state } = change;
  return 'endedAt' in change
    ? { sql: endSql, params: [seq, state, change.endedAt, change.endReason, id, previousSeq], expect: 1 }
    : { sql: updateSql, params: [seq, state, change.due, change.snapshot, id, previousSeq], expect: 1 };
};

const byId = prepared((db) =>
  db
    .select(columns)
    .from(contacts)
    .where(eq(contacts.id, sql.placeholder('id')))
    .prepare(),
);
export const readContact = (db: Db, id: string): ContactRow | undefined => byId(db).get({ id });

const live = prepared((db) =>
  db
    .select(columns)
    .from(contacts)
    .where(
      and(
        eq(contacts.connection, sql.placeholder('connection')),
        eq(contacts.address, sql.placeholder('address')),
        isNull(contacts.endedAt),
      ),
    )
    .prepare(),
);
/** The one contact that is open for this conversation. */
export const liveContact = (db: Db, connection: string, address: string): ContactRow | undefined =>
  live(db).get({ connection, address });

const dueBy = prepared((db) =>
  db
    .select({ id: contacts.id, seq: contacts.seq, due: sql<number>`${contacts.due}` })
    .from(contacts)
    .where(lte(contacts.due, sql.placeholder('now')))
    .orderBy(asc(contacts.due))
    .limit(sql.placeholder('limit'))
    .prepare(),
);
/** Contacts whose timer is over, the longest overdue first. */
export const dueContacts = (db: Db, now: number, limit: number): { id: string; seq: number; due: number }[] =>
  dueBy(db).all({ now, limit });

const earliest = prepared((db) =>
  db
    .select({ due: min(contacts.due) })
    .from(contacts)
    .where(sql`${contacts.due} is not null`)
    .prepare(),
);
/** When the next timer is over. */
export const nextDue = (db: Db): number | undefined => earliest(db).get()?.due ?? undefined;

const states = prepared((db) =>
  db
    .select({ state: contacts.state, contacts: count() })
    .from(contacts)
    .where(isNull(contacts.endedAt))
    .groupBy(contacts.state)
    .prepare(),
);
/** How many live contacts are in which state. */
export const countByState = (db: Db): Record<string, number> =>
  Object.fromEntries(
    states(db)
      .all()
      .map((row) => [row.state, row.contacts]),
  );

/** A contact as a list shows it. */
export type ContactSummary = Omit<ContactRow, 'snapshot' | 'due'> & {
  channel: string | null;
  customerName: string | null;
};

/** What a list of contacts may be narrowed by. */
export interface ContactsWanted {
  id?: string | undefined;
  state?: string | undefined;
  live?: boolean | undefined;
  flow?: string | undefined;
  connection?: string | undefined;
  channel?: string | undefined;
  customer?: string | undefined;
  address?: string | undefined;
  /** Opened at or after, and before, epoch ms. */
  from?: number | undefined;
  to?: number | undefined;
  /** The end of the page before. */
  after?: { id: string } | undefined;
  limit: number;
}

const summary = () => {
  const { snapshot: _snapshot, due: _due, ...own } = columns;
  return { ...own, channel: connections.channel, customerName: customers.name };
};

/** Smaller than every id made at or after an instant: ids begin with their time (see `newIds`). */
const idsFrom = (at: number): string =>
  Math.min(Math.max(0, Math.floor(at)), 36 ** 8 - 1)
    .toString(36)
    .padStart(8, '0');
/** Longest time in ms, generously, between the opening of a contact and the making of its id. */
const OPENING = 60_000;

/** A page of an organisation's contacts, opened last first: in the order of their ids, as those are made at the opening. */
export const pageOfContacts = (db: Db, organisation: string, wanted: ContactsWanted): ContactSummary[] => {
  const { after } = wanted;
  const conditions: (SQL | undefined)[] = [
    eq(contacts.organisation, organisation),
    wanted.id === undefined ? undefined : eq(contacts.id, wanted.id),
    wanted.state === undefined ? undefined : eq(contacts.state, wanted.state),
    wanted.live === undefined
      ? undefined
      : wanted.live
        ? isNull(contacts.endedAt)
        : sql`${contacts.endedAt} is not null`,
    wanted.flow === undefined ? undefined : eq(contacts.flow, wanted.flow),
    wanted.connection === undefined ? undefined : eq(contacts.connection, wanted.connection),
    wanted.channel === undefined ? undefined : eq(connections.channel, wanted.channel),
    wanted.customer === undefined ? undefined : eq(contacts.customer, wanted.customer),
    wanted.address === undefined
      ? undefined
      : sql`exists (select 1 from addresses where addresses.customer = ${contacts.customer} and addresses.address = ${wanted.address})`,
    // Ids narrow what is looked at, the time itself decides.
    ...(wanted.from === undefined
      ? []
      : [gte(contacts.openedAt, wanted.from), gte(contacts.id, idsFrom(wanted.from - OPENING))]),
    ...(wanted.to === undefined
      ? []
      : [lt(contacts.openedAt, wanted.to), lt(contacts.id, idsFrom(wanted.to + OPENING))]),
    after && lt(contacts.id, after.id),
  ];
  return db
    .select(summary())
    .from(contacts)
    .leftJoin(connections, eq(connections.id, contacts.connection))
    .innerJoin(customers, eq(customers.id, contacts.customer))
    .where(and(...conditions))
    .orderBy(desc(contacts.id))
    .limit(wanted.limit)
    .all();
};

const everyOfCustomer = prepared((db) =>
  db
    .select(columns)
    .from(contacts)
    .where(eq(contacts.customer, sql.placeholder('customer')))
    .orderBy(asc(contacts.openedAt), contacts.id)
    .prepare(),
);
/** All contacts of a customer, the first one first. */
export const contactsOfCustomer = (db: Db, customer: string): ContactRow[] =>
  everyOfCustomer(db).all({ customer });

/** Gives a contact to another customer. */
export const giveContact = (id: string, customer: string): Statement =>
  statement(build.update(contacts).set({ customer }).where(eq(contacts.id, id)), 1);

/** Takes out a contact; its log and outbox are taken out beside it. */
export const deleteContact = (id: string): Statement =>
  statement(build.delete(contacts).where(eq(contacts.id, id)));

/** Contacts of an organisation that ended before, the first one first. `withLog`: only those that still have a log. */
export const endedBefore = (
  db: Db,
  organisation: string,
  before: number,
  limit: number,
  withLog = false,
): { id: string }[] =>
  db
    .select({ id: contacts.id })
    .from(contacts)
    .where(
      and(
        eq(contacts.organisation, organisation),
        lt(contacts.endedAt, before),
        withLog ? sql`exists (select 1 from ${log} where ${isLastEntry})` : undefined,
      ),
    )
    .orderBy(asc(contacts.endedAt))
    .limit(limit)
    .all();
