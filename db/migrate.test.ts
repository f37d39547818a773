import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openReader, openWriter } from './client.ts';
import { connect, writerPragmas } from './guard.ts';
import * as log from './queries/log.ts';
import { folder } from './test-kit/database.ts';
import { logRow } from './test-kit/rows.ts';

const migrations = join(import.meta.dirname, 'migrations');

/** A database as a release left it whose newest migration was `last`. */
function asOf(last: string) {
  const file = join(folder(), 'patchbay.db');
  const connection = connect(file, writerPragmas);
  connection.exec(
    'create table __drizzle_migrations (id integer primary key, hash text, created_at numeric)',
  );
  const { entries } = JSON.parse(readFileSync(join(migrations, 'meta/_journal.json'), 'utf8')) as {
    entries: { tag: string; when: number }[];
  };
  for (const { tag, when } of entries.slice(0, 1 + entries.findIndex(({ tag }) => tag === last))) {
    connection.exec(readFileSync(join(migrations, `${tag}.sql`), 'utf8'));
    connection.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)').run(tag, when);
  }
  return { file, connection };
}

test('logs from before their rows hung together are found whole, in order, and taken out', () => {
  const { file, connection: before } = asOf('0008_mentions');
  const contact = before.prepare(
    'insert into contacts (id, organisation, customer, connection, address, flow, version, state, seq, opened_at) ' +
      `values (?, 'ours', 'ann', 'line', ?, 'bank', 1, 'inFlow', ?, 1)`,
  );
  const row = before.prepare(
    'insert into log (contact, seq, at, event, effects, trace, facts, status, repeat_key) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const written = [logRow('a', 1, { repeatKey: 'line:1' }), logRow('b', 1), logRow('a', 2), logRow('a', 4)];
  before.exec(
    `insert into customers (id, organisation, attributes, created_at) values ('ann', 'ours', '{}', 1)`,
  );
  for (const [id, seq] of [
    ['a', 4],
    ['b', 1],
    ['empty', 0],
  ] as const)
    contact.run(id, `+${id}`, seq);
  for (const { contact: of, seq, at, event, effects, trace, facts, status, repeatKey } of written)
    row.run(of, seq, at, event, effects, trace, facts, status, repeatKey);
  before.close();

  const connection = openWriter(file);
  const { db, close } = openReader(file);
  const ofA = written.filter((entry) => entry.contact === 'a');
  expect(log.readLog(db, 'a')).toEqual(ofA);
  expect(log.readLog(db, 'a', 1)).toEqual(ofA.slice(1));
  expect([log.countLog(db, 'b'), log.lastSeq(db, 'b'), log.countLog(db, 'empty')]).toEqual([1, 1, 0]);
  expect(log.repeatSeen(db, 'line:1')).toEqual({ contact: 'a', seq: 1 });
  const { sql, params } = log.deleteLog('a');
  expect(connection.prepare(sql).runWith(params)).toMatchObject({ changes: 3 });
  expect([log.readLog(db, 'a'), log.countLog(db, 'b')]).toEqual([[], 1]);
  close();
  connection.close();
});
