import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openWriter } from './client.ts';
import { connect } from './guard.ts';
import { folder } from './test-kit/database.ts';
import { closeTrimmed, walTrimmer } from './wal.ts';

test('a WAL past its limit is cut back, at the first look without a reader in the way', () => {
  const file = join(folder(), 'patchbay.db');
  const connection = openWriter(file);
  const trim = walTrimmer(connection, 200_000, 2);
  const put = connection.prepare('insert into meta values (?, ?)');
  const walSize = () => statSync(`${file}-wal`).size;
  for (let index = 0; index < 100; index++) put.run(`k${index}`, 'x'.repeat(3_000));
  expect(walSize()).toBeGreaterThan(200_000);

  const reader = connect(file, []);
  reader.exec('BEGIN');
  reader.prepare('select count(*) from meta').get();
  put.run('more', '');
  trim();
  trim();
  expect(walSize()).toBeGreaterThan(200_000);
  reader.exec('COMMIT');
  trim();
  expect(walSize()).toBeGreaterThan(200_000);
  trim();
  expect(walSize()).toBe(0);
  expect(connection.pragma('busy_timeout')).toBe(2_000);
  closeTrimmed(connection);
});
