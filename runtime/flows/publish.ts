import { createHash } from 'node:crypto';
import type { Db } from '../../db/client.ts';
import { list as listCalendars } from '../../db/queries/calendars.ts';
import { listCredentials, listHosts } from '../../db/queries/egress.ts';
import {
  keepRevision,
  publishVersion,
  readAnyFlow,
  readFlow as readFlowRow,
  saveDraft,
  versionOf,
} from '../../db/queries/flows.ts';
import { readSettingsOf } from '../../db/queries/organisation-settings.ts';
import type { Statement, Writer } from '../../db/writer.ts';
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
import { searchTextOf } from './search-text.ts';
import { runTests, sourceOf, testsOf, type Verdict, verdictOf } from './testing.ts';

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
  | { ok: true; flow: string; version: number; hash: string; issues: Issue[]; tests: Verdict }
  /** With `tests` it compiles, and its tests fail where that keeps it from being published. */
  | { ok: false; issues: Issue[]; tests?: Verdict };

export interface Publication {
  note?: string | undefined;
  by?: string | undefined;
  /**
   * What becomes of the draft: replaced by the document, left as it is, or the document is the draft of this revision and
   * the publication conflicts when somebody saved since.
   */
  draft?: 'replaced' | 'kept' | { revision: number };
  /**
   * Tests are run and may keep it from being published; or they are only told, for the way back must stay open; or they are
   * not run, for what comes with a release was tested with it.
   */
  tests?: 'deciding' | 'told' | 'unrun';
  /** Stores the version, with what is to be stored beside it. */
  store?(version: { flow: string; version: number }, statements: Statement[]): Promise<void>;
}

/** Stores a document, if it compiles, as the next immutable version of its flow. Contacts under way keep theirs. */
export async function publish(
  parts: PublishParts,
  document: unknown,
  about: Publication = {},
): Promise<Published> {
  const compiled = compile(document, parts.registry, surroundingsOf(parts.db, parts.organisation));
  if (!compiled.ok) return compiled;
  const read = readFlow(document);
  if (!read.ok) return read;
  const { flow } = read;
  const { db, organisation } = parts;
  const at = parts.now();
  const version = (readAnyFlow(db, organisation, flow.id)?.latest ?? 0) + 1;
  const hash = hashOf(compiled.machine);
  const tests = testsOf(db, organisation, flow.id);
  const tried = { definition: flow, machine: compiled.machine, version };
  const run = about.tests === 'unrun' ? [] : tests;
  const verdict = verdictOf(await runTests(sourceOf(db, organisation, tried), flow.id, run), tests);
  const decides = about.tests !== 'told' && readSettingsOf(db, organisation).testsBlock;
  if (verdict.failed > 0 && decides) return { ok: false, issues: compiled.issues, tests: verdict };
  const statements = [
    ...draftOf(organisation, flow, at, about),
    ...publishVersion({
      organisation,
      flow: flow.id,
      version,
      definition: flow,
      machine: compiled.machine,
      hash,
      note: about.note ?? null,
      by: about.by ?? null,
      publishedAt: at,
      tests: tests.length === 0 ? null : tests,
    }),
  ];
  crashPoint('publishing');
  await (about.store?.({ flow: flow.id, version }, statements) ?? parts.writer.commit({ statements }));
  parts.published(parts.organisation, flow.id);
  return { ok: true, flow: flow.id, version, hash, issues: compiled.issues, tests: verdict };
}

function draftOf(
  organisation: string,
  flow: FlowDefinition,
  at: number,
  { draft = 'replaced', by }: Publication,
): Statement[] {
  if (draft === 'kept') return [];
  if (typeof draft === 'object') return [keepRevision(organisation, flow.id, draft.revision)];
  const { id, name } = flow;
  const search = searchTextOf(flow);
  return [
    saveDraft({ organisation, id, name, draft: flow, at, search, ...(by === undefined ? {} : { by }) }),
  ];
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
