import { z } from 'zod';
import { registry } from '../../../nodes/index.ts';
import { renamed } from '../../flows/renamed.ts';
import type { Published } from '../../flows/publish.ts';
import { referencesOf } from '../../flows/usage.ts';
import type { FlowTest } from '../../flow-tests/index.ts';
import { type Api, readAs, refusalOf } from './api.ts';
import {
  connectionsSchema,
  credentialsSchema,
  type FlowHead,
  flowHeadSchema,
  versionSchema,
} from './api-shapes.ts';
import { publishDraft } from './published.ts';
import { importTests } from '../files/test-files.ts';
import { allCalendars, allFlows } from './stored-flows.ts';
import { Refusal } from '../verb/verb.ts';

type Document = { [member: string]: unknown };
type Named = { id: string; name: string };

/** A version on its way to another installation, with what it refers to resolved there. */
export interface Promotion {
  /** Its id there. */
  id: string;
  version: number;
  document: Document;
  tests: FlowTest[];
  /** Flows of the same promotion that it calls, by their ids there. */
  calls: string[];
  /** Connections there that have the name of one that leads here, and lead elsewhere. */
  elsewhere: string[];
}

/** Something that has to be there and is not. */
export interface Missing {
  flow: string;
  kind: 'flow' | 'calendar' | 'credential' | 'connection';
  name: string;
}

/**
 * Works out what moving flows to another installation means: what a version refers to is found there by its name, for ids
 * are of one installation. Nothing is changed. Throws `Refusal` when a flow has no version.
 */
export async function promotionsOf(
  from: Api,
  to: Api,
  heads: readonly FlowHead[],
): Promise<{ promotions: Promotion[]; missing: Missing[] }> {
  const source = { flows: await allFlows(from), calendars: await allCalendars(from) };
  const target = {
    flows: await allFlows(to),
    calendars: await allCalendars(to),
    credentials: await to.read(credentialsSchema, '/credentials'),
    connections: await to.read(connectionsSchema, '/connections'),
  };
  const missing: Missing[] = [];
  const promotions: Promotion[] = [];
  // A flow is the one of its name there; one that is new there keeps its id.
  const idThere = ({ id, name }: Named): string => target.flows.find((flow) => flow.name === name)?.id ?? id;
  for (const head of heads) {
    const { version, definition, tests } = await latestOf(from, head);
    const asks = referencesOf(definition, registry);
    const lacks = (kind: Missing['kind'], name: string) => missing.push({ flow: head.id, kind, name });

    const flows = new Map<string, string>();
    for (const id of asks.flow) {
      const name = source.flows.find((flow) => flow.id === id)?.name ?? id;
      if (
        heads.some((one) => one.id === id) ||
        target.flows.some((flow) => flow.name === name && flow.latest !== null)
      )
        flows.set(id, idThere({ id, name }));
      else lacks('flow', name);
    }
    const calendars = new Map<string, string>();
    for (const id of asks.calendar) {
      const name = source.calendars.find((calendar) => calendar.id === id)?.name ?? id;
      const there = target.calendars.find((calendar) => calendar.name === name);
      if (there) calendars.set(id, there.id);
      else lacks('calendar', name);
    }
    for (const name of asks.credential)
      if (!target.credentials.some((credential) => credential.name === name)) lacks('credential', name);

    const id = idThere(head);
    const elsewhere: string[] = [];
    for (const { channel, name } of head.connections) {
      const there = target.connections.find((one) => one.channel === channel && one.name === name);
      if (!there) lacks('connection', name);
      else if (there.flow !== id) elsewhere.push(name);
    }
    const moved = renamed(renamed(definition, 'calendar', calendars, registry), 'flow', flows, registry);
    promotions.push({
      id,
      version,
      document: { ...(moved as Document), id },
      tests: tests ?? [],
      calls: heads.filter((one) => asks.flow.has(one.id)).map(idThere),
      elsewhere,
    });
  }
  return { promotions: calledFirst(promotions), missing };
}

async function latestOf(api: Api, { id, latest }: FlowHead): Promise<z.infer<typeof versionSchema>> {
  if (latest === null)
    throw new Refusal(
      'flow.unpublished',
      `"${id}" has no version on ${api.url}: what is promoted is what is published.`,
    );
  return api.read(versionSchema, `/flows/${encodeURIComponent(id)}/versions/${latest}`);
}

/** Flows that are called come before those that call them; where they call each other, as they were named. */
function calledFirst(promotions: readonly Promotion[]): Promotion[] {
  const ordered: Promotion[] = [];
  const visit = (one: Promotion, above: readonly string[]): void => {
    if (ordered.includes(one) || above.includes(one.id)) return;
    for (const called of promotions.filter(({ id }) => one.calls.includes(id)))
      visit(called, [...above, one.id]);
    ordered.push(one);
  };
  for (const one of promotions) visit(one, []);
  return ordered;
}

const importedSchema = z.object({ flow: flowHeadSchema });

/** Puts a version into service there: as the draft with its tests first, so that these are run before it is published. */
export async function putInService(
  to: Api,
  { id, document, tests }: Promotion,
  note: string,
): Promise<Published> {
  const answer = await to.ask('POST', '/flows/import', { document, existing: 'replace' });
  if (answer.status !== 200 && answer.status !== 201) throw refusalOf(to.url, answer);
  const { flow } = readAs(importedSchema, answer, to.url);
  await importTests(to, id, tests);
  return publishDraft(to, flow, note);
}
