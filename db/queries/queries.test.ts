import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Statement } from '../apply-group.ts';
import { database } from '../test-kit/database.ts';
import { contactRow, customer, logRow, logged } from '../test-kit/rows.ts';
import { readArrival } from './arrivals.ts';
import * as calendars from './calendars.ts';
import * as connections from './connections.ts';
import * as contacts from './contacts.ts';
import * as customers from './customers.ts';
import * as flows from './flows.ts';
import * as log from './log.ts';
import * as meta from './meta.ts';
import * as outbox from './outbox.ts';

const opened = async () => {
  const { writer, db } = await database();
  return { db, write: (...statements: Statement[]) => writer.commit({ statements }) };
};

test('flows: drafts are replaced, versions rise by one and stay', async () => {
  const { db, write } = await opened();
  await write(
    flows.saveDraft({ organisation: 'ours', id: 'bank', name: 'Bank', draft: { nodes: {} }, at: 5 }),
  );
  await write(
    flows.saveDraft({ organisation: 'ours', id: 'bank', name: 'Bank 2', draft: { nodes: { a: 1 } }, at: 9 }),
  );
  expect(flows.readFlow(db, 'ours', 'bank')).toMatchObject({
    organisation: 'ours',
    id: 'bank',
    name: 'Bank 2',
    draft: { nodes: { a: 1 } },
    createdAt: 5,
    updatedAt: 9,
    latest: null,
    revision: 2,
    deletedAt: null,
  });
  const version = (number: number) => ({
    organisation: 'ours',
    flow: 'bank',
    version: number,
    definition: { number },
    machine: { states: {} },
    hash: `h${number}`,
    note: null,
    by: 'dora',
    publishedAt: 10,
    tests: [{ id: 'hello' }],
    name: null,
  });
  await write(...flows.publishVersion(version(1)));
  await write(...flows.publishVersion(version(2)));
  await expect(write(...flows.publishVersion(version(2)))).rejects.toThrow('unexpected number of rows');
  await expect(write(...flows.publishVersion(version(4)))).rejects.toThrow('unexpected number of rows');
  expect(flows.latestVersion(db, 'ours', 'bank')).toEqual(version(2));
  expect(flows.versionOf(db, 'ours', 'bank', 1)).toEqual(version(1));
  expect(flows.versionOf(db, 'ours', 'bank', 3)).toBeUndefined();
  expect(flows.listVersions(db, 'ours', 'bank').map((row) => row.version)).toEqual([2, 1]);
  expect(flows.readFlow(db, 'theirs', 'bank')).toBeUndefined();
  expect(flows.listFlows(db, 'theirs')).toEqual([]);
  expect(flows.listFlows(db, 'ours')).toMatchObject([
    { organisation: 'ours', id: 'bank', name: 'Bank 2', createdAt: 5, updatedAt: 9, latest: 2 },
  ]);
});

