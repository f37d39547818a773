import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { openReader, openWriter } from './client.ts';
import { commitQueue } from './commit-queue.ts';
import { groupApplier } from './apply-group.ts';
import { connect } from './guard.ts';
import * as contacts from './queries/contacts.ts';
import * as log from './queries/log.ts';
import { set } from './queries/meta.ts';
import { database, folder } from './test-kit/database.ts';
import { contactRow, customer, logRow } from './test-kit/rows.ts';
import { CommitConflict, CommitDefect, CommitFailed, type Statement, type Unit } from './writer.ts';

const unit = (...statements: Statement[]): Unit => ({ statements });
const settled = (results: PromiseSettledResult<void>[]) =>
  results.map((result) => (result.status === 'fulfilled' ? 'ok' : result.reason));

test('units of one turn share a transaction and keep their order', async () => {
  const { writer, db } = await database();
  const commits = Array.from({ length: 700 }, (_, i) =>
    writer.commit(unit(set('last', String(i)), set(`k${i}`, ''))),
  );
  await Promise.all(commits);
  expect(writer.stats()).toEqual({ units: 700, transactions: 2, statements: 1400 });
  expect(db.get(sql`select value from meta where key = 'last'`)).toEqual({ value: '699' });
});

test('a unit that conflicts is left out whole; its neighbours are committed', async () => {
  const { writer, db } = await database();
  await writer.commit(unit(customer('customer'), contacts.insertContact(contactRow('a'))));
  const twin = contactRow('b', { address: contactRow('a').address });
  const to = (seq: number, previousSeq = seq - 1) =>
    contacts.updateContact({ id: 'a', previousSeq, seq, state: 'inFlow', due: null, snapshot: '' });
  const results = settled(
    await Promise.allSettled([
      writer.commit(unit(set('one', '1'))),
      writer.commit(unit(set('lost', '1'), contacts.insertContact(twin))),
      writer.commit(unit(log.insertLog(logRow('a', 8)), to(8))),
      writer.commit(unit(log.insertLog(logRow('a', 1, { repeatKey: 'line:p1' })), to(1))),
      writer.commit(unit(log.insertLog(logRow('a', 2, { repeatKey: 'line:p1' })), to(2))),
      writer.commit(unit(log.insertLog(logRow('a', 1)), to(1))),
      writer.commit(unit(contacts.insertContact(contactRow('c', { customer: 'nobody' })))),
      writer.commit(unit({ sql: 'insert into nowhere values (1)', params: [] })),
      writer.commit(unit({ sql: 'select ?', params: [] })),
      writer.commit(unit(set('two', '2'))),
    ]),
  );
  const conflict = (statement: number, constraint?: string) =>
    expect.objectContaining({ code: 'commit.conflict', statement, constraint });
  expect(results).toEqual([
    'ok',
    conflict(1, 'live_conversation'),
    conflict(1, undefined),
    'ok',
    conflict(0, 'log_repeat'),
    conflict(1, undefined),
    conflict(0, 'foreign key'),
    expect.any(CommitDefect),
    expect.any(CommitDefect),
    'ok',
  ]);
  expect(results[1]).toBeInstanceOf(CommitConflict);
  expect(db.all(sql`select key from meta order by key`)).toHaveLength(2);
  expect(log.readLog(db, 'a').map(({ seq }) => seq)).toEqual([1]);
  expect(writer.stats()).toMatchObject({ units: 4, transactions: 2 });
});

test('a value that cannot be stored is refused before it joins a group', async () => {
  const { writer } = await database();
  const bad = { sql: 'select ?', params: ['a\0b'] };
  await expect(writer.commit(unit(bad))).rejects.toMatchObject({ code: 'commit.defect', statement: 0 });
});

test('a full disk fails the whole group with nothing written, and passes', async () => {
  const file = join(folder(), 'patchbay.db');
  const connection = openWriter(file);
  const apply = groupApplier(connection);
  const writer = commitQueue({
    apply: (units, answer) => answer(apply(units)),
    close: async () => connection.close(),
  });
  const pages = Number(connection.pragma('page_count'));
  connection.pragma(`max_page_count=${pages + 2}`);
  const results = await Promise.allSettled([
    writer.commit(unit(set('small', 'x'))),
    writer.commit(unit(set('large', 'x'.repeat(50_000)))),
  ]);
  for (const result of settled(results))
    expect(result).toMatchObject({ code: 'commit.failed', fatal: false });
  await writer.commit(unit(set('after', 'x')));
  connection.pragma('max_page_count=100000');
  await writer.commit(unit(set('large', 'x'.repeat(50_000))));
  const reader = openReader(file);
  expect(reader.db.all(sql`select key from meta order by key`)).toEqual([
    expect.objectContaining({ key: 'after' }),
    expect.objectContaining({ key: 'large' }),
  ]);
  reader.close();
  await writer.close();
});

test('another writer in the way is a failure, not a conflict', async () => {
  const { file, writer } = await database();
  const other = connect(file, ['busy_timeout=0']);
  other.exec('BEGIN IMMEDIATE');
  await expect(writer.commit(unit(set('a', '1')))).rejects.toBeInstanceOf(CommitFailed);
  other.exec('ROLLBACK');
  other.close();
  await writer.commit(unit(set('a', '1')));
});

test('after a failure the disk cannot be trusted with, nothing is taken any more', async () => {
  let groups = 0;
  const writer = commitQueue({
    apply: (_, answer) => {
      groups += 1;
      answer({ failure: { kind: 'storage', statement: 0, reason: 'fsync', fatal: true } });
    },
    close: async () => undefined,
  });
  await expect(writer.commit(unit(set('a', '1')))).rejects.toMatchObject({ fatal: true });
  await expect(writer.commit(unit(set('a', '1')))).rejects.toMatchObject({ fatal: true });
  expect(groups).toBe(1);
});

test('barrier waits for what was handed in before; close settles the queue and refuses what comes later', async () => {
  const { writer, db } = await database();
  void writer.commit(unit(set('a', '1')));
  const refused = Promise.allSettled([writer.commit(unit({ sql: 'nonsense', params: [] }))]);
  await writer.barrier();
  expect(db.all(sql`select key from meta`)).toHaveLength(1);
  void writer.commit(unit(set('b', '1')));
  await writer.close();
  expect(db.all(sql`select key from meta`)).toHaveLength(2);
  await expect(writer.commit(unit(set('c', '1')))).rejects.toBeInstanceOf(CommitFailed);
  expect(await refused).toMatchObject([{ status: 'rejected' }]);
});

test('the points before and after the commit are passed once per transaction', async () => {
  const points: string[] = [];
  const { writer } = await database({ onPoint: (point) => points.push(point) });
  await writer.commit(unit(set('a', '1')));
  await expect(writer.commit(unit({ sql: 'nonsense', params: [] }))).rejects.toThrow();
  expect(points).toEqual(['before-commit', 'after-commit']);
});
