import { restore } from '../../db/restore.ts';
import { configuredDatabase } from './verb/place-of-work.ts';
import { defineVerb } from './verb/verb.ts';

export default defineVerb({
  summary: 'put a backup in the place of the database',
  synopsis: 'FILE [--replace] [--json]',
  details: `
Checks the backup and puts it where DATABASE_URL points. Patchbay must not be running.
Nothing that was on its way when the backup was made is sent again by itself: it is held.
"patchbay outbox" shows what is held, "patchbay outbox release" sends it.

  --replace   set a database that is there already aside, under a name that is printed
  --json      database, and the name under which the old one is kept`,
  options: { replace: { type: 'boolean' } },
  words: [1, 1],
  async run({ words: [source = ''], has, json }) {
    const done = restore(source, configuredDatabase(), { replace: has('replace'), now: Date.now() });
    if (json) process.stdout.write(`${JSON.stringify({ ok: true, ...done })}\n`);
    else {
      process.stdout.write(`${source} is restored to ${done.database}.\n`);
      if (done.kept !== undefined) process.stdout.write(`The database before is kept as ${done.kept}.\n`);
      process.stdout.write('What was not sent yet is held: see "patchbay outbox".\n');
    }
    return 0;
  },
});