test('calendars and connections are saved whole; an address belongs to one connection of a channel', async () => {
  const { db, write } = await opened();
  await write(
    calendars.save({ organisation: 'ours', id: 'uk', definition: { zone: 'Europe/London' }, updatedAt: 1 }),
  );
  await write(calendars.save({ organisation: 'ours', id: 'uk', definition: { zone: 'UTC' }, updatedAt: 2 }));
  expect(calendars.read(db, 'ours', 'uk')).toEqual({
    organisation: 'ours',
    id: 'uk',
    definition: { zone: 'UTC' },
    updatedAt: 2,
  });
  expect(calendars.list(db, 'ours')).toHaveLength(1);
  expect(calendars.list(db, 'theirs')).toEqual([]);

  const line = (id: string, address: string | null, channel = 'twilio') => ({
    id,
    organisation: 'ours',
    channel,
    name: id,
    address,
    flow: 'bank',
    config: { account: 'AC1' },
    secret: null,
    enabled: true,
  });
  await write(connections.save(line('a', '+44')));
  await write(connections.save(line('a', '+442')), connections.save({ ...line('b', null), enabled: false }));
  await write(connections.save(line('c', null)), connections.save(line('d', '+442', 'chat')));
  await expect(write(connections.save(line('e', '+442')))).rejects.toMatchObject({
    constraint: 'connection_address',
  });
  expect(connections.byAddress(db, 'twilio', '+442')).toMatchObject(line('a', '+442'));
  expect(connections.byAddress(db, 'twilio', '+44')).toBeUndefined();
  expect(connections.byId(db, 'b')?.enabled).toBe(false);
  expect(connections.byChannel(db, 'twilio').map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(connections.list(db, 'ours')).toHaveLength(4);
});

test('customers are found by any of their addresses', async () => {
  const { db, write } = await opened();
  await write(
    customer('c1'),
    customers.addAddress({ organisation: 'ours', kind: 'phone', address: '+44', customer: 'c1' }),
  );
  await write(
    customers.addAddress({ organisation: 'ours', kind: 'email', address: 'a@x', customer: 'c1' }),
    customers.setLanguage('c1', 'tr'),
  );
  const expected = {
    id: 'c1',
    organisation: 'ours',
    name: 'Ann',
    language: 'tr',
    attributes: {},
    createdAt: 1,
  };
  const behind = (organisation: string, kind: string, address: string) =>
    readArrival(db, { organisation, kind, address, connection: '', conversation: '', repeatKey: '' });
  expect(behind('ours', 'phone', '+44')).toEqual({ customer: 'c1' });
  expect(behind('ours', 'email', 'a@x')).toEqual({ customer: 'c1' });
  expect(customers.byId(db, 'c1')).toEqual(expected);
  expect(behind('ours', 'phone', 'a@x')).toEqual({});
  expect(behind('theirs', 'phone', '+44')).toEqual({});
  await expect(
    write(customers.addAddress({ organisation: 'ours', kind: 'phone', address: '+44', customer: 'c1' })),
  ).rejects.toMatchObject({
    constraint: 'addresses.organisation, addresses.kind, addresses.address',
  });
  await expect(write(customers.setLanguage('nobody', 'tr'))).rejects.toThrow();
});

test('contacts: moved on by seq, found by timer and by conversation, ended for good', async () => {
  const { db, write } = await opened();
  await write(customer('customer'), contacts.insertContact(contactRow('a', { due: 500 })));
  await write(contacts.insertContact(contactRow('b', { due: 300 })), contacts.insertContact(contactRow('c')));
  expect(contacts.nextDue(db)).toBe(300);
  expect(contacts.dueContacts(db, 299, 9)).toEqual([]);
  expect(contacts.dueContacts(db, 500, 9)).toEqual([
    { id: 'b', seq: 0, due: 300 },
    { id: 'a', seq: 0, due: 500 },
  ]);
  expect(contacts.dueContacts(db, 500, 1)).toHaveLength(1);

  const step = { id: 'a', previousSeq: 0, seq: 1, state: 'queued', due: null, snapshot: '["wait"]' };
  await write(contacts.updateContact(step));
  await expect(write(contacts.updateContact(step))).rejects.toMatchObject({ code: 'commit.conflict' });
  const after = contactRow('a', { seq: 1, state: 'queued', snapshot: '["wait"]' });
  expect(contacts.readContact(db, 'a')).toEqual(after);
  expect(contacts.liveContact(db, 'line', after.address)).toEqual(after);
  expect(contacts.countByState(db)).toEqual({ inFlow: 2, queued: 1 });

  const end = { id: 'a', previousSeq: 1, seq: 2, state: 'ended', endedAt: 70, endReason: 'resolved' };
  await write(contacts.updateContact(end));
  expect(contacts.readContact(db, 'a')).toMatchObject({
    snapshot: null,
    due: null,
    endedAt: 70,
    endReason: 'resolved',
  });
  expect(contacts.liveContact(db, 'line', after.address)).toBeUndefined();
  await write(contacts.insertContact(contactRow('d', { address: after.address })));
  expect(contacts.liveContact(db, 'line', after.address)?.id).toBe('d');
  expect(contacts.countByState(db)).toEqual({ inFlow: 3 });
});

test('log: in order, from any seq, and each delivery once', async () => {
  const { db, write } = await opened();
  const said = logRow('a', 2, { repeatKey: 'line:SM1', facts: '{}', effects: '[]', trace: '[]' });
  await write(customer('customer'), ...logged(logRow('a', 0), said, logRow('a', 10)));
  await write(...logged(logRow('b', 3)));
  expect(log.readLog(db, 'a')).toEqual([logRow('a', 0), said, logRow('a', 10)]);
  expect(log.readLog(db, 'a', 2)).toEqual([logRow('a', 10)]);
  expect(log.repeatSeen(db, 'line:SM1')).toEqual({ contact: 'a', seq: 2 });
  expect(log.repeatSeen(db, 'line:SM2')).toBeUndefined();
  expect(log.lastSeq(db, 'a')).toBe(10);
  expect(log.lastSeq(db, 'z')).toBeUndefined();
});

test('log: taken out whole, and then no longer found, also when its numbers are given to others', async () => {
  const { db, write } = await opened();
  await write(customer('customer'), ...logged(logRow('a', 1)), ...logged(logRow('b', 1), logRow('b', 2)));
  expect([log.countLog(db, 'a'), log.countLog(db, 'b')]).toEqual([1, 2]);
  await write(log.deleteLog('b'));
  expect([log.countLog(db, 'a'), log.countLog(db, 'b')]).toEqual([1, 0]);
  await write(...logged(logRow('c', 1), logRow('c', 2)));
  expect([log.countLog(db, 'b'), log.lastSeq(db, 'b'), log.readLog(db, 'b')]).toEqual([0, undefined, []]);
  const next = { id: 'b', previousSeq: 2, seq: 3, state: 'inFlow', due: null, snapshot: '[]' };
  await write(log.insertLog(logRow('b', 3)), contacts.updateContact(next));
  expect(log.readLog(db, 'b')).toEqual([logRow('b', 3)]);
});

test('an arrival is looked up at once: its live contact, its repeat and its customer', async () => {
  const { db, write } = await opened();
  const [address, other] = ['+44', '+45'];
  await write(
    customer('c1'),
    customers.addAddress({ organisation: 'ours', kind: 'phone', address, customer: 'c1' }),
    contacts.insertContact(contactRow('over', { customer: 'c1', address, endedAt: 60, endReason: 'left' })),
    contacts.insertContact(contactRow('live', { customer: 'c1', address, snapshot: '[]' })),
    log.insertLog(logRow('over', 4, { repeatKey: 'line:SM1' })),
  );
  const keys = { organisation: 'ours', kind: 'phone', connection: 'line' };
  const find = (conversation: string, repeatKey: string) =>
    readArrival(db, { ...keys, address: conversation, conversation, repeatKey });
  const seen = { contact: 'over', seq: 4 };
  expect(find(address, 'line:SM1')).toEqual({ contact: 'live', seen, customer: 'c1' });
  expect(find(other, 'line:SM1')).toEqual({ seen });
  expect(find(address, 'line:SM2')).toEqual({ contact: 'live', customer: 'c1' });
});

test('outbox: pending, sending, sent; never sent from two places; sent stays sent', async () => {
  const { db, write } = await opened();
  const row = (id: string, createdAt: number) => ({
    id,
    contact: id.split('/')[0]!,
    connection: 'line',
    body: '{}',
    createdAt,
  });
  await write(
    outbox.insert(row('a/10/0', 2)),
    outbox.insert(row('a/9/0', 1)),
    outbox.insert(row('ab/1/0', 2)),
  );
  await write(outbox.insert({ ...row('a/11/0', 3), nextAt: 90 }));
  expect(outbox.unfinished(db, 9).map(({ id }) => id)).toEqual(['a/9/0', 'a/10/0', 'ab/1/0', 'a/11/0']);
  expect(outbox.readyToSend(db, 50, 9).map(({ id }) => id)).toEqual(['a/9/0', 'a/10/0', 'ab/1/0']);
  expect(outbox.byContact(db, 'a').map(({ id }) => id)).toEqual(['a/10/0', 'a/9/0', 'a/11/0']);

  await write(outbox.markSending('a/9/0'));
  await expect(write(outbox.markSending('a/9/0'))).rejects.toMatchObject({ code: 'commit.conflict' });
  await write(outbox.reschedule('a/9/0', 80, 'repeated'));
  await write(outbox.markSending('a/9/0'), outbox.markSent('a/9/0', { at: 81, providerRef: 'SM9' }));
  expect(outbox.byContact(db, 'a').find(({ id }) => id === 'a/9/0')).toEqual({
    ...row('a/9/0', 1),
    state: 'sent',
    attempts: 2,
    nextAt: null,
    providerRef: 'SM9',
    flag: 'repeated',
    finishedAt: 81,
  });
  await expect(write(outbox.reschedule('a/9/0', 90))).rejects.toMatchObject({ code: 'commit.conflict' });

  await write(
    outbox.markFailed('a/10/0', 5, 'refused'),
    outbox.markUnknown('ab/1/0'),
    outbox.hold('a/11/0', 'recovery'),
  );
  expect(outbox.counts(db)).toEqual({ pending: 0, sending: 0, failed: 1, held: 1, unknown: 1 });
  expect(outbox.unfinished(db, 9)).toEqual([]);
  await write(outbox.reschedule('a/11/0', 100), outbox.holdUnfinished());
  expect(outbox.counts(db)).toMatchObject({ pending: 0, held: 1 });
});

test('meta keeps the last value', async () => {
  const { db, write } = await opened();
  await write(meta.set('recovery', '1'), meta.set('recovery', '2'));
  expect(meta.get(db, 'recovery')).toBe('2');
  expect(meta.get(db, 'nothing')).toBeUndefined();
});

test('reads that run often use their index', async () => {
  const { db } = await opened();
  const plan = (query: string) =>
    db
      .all<{ detail: string }>(sql.raw(`explain query plan ${query}`))
      .map(({ detail }) => detail)
      .join('; ');
  expect(plan(`select id from contacts where due <= 5 order by due limit 3`)).toBe(
    'SEARCH contacts USING INDEX contact_due (due<?)',
  );
  expect(plan(`select min(due) from contacts where due is not null`)).toMatch(/COVERING INDEX contact_due/);
  expect(plan(`select * from contacts where connection = 1 and address = 2 and ended_at is null`)).toMatch(
    /USING INDEX live_conversation \(connection=\? AND address=\?\)/,
  );
  expect(plan(`select state, count(*) from contacts where ended_at is null group by state`)).toMatch(
    /live_conversation/,
  );
  expect(plan(`select seq from log where repeat_key = 'a'`)).toMatch(/USING INDEX log_repeat/);
  expect(plan(log.deleteLog('a').sql.replaceAll('?', '1'))).not.toMatch(/SCAN (log|contacts)/);
  const unsent = `state <> 'sent' and state = 'pending' and next_at <= 5 order by next_at, rowid`;
  expect(plan(`select * from outbox where ${unsent}`)).toBe(
    'SEARCH outbox USING INDEX outbox_unsent (state=? AND next_at<?)',
  );
});
