import type { Db } from '../../../db/client.ts';
import { list as listConnections } from '../../../db/queries/connections.ts';
import { type Flow, type FlowSummary, listVersions } from '../../../db/queries/flows.ts';
import type { Audit } from '../../accounts/audit.ts';
import type { EgressBook } from '../../egress/egress-book.ts';
import type { GuardedCall } from '../../egress/guarded-call.ts';
import type { PublishParts } from '../../flows/publish.ts';
import type { LiveDrafts } from '../../live-drafts/live-drafts.ts';
import type { ApiLimits } from '../../limits/api-limits.ts';

/** What the routes about flows work with. */
export interface FlowRouteParts extends Omit<PublishParts, 'organisation'> {
  /** Calls other services. */
  guarded: GuardedCall;
  egress: Pick<EgressBook, 'allowed' | 'headers'>;
  newId: () => string;
  audit: Audit;
  limits: ApiLimits;
  live: LiveDrafts;
  /** Whoever keeps calendars in memory hears that one came with a template. */
  calendarChanged: (organisation: string, id: string) => void;
}

/** A flow as a list shows it, with the ways in that lead to it. */
export function summaryOf(db: Db, organisation: string) {
  const connections = listConnections(db, organisation);
  return ({ organisation: _organisation, tags, ...flow }: FlowSummary) => ({
    ...flow,
    tags: tags ?? [],
    // By name: a connection has a secret, which must not leave.
    connections: connections
      .filter((connection) => connection.flow === flow.id)
      .map(({ id, channel, name, address, enabled }) => ({ id, channel, name, address, enabled })),
  });
}

/** A flow with its draft and its versions, as one answer. */
export function flowOf(db: Db, flow: Flow) {
  const { search: _search, deletedAt: _deletedAt, ...row } = flow;
  const draft = row.draft as { [member: string]: unknown };
  const { description, languages, channels } = draft;
  const summary = summaryOf(
    db,
    flow.organisation,
  )({
    ...row,
    description: typeof description === 'string' ? description : null,
    languages: textsOf(languages),
    channels: textsOf(channels),
  });
  const versions = listVersions(db, flow.organisation, flow.id).map(
    ({ organisation: _organisation, ...version }) => version,
  );
  return { ...summary, draft, versions };
}

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
