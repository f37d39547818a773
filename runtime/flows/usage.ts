import type { Db } from '../../db/client.ts';
import { list as listConnections } from '../../db/queries/connections.ts';
import { drawingsOf } from '../../db/queries/flow-pages.ts';
import { readFlow, readNodes, type Registry } from '../engine/index.ts';

/** Kinds of things drawings refer to. */
export type UsedKind = 'flow' | 'calendar' | 'host' | 'credential';

/** Where something is used. */
export interface Usage {
  flows: { id: string; name: string; inDraft: boolean; inPublished: boolean }[];
  connections: { id: string; name: string; channel: string; address: string | null }[];
}

/**
 * Where a flow, a calendar, a host or a credential is used. The checks of the nodes themselves tell: what they ask of their
 * surroundings is what they refer to, so no node type has to be known by name.
 */
export function usageOf(
  { db, registry }: { db: Db; registry: Registry },
  organisation: string,
  kind: UsedKind,
  id: string,
): Usage {
  const uses = (document: unknown): boolean => referencesOf(document, registry)[kind].has(id);
  const flows = drawingsOf(db, organisation).flatMap(({ id: flow, name, draft, published }) => {
    if (kind === 'flow' && flow === id) return [];
    const [inDraft, inPublished] = [uses(draft), published !== null && uses(published)];
    return inDraft || inPublished ? [{ id: flow, name, inDraft, inPublished }] : [];
  });
  const connections =
    kind === 'flow'
      ? listConnections(db, organisation)
          .filter(({ flow }) => flow === id)
          .map(({ id: connection, name, channel, address }) => ({ id: connection, name, channel, address }))
      : [];
  return { flows, connections };
}

export const isUsed = ({ flows, connections }: Usage): boolean => flows.length + connections.length > 0;

type References = Record<UsedKind, Set<string>>;

/** What a drawing refers to. One that cannot be read refers to nothing. */
export function referencesOf(document: unknown, registry: Registry): References {
  const asked: References = { flow: new Set(), calendar: new Set(), host: new Set(), credential: new Set() };
  const note = (kind: UsedKind) => (id: string) => {
    asked[kind].add(id);
    return true;
  };
  const read = readFlow(document);
  if (read.ok)
    readNodes(read.flow, registry, {
      otherFlow: (id) => void note('flow')(id),
      calendarExists: note('calendar'),
      hostAllowed: note('host'),
      credentialExists: note('credential'),
    });
  return asked;
}
