import { registry } from '../../nodes/index.ts';
import { publish, type Published } from '../flows/publish.ts';
import { findings } from './verb/findings.ts';
import { readFlowFile } from './verb/flow-file.ts';
import { askRuntime, configuredDatabase, withDatabase } from './verb/place-of-work.ts';
import { defineVerb, Refusal } from './verb/verb.ts';
import { MAIN_ORGANISATION } from '../settings.ts';

export default defineVerb({
  summary: 'publish a flow document as the next version of its flow',
  synopsis: 'FILE [--note TEXT] [--json]',
  details: `
New contacts start on the version that is published; contacts under way stay on theirs.
A running Patchbay is asked to do it, else the database of DATABASE_URL is opened.

  --note TEXT   what has changed, for whoever reads the list of versions
  --json        flow, version, hash and issues

Exit code: 1 when the document has errors; then nothing is stored.`,
  options: { note: { type: 'string' } },
  words: [1, 1],
  async run({ words, text, json }) {
    const [file = ''] = words;
    const document = readFlowFile(file);
    const note = text('note');
    const database = configuredDatabase();
    const published = (await byRuntime(database, document, note)) ?? (await alone(database, document, note));
    if (json) process.stdout.write(`${JSON.stringify(published, null, 2)}\n`);
    else {
      for (const line of findings(file, published.issues)) process.stderr.write(`${line}\n`);
      if (published.ok)
        process.stdout.write(`${published.flow} is published as version ${published.version}.\n`);
    }
    return published.ok ? 0 : 1;
  },
});

async function byRuntime(
  database: string,
  document: unknown,
  note: string | undefined,
): Promise<Published | undefined> {
  const query = note === undefined ? '' : `?${new URLSearchParams({ note }).toString()}`;
  const asked = await askRuntime(database, `/api/flows/publish${query}`, document);
  if (!asked) return undefined;
  const { status, body } = asked;
  if (status === 201) return body as Published;
  if (status === 422) return { ok: false, issues: body['issues'] as Published['issues'] };
  throw new Refusal(String(body['code']), `The running Patchbay refused: ${String(body['detail'])}`);
}

const alone = (database: string, document: unknown, note: string | undefined): Promise<Published> =>
  withDatabase(database, ({ db, writer }) =>
    publish(
      { db, writer, registry, organisation: MAIN_ORGANISATION, now: Date.now, published: () => undefined },
      document,
      {
        by: 'command line',
        ...(note === undefined ? {} : { note }),
      },
    ),
  );
