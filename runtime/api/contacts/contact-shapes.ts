import { z } from '@hono/zod-openapi';
import type { Db } from '../../../db/client.ts';
import type { ContactRow, ContactSummary } from '../../../db/queries/contacts.ts';
import { addressesOf } from '../../../db/queries/customers.ts';
import { versionOf } from '../../../db/queries/flows.ts';
import { decodeSnapshot } from '../../contacts/snapshot-text.ts';
import { entrances, type FlowDefinition, nodeOf, type Snapshot } from '../../engine/index.ts';
import type { ContactRouteParts, Eyes } from './parts.ts';

export const contactSummarySchema = z
  .object({
    id: z.string(),
    state: z.string(),
    flow: z.string(),
    version: z.number().int(),
    connection: z.string(),
    channel: z.string().nullable(),
    customer: z.object({
      id: z.string(),
      name: z.string().nullable(),
      addresses: z.array(z.object({ kind: z.string(), address: z.string() })),
    }),
    /** What the conversation is known by on its channel. */
    address: z.string(),
    /** Events so far. */
    seq: z.number().int(),
    openedAt: z.number(),
    endedAt: z.number().nullable(),
    endReason: z.string().nullable(),
  })
  .openapi('ContactSummary');

const frameSchema = z.object({
  flow: z.string(),
  version: z.number().int(),
  node: z.string(),
  nodeName: z.string().nullable(),
  language: z.string(),
  /** Values of the flow's variables; sensitive ones are masked. */
  variables: z.record(z.string(), z.unknown()),
});

export const contactSchema = contactSummarySchema
  .extend({
    /** Where it is: the flow it began in, and those called from there; the last one runs. */
    frames: z.array(frameSchema),
    /** When its timer is due, epoch ms. */
    due: z.number().nullable(),
    /** Nodes of the running flow it can be put to. */
    places: z.array(z.object({ node: z.string(), name: z.string().nullable() })),
  })
  .openapi('Contact');

export const summaryOf =
  ({ db }: Pick<ContactRouteParts, 'db'>, eyes: Eyes) =>
  ({ customer, customerName, organisation: _organisation, address, ...row }: ContactSummary) => ({
    ...row,
    customer: {
      id: customer,
      name: eyes.name(customerName),
      addresses: addressesOf(db, customer).map((one) => ({
        kind: one.kind,
        address: eyes.address(one.address),
      })),
    },
    address: eyes.address(address),
  });

/** A contact with where it is now. One that cannot be read is shown without. */
export function contactOf(parts: ContactRouteParts, row: ContactRow, summary: ContactSummary, eyes: Eyes) {
  const { db, machine } = parts;
  const { organisation } = row;
  const frames = snapshotOf(row)?.frames ?? [];
  const running = frames.at(-1);
  const json = running && machine(organisation, running.flow, running.version)?.json;
  const nameOf = (flow: string, version: number, node: string) =>
    nodeName(db, organisation, flow, version, node);
  return {
    ...summaryOf(parts, eyes)(summary),
    due: row.due,
    frames: frames.map(({ flow, version, state, context }) => ({
      flow,
      version,
      node: nodeOf(state),
      nodeName: nameOf(flow, version, nodeOf(state)),
      language: context.language,
      variables: eyes.see(context.vars),
    })),
    places:
      running && json
        ? entrances(json).map((node) => ({ node, name: nameOf(running.flow, running.version, node) }))
        : [],
  };
}

function snapshotOf({ id, customer, openedAt, snapshot }: ContactRow): Snapshot | undefined {
  if (snapshot === null) return undefined;
  try {
    return decodeSnapshot(snapshot, { id, customer, openedAt });
  } catch {
    return undefined;
  }
}

function nodeName(db: Db, organisation: string, flow: string, version: number, node: string): string | null {
  const definition = versionOf(db, organisation, flow, version)?.definition as FlowDefinition | undefined;
  return definition && Object.hasOwn(definition.nodes, node) ? definition.nodes[node]!.name : null;
}
