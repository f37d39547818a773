import { registry } from '../../nodes/index.ts';
import { fingerprintOf } from '../flows/in-order.ts';
import { renamed } from '../flows/renamed.ts';
import { apiDetails, apiOf, apiOptions } from './api/api.ts';
import { bringCalendars } from './api/calendars.ts';
import { flowInFile, type Intake, intakeOf, refuseBroken, takeIn } from './api/drafts.ts';
import { calendarsIn, flowFilesOf, readManifest, writeManifest } from './files/flow-folder.ts';
import { storedFlow } from './api/stored-flows.ts';
import { importTests, testsBeside } from './files/test-files.ts';
import { defineVerb, Refusal } from './verb/verb.ts';

export default defineVerb({
  summary: 'take flow files in as drafts',
  synopsis: 'FOLDER | FILE... [--unfinished] [--force] [--calendars] [--url URL] [--token TOKEN] [--json]',
  details: `
Takes in a folder that "export" wrote, or some of its files. Nothing runs by it: "publish" puts a draft into service.
A file that does not compile is refused with node and field. A draft that somebody saved since the file was written is not
overwritten: export again and bring the two together. If one file is refused, none is taken in.
Calendars that are missing there are made; one of the same name is the same, and stays as it is there.

  --unfinished    take in drawings that do not compile yet
  --force         overwrite drafts that were saved since
  --calendars     replace calendars that say something else there
${apiDetails}
  --json          what was done with each flow`,
  options: {
    ...apiOptions,
    unfinished: { type: 'boolean' },
    force: { type: 'boolean' },
    calendars: { type: 'boolean' },
  },
  words: [1, Infinity],
  async run(given) {
    const flows = flowFilesOf(given.words).map(flowInFile);
    if (!given.has('unfinished')) refuseBroken(flows);
    const tests = new Map(flows.map(({ id, file }) => [id, testsBeside(file)]));
    const api = await apiOf(given);
    const folders = [...new Set(flows.map(({ folder }) => folder))];
    const manifests = new Map(folders.map((folder) => [folder, readManifest(folder)]));
    const intakes: Intake[] = [];
    for (const flow of flows)
      intakes.push(await intakeOf(api, flow, manifests.get(flow.folder)?.flows[flow.id]));
    const stale = intakes.filter(({ does }) => does === 'stale');
    if (stale.length > 0 && !given.has('force')) throw staleRefusal(api.url, stale);

    const brought = await bringCalendars(
      api,
      folders.flatMap((folder) => calendarsIn(folder)),
      given.has('calendars'),
    );
    for (const name of brought.different)
      process.stderr.write(
        `The calendar "${name}" says something else there; it was left (--calendars replaces it).\n`,
      );
    for (const intake of intakes) {
      const { flow } = intake;
      const document = renamed(flow.document, 'calendar', brought.ids, registry) as typeof flow.document;
      if (intake.does !== 'nothing') await takeIn(api, { ...intake, flow: { ...flow, document } });
      await importTests(api, flow.id, tests.get(flow.id));
      const kept = await storedFlow(api, flow.id);
      const manifest = manifests.get(flow.folder);
      if (kept && manifest) manifest.flows[flow.id] = fingerprintOf(kept.draft);
    }
    for (const [folder, manifest] of manifests) writeManifest(folder, manifest, false);
    const done = intakes.map(({ flow: { id, file }, does }) => ({ flow: id, file, does: DONE[does] }));
    if (given.json) process.stdout.write(`${JSON.stringify({ ok: true, flows: done })}\n`);
    else for (const { flow, does } of done) process.stdout.write(`${flow}: ${TOLD[does]}\n`);
    return 0;
  },
});

const DONE = { creates: 'created', replaces: 'replaced', stale: 'overwritten', nothing: 'same' } as const;
const TOLD = {
  created: 'a new draft.',
  replaced: 'its draft is replaced.',
  overwritten: 'its draft is overwritten, with what was saved since.',
  same: 'nothing new.',
} as const;

function staleRefusal(url: string, stale: Intake[]): Refusal {
  const lines = stale.map(
    ({ flow: { file, id }, there }) =>
      `${file}: somebody saved "${id}" on ${url} since this file was written (it is at revision ${there?.revision}).`,
  );
  return new Refusal(
    'flow.stale',
    `${lines.join('\n')}\nNothing was taken in. Export again and bring the two together, or use --force.`,
    { flows: stale.map(({ flow }) => flow.id) },
  );
}
