import { backup } from '../../db/backup.ts';
import { configuredDatabase } from './verb/place-of-work.ts';
import { defineVerb } from './verb/verb.ts';

export default defineVerb({
  summary: 'copy the database to a file, also while Patchbay runs',
  synopsis: 'FILE [--json]',
  details: `
Copies the database of DATABASE_URL. FILE must not exist; it appears when the copy is complete and checked.
Do not copy the database file by other means while Patchbay runs: that gives a file that cannot be used.
The secret beside the database (<database>.secret) is not in the copy: keep it apart, or set PATCHBAY_SECRET.

  --json   target and bytes`,
  words: [1, 1],
  async run({ words: [target = ''], json }) {
    const done = backup(configuredDatabase(), target);
    process.stdout.write(
      json ? `${JSON.stringify({ ok: true, ...done })}\n` : `${done.target}: ${done.bytes} bytes\n`,
    );
    return 0;
  },
});
