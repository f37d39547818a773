import { existsSync } from 'node:fs';
import { readFlow } from '../../db/queries/flows.ts';
import { registry } from '../../nodes/index.ts';
import { idSchema } from '../engine/index.ts';
import { publish, type Publication, type Published } from '../flows/publish.ts';
import { MAIN_ORGANISATION } from '../settings.ts';
import { type Api, apiDetails, apiIfAny, apiOptions } from './api/api.ts';
import { findings } from './verb/findings.ts';
import { readFlowFile } from './verb/flow-file.ts';
import { configuredDatabase, withDatabase } from './verb/place-of-work.ts';
import { publishDocument, publishDraft } from './api/published.ts';
import { storedFlow } from './api/stored-flows.ts';
import { defineVerb, Refusal } from './verb/verb.ts';

export default defineVerb({
  summary: 'publish a flow as its next version: a document, or the draft that is there',
  synopsis: 'FILE | FLOW [--note TEXT] [--url URL] [--token TOKEN] [--json]',
  details: `
New contacts start on the version that is published; contacts under way stay on theirs.
A FILE becomes the draft as well. FLOW is the id of a flow whose draft is published as it is.
Patchbay does it where it runs; when none is named and none runs here, the database of DATABASE_URL is opened.
The flow's tests are run first. Those that fail are told; they keep it from being published where the settings say so.

  --note TEXT     what has changed, for whoever reads the list of versions
${apiDetails}
  --json          flow, version, hash, issues and how the tests went

Exit code: 1 when the document has errors; then nothing is stored.`,
  options: { ...apiOptions, note: { type: 'string' } },
  words: [1, 1],
  async run(given) {
    const [word = ''] = given.words;
    const draft = !existsSync(word) && idSchema.safeParse(word).success;
    const document = draft ? undefined : readFlowFile(word);
    const note = given.text('note');
    const api = await apiIfAny(given);
    const published = await (api
      ? draft
        ? draftThere(api, word, note)
        : publishDocument(api, document, note)
      : alone(draft ? word : undefined, document, note));
    if (given.json) process.stdout.write(`${JSON.stringify(published, null, 2)}\n`);
    else tell(word, published);
    return published.ok ? 0 : 1;
  },
});

function tell(word: string, published: Published): void {
  for (const line of findings(word, published.issues)) process.stderr.write(`${line}\n`);
  for (const { test, channel, language, told } of published.tests?.red ?? [])
    process.stderr.write(`${test} (${channel}, ${language}): ${told.join('\n  ')}\n`);
  const { passed = 0, failed = 0 } = published.tests ?? {};
  if (!published.ok) {
    if (published.tests) process.stderr.write(`It was not published: ${failed} of its tests fail.\n`);
    return;
  }
  process.stdout.write(`${published.flow} is published as version ${published.version}.\n`);
  if (passed + failed > 0) process.stdout.write(`Its tests: ${passed} passed, ${failed} failed.\n`);
}

async function draftThere(api: Api, id: string, note: string | undefined): Promise<Published> {
  const flow = await storedFlow(api, id);
  if (!flow) throw unknownFlow(id);
  return publishDraft(api, flow, note);
}

const alone = (id: string | undefined, given: unknown, note: string | undefined): Promise<Published> =>
  withDatabase(configuredDatabase(), ({ db, writer }) => {
    const flow = id === undefined ? undefined : readFlow(db, MAIN_ORGANISATION, id);
    if (id !== undefined && !flow) throw unknownFlow(id);
    const about: Publication = {
      by: 'command line',
      ...(note === undefined ? {} : { note }),
      ...(flow ? { draft: { revision: flow.revision } } : {}),
    };
    const parts = { db, writer, registry, organisation: MAIN_ORGANISATION, now: Date.now };
    return publish({ ...parts, published: () => undefined }, flow?.draft ?? given, about);
  });

const unknownFlow = (id: string): Refusal =>
  new Refusal('flow.unknown', `There is no file and no flow "${id}".`);
