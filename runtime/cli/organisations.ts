import { auditLog } from '../accounts/audit.ts';
import { createOrganisation, organisationNameSchema } from '../accounts/organisations.ts';
import { newIds } from '../ids.ts';
import { announced } from '../local-runtime.ts';
import { urlOf } from '../own-address.ts';
import { readSettings } from '../settings.ts';
import { askRuntime, configuredDatabase, withDatabase } from './verb/place-of-work.ts';
import { defineVerb, Misuse, Refusal } from './verb/verb.ts';

export default defineVerb({
  summary: 'make another organisation, with a link for its first admin',
  synopsis: 'create NAME [--json]',
  details: `
Organisations share this installation and nothing else. The link is shown once and works once; as long as there is no
admin, the same command gives a new one. A running Patchbay is asked to do it, else the database of DATABASE_URL is opened.

  --json   id and link`,
  words: [2, 2],
  async run({ words: [action, name = ''], json }) {
    if (action !== 'create') throw new Misuse(`there is no "${action}", only "create"`);
    const read = organisationNameSchema.safeParse(name);
    if (!read.success) throw new Misuse(`this is no name: ${read.error.issues[0]?.message}`);
    const database = configuredDatabase();
    const made = await create(database, read.data);
    const { host, port, publicUrl } = readSettings(process.env);
    const link = `${publicUrl ?? announced(database)?.url ?? urlOf(host, port)}${made.path}`;
    process.stdout.write(
      json
        ? `${JSON.stringify({ ok: true, id: made.id, link })}\n`
        : `${made.id}: become its first admin at\n${link}\n`,
    );
    return 0;
  },
});

async function create(database: string, name: string): Promise<{ id: string; path: string }> {
  const asked = await askRuntime(database, '/api/organisations', { name });
  if (asked?.status === 201) return { id: String(asked.body['id']), path: String(asked.body['path']) };
  if (asked)
    throw new Refusal(
      String(asked.body['code']),
      `The running Patchbay refused: ${String(asked.body['detail'])}`,
    );
  const now = Date.now;
  const made = await withDatabase(database, ({ db, writer }) =>
    createOrganisation({ db, writer, now, newId: newIds(now), audit: auditLog({ db, writer, now }) }, name),
  );
  if (made) return made;
  throw new Refusal('organisation.taken', 'There is an organisation of this name, with an admin.');
}
