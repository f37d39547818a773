import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { databaseFile, openReader, openWriter } from './client.ts';
import { folder } from './test-kit/database.ts';

const code = (value: string) => expect.objectContaining({ code: value });

test('DATABASE_URL names a local file or is refused with the reason', () => {
  expect(databaseFile('file:./data/patchbay.db')).toBe(join(process.cwd(), 'data/patchbay.db'));
  expect(databaseFile('data/a b.db')).toBe(join(process.cwd(), 'data/a b.db'));
  expect(databaseFile('file:///var/lib/a%20b.db')).toBe('/var/lib/a b.db');
  expect(databaseFile('file:/var/lib/p.db')).toBe('/var/lib/p.db');
  const refused = [
    'libsql://x.example',
    'https://x',
    'postgres://x/y',
    ':memory:',
    '',
    'file:',
    'file:a?b=c',
    'file://host/p',
  ];
  for (const url of refused) {
    expect(() => databaseFile(url), url).toThrow(code('settings.database-url'));
  }
  expect(() => databaseFile('libsql://x.example')).toThrow(/remote database cannot promise/);
});

test('a new database is private, migrated, in WAL with full sync; its reader cannot write', () => {
  const file = join(folder(), 'data', 'patchbay.db');
  const connection = openWriter(file);
  expect(connection.pragma('journal_mode')).toBe('wal');
  expect(connection.pragma('synchronous')).toBe(2);
  expect(connection.pragma('foreign_keys')).toBe(1);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const reader = openReader(file);
  expect(reader.db.all(sql`select key from meta`)).toEqual([]);
  expect(() => reader.db.all(sql`insert into meta values ('a', 'b') returning key`)).toThrow(/readonly/);
  reader.close();
  connection.close();
  openWriter(file).close();
});

test('a newer schema, a damaged page, a foreign file and a missing one are told apart', () => {
  const file = join(folder(), 'patchbay.db');
  expect(() => openReader(file)).toThrow(code('database.unavailable'));
  expect(existsSync(file)).toBe(false);

  const connection = openWriter(file);
  connection.exec(`insert into __drizzle_migrations (hash, created_at) values ('later', 9999999999999)`);
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
  expect(() => openWriter(file)).toThrow(code('database.newer-schema'));

  const bytes = readFileSync(file);
  bytes.fill(0xa5, 3 * 4096, 5 * 4096);
  writeFileSync(file, bytes);
  expect(() => openWriter(file)).toThrow(code('database.corrupt'));
  writeFileSync(file, 'not a database'.repeat(500));
  expect(() => openWriter(file)).toThrow(code('database.corrupt'));
  expect(() => openWriter(file)).toThrow(`npx patchbay restore`);
  expect(() => openWriter(folder())).toThrow(code('database.unavailable'));
});

test.each([
  ['contacts', 'small', 'refused'],
  ['outbox', 'small', 'refused'],
  ['contacts', 'large', 'opened'],
  ['outbox', 'large', 'refused'],
])('damage in %s of a %s file: %s', (table, size, outcome) => {
  const file = join(folder(), 'patchbay.db');
  const connection = openWriter(file);
  const page = connection.prepare('select rootpage from sqlite_schema where name = ?').get(table);
  connection.pragma('wal_checkpoint(TRUNCATE)');
  connection.close();
  const { rootpage } = page as { rootpage: number };
  const bytes = readFileSync(file);
  bytes.fill(0xa5, (rootpage - 1) * 4096, rootpage * 4096);
  writeFileSync(file, bytes);
  const became = (() => {
    try {
      openWriter(file, size === 'large' ? 0 : undefined).close();
      return 'opened';
    } catch (error) {
      return (error as { code?: string }).code === 'database.corrupt' ? 'refused' : String(error);
    }
  })();
  expect(became).toBe(outcome);
});
