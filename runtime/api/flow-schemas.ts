import { z } from '@hono/zod-openapi';

/** A finding of the compiler. */
export const issueSchema = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    node: z.string().optional(),
    exit: z.string().optional(),
    path: z.array(z.union([z.string(), z.number()])).optional(),
    message: z.string(),
    values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  })
  .openapi('Issue');

const document = z.record(z.string(), z.unknown());

export const flowSummarySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    createdAt: z.number(),
    updatedAt: z.number(),
    /** Number of the latest published version. */
    latest: z.number().nullable(),
  })
  .openapi('FlowSummary');

/** A flow as a list shows it. */
export const flowRowSchema = flowSummarySchema
  .extend({
    languages: z.array(z.string()),
    channels: z.array(z.string()),
    /** Ways in that start on it; secrets are no part of this. */
    connections: z.array(
      z.object({ id: z.string(), channel: z.string(), name: z.string(), address: z.string().nullable() }),
    ),
  })
  .openapi('FlowRow');

const versionHeadSchema = z
  .object({
    flow: z.string(),
    version: z.number(),
    hash: z.string(),
    note: z.string().nullable(),
    by: z.string().nullable(),
    publishedAt: z.number(),
  })
  .openapi('FlowVersionHead');

export const flowSchema = flowSummarySchema
  .extend({ draft: document, versions: z.array(versionHeadSchema) })
  .openapi('Flow');

export const versionSchema = versionHeadSchema
  .extend({ definition: document, machine: document })
  .openapi('FlowVersion');

export const publishedSchema = z
  .object({
    ok: z.literal(true),
    flow: z.string(),
    version: z.number(),
    hash: z.string(),
    issues: z.array(issueSchema),
  })
  .openapi('Published');
