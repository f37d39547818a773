import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'libsql';
import { DatabaseInUse } from './errors.ts';
import { connect, type Connection } from './guard.ts';

const patience = 1_000;
// A connection nobody refers to is closed by the garbage collector, and its lock with it.
const held = new Set<Connection>();

/**
 * Makes this process the database's one runtime until `release`, or until it dies, however it dies: an exclusive
 * transaction on the empty side database `<file>.lock` holds the operating system's lock. Nothing else may open that
 * file: closing any handle on it in this process would drop the lock.
 */
export const lockDatabase = (file: string): { release(): void } => {
  mkdirSync(dirname(file), { recursive: true });
  const real = existsSync(file) ? realpathSync(file) : join(realpathSync(dirname(file)), basename(file));
  try {
    const connection = connect(`${real}.lock`, [], patience);
    try {
      connection.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      connection.close();
      throw error;
    }
    held.add(connection);
    return {
      release: () => {
        connection.exec('ROLLBACK'); // closing alone would not let go before the garbage collector has been
        connection.close();
        held.delete(connection);
      },
    };
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      throw new DatabaseInUse(file);
    throw error;
  }
};
