import { statSync } from 'node:fs';
import { crashPoint } from './crash-point.ts';
import type { Connection } from './guard.ts';

const walLimit = 64 * 1024 * 1024;
const groupsPerLook = 64;

/**
 * Call after each group, outside the reply's way. The automatic checkpoint copies pages back but cannot restart the WAL
 * while readers overlap without a gap, so under steady load it grows without end: past the limit, insist.
 */
export const walTrimmer = (connection: Connection, limit = walLimit, every = groupsPerLook): (() => void) => {
  let groups = 0;
  return () => {
    groups += 1;
    if (groups % every !== 0) return;
    const size = statSync(`${connection.file}-wal`, { throwIfNoEntry: false })?.size ?? 0;
    if (size > limit) truncate(connection);
  };
};

/** Copies the WAL back, so that the file alone is whole, and closes. */
export const closeTrimmed = (connection: Connection): void => {
  truncate(connection);
  connection.close();
};

/** Copies the WAL back and empties it; while a long reader is there, the next try has to do. */
export const truncate = (connection: Connection) => {
  const timeout = connection.pragma('busy_timeout');
  try {
    connection.pragma('busy_timeout=100'); // a long reader (a backup) must not stop the writer; the next look tries again
    connection.pragma('wal_checkpoint(PASSIVE)'); // copies without keeping anyone waiting; what is left is little
    crashPoint('in-checkpoint');
    connection.pragma('wal_checkpoint(TRUNCATE)');
  } catch {
    // A checkpoint that fails loses nothing: the WAL still holds every commit.
  } finally {
    connection.pragma(`busy_timeout=${Number(timeout)}`);
  }
};
