import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { crashPoint } from './crash-point.ts';
import { DatabaseCorrupt, DatabaseError } from './errors.ts';
import { connect } from './guard.ts';

/** Key in `meta` of a copy: a runtime that finds it holds the outbox until somebody releases it. */
export const recoveryKey = 'recovery';

/**
 * Copies a database, also while a runtime writes to it (copying the file itself would give garbage). Blocks the calling
 * thread while it runs. The target appears only when it is complete and checked.
 */
export const backup = (file: string, target: string): { target: string; bytes: number } => {
  if (!existsSync(file)) throw failed(target, `${file} does not exist`);
  if (existsSync(target)) throw failed(target, 'it exists already: name a new file');
  mkdirSync(dirname(target), { recursive: true });
  const partial = `${target}.partial`;
  rmSync(partial, { force: true });
  try {
    copy(file, partial);
    chmodSync(partial, 0o600);
    markAndCheck(partial);
    crashPoint('in-backup');
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  return { target, bytes: statSync(target).size };
};

const copy = (file: string, partial: string) => {
  const source = connect(file, []); // VACUUM INTO counts as writing: query_only would refuse it
  try {
    source.prepare('VACUUM INTO ?').run(partial);
  } finally {
    source.close();
  }
};

const markAndCheck = (partial: string) => {
  const connection = connect(partial, ['journal_mode=DELETE', 'synchronous=FULL']);
  try {
    const mark =
      'insert into meta (key, value) values (?, ?) on conflict (key) do update set value = excluded.value';
    connection.prepare(mark).run(recoveryKey, '1');
    const finding = connection.pragma('integrity_check(1)');
    if (finding !== 'ok') throw new DatabaseCorrupt(partial, String(finding));
  } finally {
    connection.close();
  }
};

const failed = (target: string, why: string) =>
  new DatabaseError('database.backup', `No backup was written to ${target}: ${why}.`);
