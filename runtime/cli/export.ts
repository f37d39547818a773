import { existsSync } from 'node:fs';
import { registry } from '../../nodes/index.ts';
import { allowing } from '../egress/allow-list.ts';
import { fingerprintOf } from '../flows/in-order.ts';
import { referencesOf } from '../flows/usage.ts';
import { type Api, apiDetails, apiOf, apiOptions } from './api/api.ts';
import { connectionsSchema, credentialsSchema, hostsSchema, type StoredFlow } from './api/api-shapes.ts';
import {
  calendarFile,
  flowFile,
  readManifest,
  removeFlow,
  settingsFile,
  writeManifest,
  writeThing,
} from './files/flow-folder.ts';
import { allCalendars, flowsNamed, storedFlow } from './api/stored-flows.ts';
import { exportTests } from './files/test-files.ts';
import { defineVerb } from './verb/verb.ts';

export default defineVerb({
  summary: 'write flows as files, to be kept in git',
  synopsis: 'FOLDER [FLOW...] [--url URL] [--token TOKEN] [--json]',
  details: `
Writes the drafts of the flows named, or of all, and what they refer to by name:
  FOLDER/flows/<id>.flow.json         the drawing
  FOLDER/flows/<id>.tests.json        its tests, where it has any
  FOLDER/calendars/<id>.calendar.json the calendars it asks
  FOLDER/settings.json                hosts it may call, credentials it names, connections that lead to it; no secrets
  FOLDER/patchbay.json                what tells "import" whether somebody saved since
Members are always in the same order, so that a change is a few lines. Without FLOW, files of flows that are gone go too.

${apiDetails}
  --json          the files that were written`,
  options: apiOptions,
  words: [1, Infinity],
  async run(given) {
    const [folder = '', ...names] = given.words;
    const api = await apiOf(given);
    const heads = await flowsNamed(api, names);
    const flows: StoredFlow[] = [];
    for (const { id } of heads) {
      const flow = await storedFlow(api, id);
      if (flow) flows.push(flow);
    }
    const manifest = readManifest(folder);
    if (names.length === 0)
      for (const gone of Object.keys(manifest.flows).filter((id) => !flows.some((flow) => flow.id === id))) {
        removeFlow(folder, gone);
        delete manifest.flows[gone];
      }
    const files: string[] = [];
    const write = (file: string, thing: unknown) => {
      writeThing(file, thing);
      files.push(file);
    };
    for (const flow of flows) {
      const file = flowFile(folder, flow.id);
      write(file, flow.draft);
      files.push(...(await exportTests(api, flow.id, file)));
      manifest.flows[flow.id] = fingerprintOf(flow.draft);
    }
    await exportSurroundings(api, folder, flows, names.length === 0, write);
    writeManifest(folder, manifest);
    process.stdout.write(
      given.json
        ? `${JSON.stringify({ ok: true, files })}\n`
        : `${files.map((file) => `${file}\n`).join('')}${flows.length} ${flows.length === 1 ? 'flow' : 'flows'} written.\n`,
    );
    return 0;
  },
});

/** Calendars as they are but for the emergency, which is of the day and not of the design; the rest by name. */
async function exportSurroundings(
  api: Api,
  folder: string,
  flows: StoredFlow[],
  all: boolean,
  write: (file: string, thing: unknown) => void,
): Promise<void> {
  const asked = flows.map(({ draft }) => referencesOf(draft, registry));
  for (const calendar of await allCalendars(api))
    if (asked.some((references) => references.calendar.has(calendar.id)))
      write(calendarFile(folder, calendar.id), { ...calendar, emergency: { on: false } });
  // Those of a part would take the place of those of the whole.
  if (!all && existsSync(settingsFile(folder))) return;
  const hosts = await api.read(hostsSchema, '/egress/hosts');
  const credentials = await api.read(credentialsSchema, '/credentials');
  const connections = await api.read(connectionsSchema, '/connections');
  const called = asked.flatMap((references) => [...references.host]);
  write(settingsFile(folder), {
    hosts: hosts.filter((host) => called.some((name) => allowing([host], name) !== undefined)),
    credentials: credentials.filter(({ name }) =>
      asked.some((references) => references.credential.has(name)),
    ),
    connections: connections
      .filter(({ flow }) => flows.some(({ id }) => id === flow))
      .map(({ id: _id, ...connection }) => connection),
  });
}
