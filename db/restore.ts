import { existsSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { backup } from './backup.ts';
import { DatabaseError } from './errors.ts';
import { connect } from './guard.ts';
import { lockDatabase } from './lock.ts';
import { migrate } from './migrate.ts';

/**
 * Puts a copy of `source` where the database is, checked and brought up to date, and marked so that the next start holds
 * what was not sent yet. No runtime may be running.
 * @returns where it is, and where the database that was there before is kept
 */
export const restore = (
  source: string,
  database: string,
  { replace, now }: { replace: boolean; now: number },
): { database: string; kept?: string } => {
  const lock = lockDatabase(database);
  try {
    const place = existsSync(database) ? realpathSync(database) : database;
    const occupied = existsSync(place);
    if (occupied && !replace)
      throw failed(source, `${database} exists already. Name --replace to set it aside`);
    const partial = `${place}.restoring`;
    rmSync(partial, { force: true });
    try {
      copy(source, partial);
      const kept = `${place}.before-${now}`;
      // Whatever its -wal still holds belongs to the old file, and would damage the new one.
      for (const part of ['', '-wal', '-shm'])
        if (existsSync(`${place}${part}`)) renameSync(`${place}${part}`, `${kept}${part}`);
      renameSync(partial, place);
      return { database: place, ...(occupied ? { kept } : {}) };
    } finally {
      rmSync(partial, { force: true });
    }
  } finally {
    lock.release();
  }
};

const copy = (source: string, partial: string) => {
  try {
    backup(source, partial); // marks it as a copy, whatever made it, and reads all of it
    const connection = connect(partial, ['journal_mode=DELETE', 'synchronous=FULL', 'foreign_keys=ON']);
    try {
      migrate(connection);
    } finally {
      connection.close();
    }
  } catch (error) {
    if (error instanceof DatabaseError) throw error;
    throw failed(source, `it is no backup of Patchbay (${(error as Error).message})`, error as Error);
  }
};

const failed = (source: string, why: string, cause?: Error) =>
  new DatabaseError('database.restore', `${source} was not restored: ${why}.`, { cause });
