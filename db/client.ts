import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'libsql';
import { DatabaseCorrupt, DatabaseError, SettingsError } from './errors.ts';
import { connect, readerPragmas, writerPragmas, type Connection } from './guard.ts';
import { migrate } from './migrate.ts';
import { drizzleReads, type Db } from './session.ts';

export type { Db } from './session.ts';
/** A connection that can only read. */
export type Reader = { readonly db: Db; readonly close: () => void };

/** The file behind DATABASE_URL: `file:./data/patchbay.db`, `file:///var/…`, or a plain path. */
export const databaseFile = (url: string): string => {
  const wanted = 'Use a path or a file: URL, such as file:./data/patchbay.db.';
  const refuse = (why: string) =>
    new SettingsError('settings.database-url', `DATABASE_URL "${url}" ${why} ${wanted}`);
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1]?.toLowerCase(); // two letters at least: C:\ is a path
  if (url.trim() === '' || url === 'file:') throw refuse('names no file.');
  if (url.includes(':memory:')) throw refuse('would lose every contact at the end of the process.');
  if (scheme !== undefined && scheme !== 'file') {
    throw refuse(
      'is not a local file. A contact is answered after its step is on the local disk; a remote database cannot promise that.',
    );
  }
  if (scheme === undefined) return resolve(url);
  if (/[?#]/.test(url)) throw refuse('carries parameters, which would be ignored.');
  if (!url.startsWith('file://')) return resolve(decodeURIComponent(url.slice('file:'.length)));
  try {
    return fileURLToPath(url);
  } catch {
    throw refuse('names another machine.');
  }
};

/** Opens an existing database for reading. Writing through it fails. */
export const openReader = (file: string): Reader => {
  if (!existsSync(file)) throw unavailable(file, 'it does not exist');
  const connection = opened(file, () => connect(file, readerPragmas));
  return { db: drizzleReads(connection), close: () => connection.close() };
};

// About half a second of reading: a start must not wait for a million contacts to be read. Of a larger file only the
// outbox is checked, as damage there would send twice or never; damage elsewhere shows when it is read.
const WHOLE_CHECK_BYTES = 128 * 1024 * 1024;

/** Opens the connection that writes: creates, checks and migrates the file. Only `writer.ts` has a use for it. */
export const openWriter = (file: string, wholeCheckBytes = WHOLE_CHECK_BYTES): Connection => {
  const isNew = !existsSync(file);
  if (isNew) mkdirSync(dirname(file), { recursive: true });
  const connection = opened(file, () => connect(file, writerPragmas));
  try {
    if (isNew) chmodSync(file, 0o600); // customers' words are in here; -wal and -shm inherit the mode
    else opened(file, () => check(connection, wholeCheckBytes));
    opened(file, () => migrate(connection));
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
};

const check = (connection: Connection, wholeCheckBytes: number) => {
  const whole = statSync(connection.file).size <= wholeCheckBytes;
  const finding = connection.pragma(whole ? 'quick_check(1)' : 'quick_check(outbox)');
  if (finding !== 'ok') throw new DatabaseCorrupt(connection.file, String(finding));
};

const opened = <T>(file: string, open: () => T): T => {
  try {
    return open();
  } catch (cause) {
    if (cause instanceof DatabaseError || !(cause instanceof Error)) throw cause;
    const code = cause instanceof Database.SqliteError ? cause.code : '';
    if (/CORRUPT|NOTADB/.test(code)) throw new DatabaseCorrupt(file, cause.message, { cause });
    throw unavailable(file, cause.message, cause);
  }
};

const unavailable = (file: string, why: string, cause?: Error) =>
  new DatabaseError(
    'database.unavailable',
    `The database ${file} cannot be opened: ${why}. Check DATABASE_URL, free space and the folder's rights.`,
    { cause },
  );
