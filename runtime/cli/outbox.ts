import { openReader } from '../../db/client.ts';
import { counts, heldRows } from '../../db/queries/outbox.ts';
import { releaseHeld } from '../effects/held.ts';
import { askRuntime, configuredDatabase, withDatabase } from './verb/place-of-work.ts';
import { defineVerb, Misuse, Refusal } from './verb/verb.ts';

/** Held rows that are listed one by one. */
const MOST_LISTED = 100;

export default defineVerb({
  summary: 'show what waits to be sent, and let go what is held',
  synopsis: '[release (--all | ID...)] [--json]',
  details: `
Without more, counts what is not sent and lists what is held. An effect is held
  recovery   because it was on its way when a backup was made that is now restored
  unknown    because its provider gives no way to find out whether an earlier attempt arrived
and is only sent when somebody says so:

  release ID...   these
  release --all   everything that is held
  --json          counts and held rows, or the number released`,
  options: { all: { type: 'boolean' } },
  words: [0, Infinity],
  async run({ words: [action, ...ids], has, json }) {
    if (action === undefined) return show(json);
    if (action !== 'release') throw new Misuse(`there is no "${action}", only "release"`);
    if (has('all') === ids.length > 0) throw new Misuse('name the ids to release, or --all');
    const released = await release(has('all') ? undefined : ids);
    process.stdout.write(json ? `${JSON.stringify({ ok: true, released })}\n` : `${released} released.\n`);
    if (!has('all') && released < ids.length)
      throw new Refusal('outbox.not-held', `${ids.length - released} of them were not held.`, { released });
    return 0;
  },
});

function show(json: boolean): number {
  const { db, close } = openReader(configuredDatabase());
  const rows = heldRows(db, json ? 1_000_000 : MOST_LISTED);
  const states = counts(db);
  close();
  const held = rows.map(({ id, connection, flag, createdAt }) => ({ id, connection, flag, createdAt }));
  if (json) {
    process.stdout.write(`${JSON.stringify({ counts: states, held }, null, 2)}\n`);
    return 0;
  }
  for (const [state, rowsInIt] of Object.entries(states))
    process.stdout.write(`${state.padEnd(8)} ${rowsInIt}\n`);
  for (const { id, connection, flag, createdAt } of held)
    process.stdout.write(`${id}  ${connection}  ${flag ?? ''}  ${new Date(createdAt).toISOString()}\n`);
  if (states.held > held.length) process.stdout.write(`and ${states.held - held.length} more\n`);
  return 0;
}

async function release(ids: string[] | undefined): Promise<number> {
  const database = configuredDatabase();
  const asked = await askRuntime(database, '/api/outbox/release', ids === undefined ? {} : { ids });
  if (asked?.status === 200) return Number(asked.body['released']);
  if (asked)
    throw new Refusal(
      String(asked.body['code']),
      `The running Patchbay refused: ${String(asked.body['detail'])}`,
    );
  return withDatabase(
    database,
    async ({ db, writer }) => (await releaseHeld({ db, writer, now: Date.now }, ids)).length,
  );
}
