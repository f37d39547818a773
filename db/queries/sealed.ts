import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Statement } from '../apply-group.ts';
import { contacts, outbox, singleSignOns, twoFactors } from '../schema/index.ts';
import type { Db } from '../session.ts';
import type { SingleSignOnRow } from './organisations.ts';
import { unsent } from './outbox.ts';
import { build, statement } from './prepared.ts';

/*
 * What is sealed in rows of all organisations, for a change of keys. Each write leaves a row alone that was changed since it
 * was read: what was written meanwhile is sealed with the new key already.
 */

export type TwoFactorRow = typeof twoFactors.$inferSelect;
export type SealedContact = {
  id: string;
  customer: string;
  openedAt: number;
  seq: number;
  snapshot: string;
};
export type SealedSend = { id: string; body: string };

export const allSingleSignOns = (db: Db): SingleSignOnRow[] => db.select().from(singleSignOns).all();

export const resealSingleSignOn = (
  before: SingleSignOnRow,
  sealed: Pick<SingleSignOnRow, 'secret' | 'keyId'>,
): Statement =>
  statement(
    build
      .update(singleSignOns)
      .set(sealed)
      .where(
        and(eq(singleSignOns.organisation, before.organisation), eq(singleSignOns.secret, before.secret)),
      ),
  );

export const allTwoFactors = (db: Db): TwoFactorRow[] => db.select().from(twoFactors).all();

export const resealTwoFactor = (
  before: TwoFactorRow,
  sealed: Pick<TwoFactorRow, 'secret' | 'backupCodes'>,
): Statement =>
  statement(
    build
      .update(twoFactors)
      .set(sealed)
      .where(and(eq(twoFactors.id, before.id), eq(twoFactors.backupCodes, before.backupCodes))),
  );

/** Live contacts that hold something sealed, after an id. */
export const sealedContacts = (db: Db, after: string, limit: number): SealedContact[] =>
  db
    .select({
      id: contacts.id,
      customer: contacts.customer,
      openedAt: contacts.openedAt,
      seq: contacts.seq,
      snapshot: sql<string>`${contacts.snapshot}`,
    })
    .from(contacts)
    .where(
      and(gt(contacts.id, after), isNull(contacts.endedAt), sql`instr(${contacts.snapshot}, char(10)) > 0`),
    )
    .orderBy(asc(contacts.id))
    .limit(limit)
    .all();

export const resealContact = ({ id, seq }: SealedContact, snapshot: string): Statement =>
  statement(
    build
      .update(contacts)
      .set({ snapshot })
      .where(and(eq(contacts.id, id), eq(contacts.seq, seq), isNull(contacts.endedAt))),
  );

/** Sends that are not done and hold something sealed, after an id. */
export const sealedSends = (db: Db, after: string, limit: number): SealedSend[] =>
  db
    .select({ id: outbox.id, body: outbox.body })
    .from(outbox)
    .where(and(unsent, gt(outbox.id, after), sql`substr(${outbox.body}, 1, 10) = '{"sealed":'`))
    .orderBy(asc(outbox.id))
    .limit(limit)
    .all();

export const resealSend = ({ id, body: before }: SealedSend, body: string): Statement =>
  statement(
    build
      .update(outbox)
      .set({ body })
      .where(and(eq(outbox.id, id), unsent, eq(outbox.body, before))),
  );
