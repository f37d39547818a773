import { openReader } from '../../db/client.ts';
import { pageOfDeadLetters } from '../../db/queries/dead-letters.ts';
import { withoutPayment } from '../masking.ts';
import { MAIN_ORGANISATION } from '../settings.ts';
import { askRuntime, configuredDatabase } from './verb/place-of-work.ts';
import { defineVerb, Misuse, Refusal } from './verb/verb.ts';

/** Letters that are listed. */
const MOST_LISTED = 1_000;

export default defineVerb({
  summary: 'show deliveries nobody could read, and have them read again',
  synopsis: '[retry ID...] [--json]',
  details: `
Without more, lists them, the newest first: genuine deliveries of providers that were not as documented.

  retry ID...   has the running Patchbay read these again, after whatever was wrong was put right; what was read is listed
                no more
  --json        the letters with their bodies, or what became of each

Exit code: 1 when one of them still cannot be read.`,
  words: [0, Infinity],
  async run({ words: [action, ...ids], json }) {
    if (action === undefined) return show(json);
    if (action !== 'retry') throw new Misuse(`there is no "${action}", only "retry"`);
    if (ids.length === 0) throw new Misuse('name the ids to retry');
    const results: { id: string; ok: boolean; code?: string }[] = [];
    for (const id of ids) results.push({ id, ...(await retry(id)) });
    if (json) process.stdout.write(`${JSON.stringify(results)}\n`);
    else
      for (const { id, ok, code } of results)
        process.stdout.write(`${id}  ${ok ? 'read' : `not read (${code ?? ''})`}\n`);
    return results.every(({ ok }) => ok) ? 0 : 1;
  },
});

function show(json: boolean): number {
  const { db, close } = openReader(configuredDatabase());
  const letters = pageOfDeadLetters(db, MAIN_ORGANISATION, { limit: MOST_LISTED });
  close();
  const shown = letters.map(({ id, connection, at, reason, body }) => ({
    id,
    connection,
    at,
    reason,
    body: withoutPayment(body),
  }));
  if (json) process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
  else
    for (const { id, connection, at, reason } of shown)
      process.stdout.write(`${id}  ${connection}  ${new Date(at).toISOString()}  ${reason}\n`);
  return 0;
}

async function retry(id: string): Promise<{ ok: boolean; code?: string }> {
  const asked = await askRuntime(
    configuredDatabase(),
    `/api/dead-letters/${encodeURIComponent(id)}/retry`,
    {},
  );
  if (!asked)
    throw new Refusal('runtime.not-running', 'Only a running Patchbay can read deliveries: start it first.');
  return asked.status === 204 ? { ok: true } : { ok: false, code: String(asked.body['code']) };
}
