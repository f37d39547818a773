import type { Statement } from '../apply-group.ts';
import { type ContactRow, insertContact, updateContact } from '../queries/contacts.ts';
import * as customers from '../queries/customers.ts';
import { insertLog, type LogRow } from '../queries/log.ts';

export const customer = (id: string): Statement =>
  customers.create({ id, organisation: 'ours', name: 'Ann', language: null, attributes: {}, createdAt: 1 });

/** A live contact of customer `customer`, alone on its address. */
export const contactRow = (id: string, change: Partial<ContactRow> = {}): ContactRow => ({
  id,
  organisation: 'ours',
  customer: 'customer',
  connection: 'line',
  address: `address of ${id}`,
  flow: 'bank',
  version: 1,
  state: 'inFlow',
  seq: 0,
  due: null,
  snapshot: '["menu",{}]',
  openedAt: 1,
  endedAt: null,
  endReason: null,
  ...change,
});

export const logRow = (contact: string, seq: number, change: Partial<LogRow> = {}): LogRow => ({
  contact,
  seq,
  at: seq,
  event: '{"type":"input.received"}',
  effects: null,
  trace: null,
  facts: null,
  status: 'waiting',
  repeatKey: null,
  ...change,
});

/** A contact of customer `customer` and its log, written as its steps would. */
export const logged = (...[first, ...rest]: [LogRow, ...LogRow[]]): Statement[] => {
  const { contact: id, seq } = first;
  const statements = [insertLog(first), insertContact(contactRow(id, { seq }))];
  let previousSeq = seq;
  for (const row of rest) {
    statements.push(
      insertLog(row),
      updateContact({ id, previousSeq, seq: row.seq, state: 'inFlow', due: null, snapshot: '[]' }),
    );
    previousSeq = row.seq;
  }
  return statements;
};
