import { and, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { contacts, outbox } from '../schema/index.ts';
import type { Db } from '../session.ts';
import { type OutboxRow, type OutboxState, unsent } from './outbox.ts';
import { build, statement } from './prepared.ts';

/** A page of what waits for a person in an organisation, the newest first. */
export const pageOfOutbox = (
  db: Db,
  organisation: string,
  wanted: {
    states: readonly Exclude<OutboxState, 'sent'>[];
    contact?: string | undefined;
    after?: { createdAt: number; id: string } | undefined;
    limit: number;
  },
): OutboxRow[] =>
  db
    .select(getTableColumns(outbox))
    .from(outbox)
    .innerJoin(contacts, eq(contacts.id, outbox.contact))
    .where(
      and(
        unsent,
        eq(contacts.organisation, organisation),
        inArray(outbox.state, wanted.states),
        wanted.contact === undefined ? undefined : eq(outbox.contact, wanted.contact),
        wanted.after &&
          sql`(${outbox.createdAt}, ${outbox.id}) < (${wanted.after.createdAt}, ${wanted.after.id})`,
      ),
    )
    .orderBy(desc(outbox.createdAt), desc(outbox.id))
    .limit(wanted.limit)
    .all();

/** A row of an organisation that is not sent. */
export const readUnsent = (db: Db, organisation: string, id: string): OutboxRow | undefined =>
  db
    .select(getTableColumns(outbox))
    .from(outbox)
    .innerJoin(contacts, eq(contacts.id, outbox.contact))
    .where(and(unsent, eq(outbox.id, id), eq(contacts.organisation, organisation)))
    .get();

/** A person decided that a row never goes out. */
export const drop = (id: string, at: number): Statement =>
  statement(
    build
      .update(outbox)
      .set({ state: 'failed', nextAt: null, finishedAt: at, flag: 'dropped', body: '{}' })
      .where(and(eq(outbox.id, id), unsent, inArray(outbox.state, ['held', 'unknown', 'failed']))),
    1,
  );
