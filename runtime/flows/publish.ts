import { createHash } from 'node:crypto';
import type { Db } from '../../db/client.ts';
import { list as listCalendars } from '../../db/queries/calendars.ts';
import { listCredentials, listHosts } from '../../db/queries/egress.ts';
import { publishVersion, readFlow as readFlowRow, saveDraft, versionOf } from '../../db/queries/flows.ts';
import { readSettingsOf } from '../../db/queries/organisation-settings.ts';
import type { Writer } from '../../db/writer.ts';
import { crashPoint } from '../../db/crash-point.ts';
import { allowing } from '../egress/allow-list.ts';
import {
  compile,
  type FlowDefinition,
  type Issue,
  readFlow,
  type Registry,
  type Surroundings,
} from '../engine/index.ts';

export interface PublishParts {
  db: Db;
  writer: Writer;
  registry: Registry;
  organisation: string;
  now(): number;
  /** Called after the version is on disk. */
  published(organisation: string, flow: string): void;
}

export type Published =
  | { ok: true; flow: string; version: number; hash: string; issues: Issue[] }
  | { ok: false; issues: Issue[] };

/** Stores a document as draft and, if it compiles, as the next immutable version. Contacts under way keep theirs. */
export async function publish(
  parts: PublishParts,
  document: unknown,
  about: { note?: string; by?: string } = {},
): Promise<Published> {
  const compiled = compile(document, parts.registry, surroundingsOf(parts.db, parts.organisation));
  if (!compiled.ok) return compiled;
  const read = readFlow(document);
  if (!read.ok) return read;
  const { flow } = read;
  const at = parts.now();
  const version = (readFlowRow(parts.db, parts.organisation, flow.id)?.latest ?? 0) + 1;
  const hash = hashOf(compiled.machine);
  crashPoint('publishing');
  await parts.writer.commit({
    statements: [
      saveDraft({ organisation: parts.organisation, id: flow.id, name: flow.name, draft: flow, at }),
      ...publishVersion({
        organisation: parts.organisation,
        flow: flow.id,
        version,
        definition: flow,
        machine: compiled.machine,
        hash,
        note: about.note ?? null,
        by: about.by ?? null,
        publishedAt: at,
      }),
    ],
  });
  parts.published(parts.organisation, flow.id);
  return { ok: true, flow: flow.id, version, hash, issues: compiled.issues };
}

/** What a flow's checks may look at: other flows (as published, else as drafted) and calendars. */
export function surroundingsOf(db: Db, organisation: string): Surroundings {
  const calendars = new Set(listCalendars(db, organisation).map((calendar) => calendar.id));
  const hosts = listHosts(db, organisation);
  const credentials = new Set(listCredentials(db, organisation).map(({ name }) => name));
  return {
    calendarExists: (id) => calendars.has(id),
    hostAllowed: (host) => allowing(hosts, host) !== undefined,
    credentialExists: (name) => credentials.has(name),
    codeAllowed: readSettingsOf(db, organisation).codeAllowed,
    otherFlow(id, version) {
      const row = readFlowRow(db, organisation, id);
      const wanted = version ?? row?.latest ?? undefined;
      return (wanted === undefined ? row?.draft : versionOf(db, organisation, id, wanted)?.definition) as
        | FlowDefinition
        | undefined;
    },
  };
}

/** Same machine, same hash: changes of layout and names do not count. */
export const hashOf = (machine: unknown): string =>
  createHash('sha256').update(JSON.stringify(machine)).digest('hex').slice(0, 16);
