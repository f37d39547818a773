import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { backup, recoveryKey } from './backup.ts';
import { openReader, openWriter } from './client.ts';
import { lockDatabase } from './lock.ts';
import * as meta from './queries/meta.ts';
import { built } from './test-kit/built.ts';
import { folder } from './test-kit/database.ts';
import { CommitConflict, writerInThread } from './writer.ts';

const threadSource = new URL('./writer-thread.ts', import.meta.url);
const killedSource = new URL('./test-kit/commits-until-killed.ts', import.meta.url);
let thread: URL;
let killed: URL;
beforeAll(async () => {
  [thread, killed] = await built(threadSource, killedSource);
});
afterAll(() => rmSync(new URL('.', thread), { recursive: true, force: true }));

/** Starts the committing process; answers when it has acknowledged enough to be worth killing. */
const committing = async (file: string) => {
  const notes = join(folder(), 'acknowledged');
  const child = spawn(process.execPath, [fileURLToPath(killed), file, notes], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  const acknowledged = () => readFileSync(notes, 'utf8').split('\n').slice(0, -1);
  await expect.poll(() => acknowledged().length, { timeout: 10_000 }).toBeGreaterThan(64);
  return { child, acknowledged };
};
const kill = async (child: ChildProcess) => {
  const gone = once(child, 'close');
  child.kill('SIGKILL');
  await gone;
};

test('killed while committing: every acknowledged unit is there, and every unit is whole', async () => {
  const file = join(folder(), 'patchbay.db');
  for (let round = 0; round < 4; round++) {
    const { child, acknowledged } = await committing(file);
    await new Promise((resolve) => setTimeout(resolve, 40 + round * 60));
    await kill(child);
    const connection = openWriter(file);
    expect(connection.pragma('integrity_check')).toBe('ok');
    connection.close();
    const { db, close } = openReader(file);
    const mine = sql`like ${`${child.pid}-%`}`;
    const ids = db.all<{ id: string }>(sql`select id from contacts where id ${mine}`).map(({ id }) => id);
    const logged = db.all<{ id: string }>(sql`select contact as id from log where contact ${mine}`);
    close();
    expect(new Set(logged.map(({ id }) => id))).toEqual(new Set(ids));
    const stored = new Set(ids);
    expect(acknowledged().filter((id) => !stored.has(id))).toEqual([]);
    expect(ids.length - acknowledged().length).toBeLessThanOrEqual(32);
  }
});

test('one process per database: the second is refused within two seconds, a killed one leaves no lock', async () => {
  const file = join(folder(), 'patchbay.db');
  const { child } = await committing(file);
  expect(() => lockDatabase(file)).toThrow(expect.objectContaining({ code: 'database.in-use' }));
  await kill(child);
  const lock = lockDatabase(file);
  expect(() => lockDatabase(file)).toThrow(`Another Patchbay process is running on ${file}`);
  lock.release();
  lockDatabase(file).release();
});

test('a backup of a running database is whole, marked, and replaces nothing', async () => {
  const file = join(folder(), 'patchbay.db');
  const target = join(folder(), 'copies', 'backup.db');
  const { child, acknowledged } = await committing(file);
  const before = acknowledged();
  const { bytes } = backup(file, target);
  expect(bytes).toBeGreaterThan(0);
  expect(() => backup(file, target)).toThrow(expect.objectContaining({ code: 'database.backup' }));
  await kill(child);
  expect(existsSync(`${target}.partial`)).toBe(false);
  expect(existsSync(`${target}-wal`)).toBe(false);

  const restored = join(folder(), 'patchbay.db');
  copyFileSync(target, restored);
  openWriter(restored).close();
  const { db, close } = openReader(restored);
  expect(meta.get(db, recoveryKey)).toBe('1');
  const stored = new Set(db.all<{ id: string }>(sql`select id from contacts`).map(({ id }) => id));
  expect(before.filter((id) => !stored.has(id))).toEqual([]);
  close();
  const original = openReader(file);
  expect(meta.get(original.db, recoveryKey)).toBeUndefined();
  original.close();
});

test('the writer in a thread commits, tells conflicts and failures apart, and closes', async () => {
  const file = join(folder(), 'patchbay.db');
  const writer = await writerInThread(file, thread);
  const { db, close } = openReader(file);
  const write = (key: string, expect?: number) => {
    const statement = meta.set(key, 'x'.repeat(10));
    return writer.commit({ statements: [expect === undefined ? statement : { ...statement, expect }] });
  };
  const results = await Promise.allSettled([write('a'), write('b', 7), write('c')]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  await expect(write('d', 7)).rejects.toBeInstanceOf(CommitConflict);
  await Promise.all(Array.from({ length: 500 }, (_, index) => write(`k${index % 50}`)));
  expect(meta.get(db, 'c')).toBe('xxxxxxxxxx');
  expect(meta.get(db, 'b')).toBeUndefined();
  const { transactions, ...written } = writer.stats();
  expect(written).toEqual({ units: 502, statements: 502 });
  expect(transactions).toBeLessThanOrEqual(3);
  close();
  await writer.close();
  await expect(write('e')).rejects.toMatchObject({ code: 'commit.failed' });
});

test('a writer thread that dies fails what waits, and everything after', async () => {
  const file = join(folder(), 'patchbay.db');
  const writer = await writerInThread(
    file,
    new URL('data:text/javascript,setTimeout(() => process.exit(3), 50)'),
  );
  await expect(writer.commit({ statements: [meta.set('a', '1')] })).rejects.toMatchObject({ fatal: true });
  await expect(writer.commit({ statements: [meta.set('a', '1')] })).rejects.toThrow(/ended with code 3/);
  expect(await writer.broken).toMatchObject({ code: 'commit.failed', fatal: true });
  await writer.close();
});
