import { openReader } from '../../db/client.ts';
import { verifyAudit } from '../accounts/audit.ts';
import { configuredDatabase } from './verb/place-of-work.ts';
import { defineVerb, Misuse } from './verb/verb.ts';

export default defineVerb({
  summary: 'check that nobody has altered the audit log',
  synopsis: 'verify [--json]',
  details: `
Walks the chain of the audit log of DATABASE_URL: each row's hash covers the row before it. Says which row is the first
that was altered, inserted or taken out. Works while Patchbay runs.

  --json   rows, or the number of the row and what is wrong

Exit code: 1 when something is wrong.`,
  words: [1, 1],
  async run({ words: [action], json }) {
    if (action !== 'verify') throw new Misuse(`there is no "${action}", only "verify"`);
    const { db, close } = openReader(configuredDatabase());
    const found = verifyAudit(db);
    close();
    if (json) process.stdout.write(`${JSON.stringify(found)}\n`);
    else
      process.stdout.write(
        found.ok
          ? `${found.rows} rows, none altered.\n`
          : `Row ${found.seq}: ${found.why} What stands from there on cannot be trusted.\n`,
      );
    return found.ok ? 0 : 1;
  },
});
