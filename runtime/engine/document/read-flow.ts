import { z } from 'zod';
import { FLOW_FORMAT, type FlowDefinition, flowSchema } from './flow.ts';
import { type Issue, schemaIssues } from '../issue.ts';
import { own } from '../own.ts';

type Raw = Record<string, unknown>;

/** One step per format: takes a document of that format and returns the next. Never edited once released. */
const MIGRATIONS: Record<number, (document: Raw) => Raw> = {
  // Format 1 kept exits in a list of edges, in which one exit could lead to two nodes.
  1: ({ edges, ...document }) => {
    const nodes = structuredCopy(document['nodes']) as Record<string, Raw>;
    for (const edge of edgesSchema.parse(edges ?? [])) {
      const node = own(nodes, edge.from);
      if (node) node['exits'] = { ...(node['exits'] as Raw | undefined), [edge.exit]: edge.to };
    }
    for (const node of Object.values(nodes)) node['exits'] ??= {};
    return { ...document, nodes, zone: document['zone'] ?? 'UTC', format: 2 };
  },
};

const edgesSchema = z.array(z.object({ from: z.string(), exit: z.string(), to: z.string() }));
const structuredCopy = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? {}));

/** Formats that can still be read. */
export const READABLE_FORMATS = [...Object.keys(MIGRATIONS).map(Number), FLOW_FORMAT];

/**
 * Reads a flow document of any known format.
 * Gives the flow in today's format, or issues that name the field; never throws.
 */
export function readFlow(raw: unknown): { ok: true; flow: FlowDefinition } | { ok: false; issues: Issue[] } {
  try {
    let document = z.looseObject({ format: z.number().int() }).safeParse(raw);
    while (document.success && document.data.format !== FLOW_FORMAT) {
      const migrate = MIGRATIONS[document.data.format];
      if (!migrate)
        return refused(
          `This document has format ${document.data.format}; readable are ${READABLE_FORMATS.join(', ')}.`,
        );
      document = z.looseObject({ format: z.number().int() }).safeParse(migrate(document.data));
    }
    const parsed = flowSchema.safeParse(document.success ? document.data : raw);
    return parsed.success
      ? { ok: true, flow: parsed.data }
      : { ok: false, issues: schemaIssues(parsed.error, 'flow.schema') };
  } catch (error) {
    return refused(`The document cannot be migrated: ${String(error).slice(0, 300)}`);
  }
}

const refused = (message: string): { ok: false; issues: Issue[] } => ({
  ok: false,
  issues: [{ code: 'flow.format', severity: 'error', path: ['format'], message }],
});
