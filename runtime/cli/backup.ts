import { resolve } from 'node:path';
import { backup } from '../../db/backup.ts';
import { DatabaseError } from '../../db/errors.ts';
import { type KnownBackup, noteBackup } from '../customers/backups.ts';
import { askRuntime, configuredDatabase, withDatabase } from './verb/place-of-work.ts';
import { defineVerb } from './verb/verb.ts';

export default defineVerb({
  summary: 'copy the database to a file, also while Patchbay runs',
  synopsis: 'FILE [--json]',
  details: `
Copies the database of DATABASE_URL. FILE must not exist; it appears when the copy is complete and checked.
Do not copy the database file by other means while Patchbay runs: that gives a file that cannot be used.
The secret beside the database (<database>.secret) is not in the copy: keep it apart, or set PATCHBAY_SECRET.
The copy is noted in the list of backups: whoever erases a customer later is told that it still holds them.

  --json   target and bytes`,
  words: [1, 1],
  async run({ words: [target = ''], json }) {
    const database = configuredDatabase();
    // The copy is of this moment: what is erased while it is written is still in it.
    const at = Date.now();
    const done = backup(database, target);
    await note(database, { file: resolve(target), at, bytes: done.bytes });
    process.stdout.write(
      json ? `${JSON.stringify({ ok: true, ...done })}\n` : `${done.target}: ${done.bytes} bytes\n`,
    );
    return 0;
  },
});

/** The copy is good whether it could be noted or not; but whoever made it has to know that nobody will be told of it. */
async function note(database: string, made: KnownBackup): Promise<void> {
  try {
    const asked = await askRuntime(database, '/api/backups', made);
    if (asked?.status === 204) return;
    if (asked) throw new DatabaseError('backup.not-noted', String(asked.body['detail']));
    await withDatabase(database, ({ db, writer }) => writer.commit({ statements: [noteBackup(db, made)] }));
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    process.stderr.write(`The copy is made, but is not in the list of backups: ${error.message}\n`);
  }
}
