import { z } from '@hono/zod-openapi';

/** Who may do what with flows. */
export const READ = { roles: ['admin', 'designer', 'supervisor', 'viewer'], scope: 'flows:read' } as const;
export const WRITE = { roles: ['admin', 'designer'], scope: 'flows:write' } as const;
export const PUBLISH = { roles: ['admin', 'designer'], scope: 'flows:publish' } as const;

export const idSchema = z.string().min(1).max(200);
export const oneFlow = z.object({ id: idSchema });

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

/** A drawing as its designer left it: what is wrong with it is told as issues, not refused. */
export const documentSchema = z.record(z.string(), z.unknown()).openapi('FlowDocument');

export const tagsSchema = z.array(z.string().trim().min(1).max(40)).max(20);
/** A path of folders; nothing is the top. */
export const folderSchema = z
  .string()
  .max(200)
  .regex(
    /^$|^[^/\s][^/]{0,59}(\/[^/\s][^/]{0,59}){0,4}$/,
    'names of folders with / between them, at most five',
  );
export const noteSchema = z.string().trim().max(500);

export const flowSummarySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    languages: z.array(z.string()),
    channels: z.array(z.string()),
    tags: z.array(z.string()),
    /** A path such as `Cards/Loss`. */
    folder: z.string().nullable(),
    createdAt: z.number(),
    updatedAt: z.number(),
    savedBy: z.string().nullable(),
    /** Rises with every save. */
    revision: z.number().int(),
    /** Number of the latest published version. */
    latest: z.number().int().nullable(),
    /** Ways in that lead here. */
    connections: z.array(
      z.object({
        id: z.string(),
        channel: z.string(),
        name: z.string(),
        address: z.string().nullable(),
        enabled: z.boolean(),
      }),
    ),
  })
  .openapi('FlowSummary');

/** A flow in a list, with the texts in which a search was found. */
export const foundFlowSchema = flowSummarySchema
  .extend({
    hits: z.array(
      z.object({
        /** Without one it is a text of the flow itself. */
        node: z.string().optional(),
        name: z.string().optional(),
        path: z.array(z.string()),
        text: z.string(),
      }),
    ),
  })
  .openapi('FoundFlow');

/** A flow to begin with. The texts are in the languages of the interface. */
export const templateSchema = z
  .object({
    id: z.string(),
    words: z.record(z.string(), z.object({ name: z.string(), description: z.string() })),
    languages: z.array(z.string()),
    channels: z.array(z.string()),
    /** Calendars that come with it. */
    calendars: z.array(z.string()),
    /** The drawing without its words: places, sizes and lines. */
    picture: z.object({
      nodes: z.array(z.object({ group: z.string(), x: z.number(), y: z.number(), exits: z.number().int() })),
      lines: z.array(z.object({ from: z.number().int(), to: z.number().int() })),
    }),
  })
  .openapi('FlowTemplate');

export const versionHeadSchema = z
  .object({
    flow: z.string(),
    version: z.number().int(),
    hash: z.string(),
    note: z.string().nullable(),
    by: z.string().nullable(),
    publishedAt: z.number(),
    /** What people call it. */
    name: z.string().nullable(),
  })
  .openapi('FlowVersionHead');

export const flowSchema = flowSummarySchema
  .extend({ draft: documentSchema, versions: z.array(versionHeadSchema) })
  .openapi('Flow');

/** A draft at a revision: one side of a save that came too late. */
export const draftSchema = z
  .object({
    revision: z.number().int(),
    updatedAt: z.number(),
    savedBy: z.string().nullable(),
    draft: documentSchema,
  })
  .openapi('FlowDraft');

/** How tests went. `told`: why one failed, line by line. */
const verdictSchema = z
  .object({
    passed: z.number().int(),
    failed: z.number().int(),
    red: z.array(
      z.object({
        test: z.string(),
        name: z.string(),
        channel: z.string(),
        language: z.string(),
        told: z.array(z.string()),
      }),
    ),
  })
  .openapi('TestVerdict');

export const versionSchema = versionHeadSchema
  .extend({
    definition: documentSchema,
    machine: documentSchema,
    /** The flow's tests as they were then. */
    tests: z.array(documentSchema).nullable(),
  })
  .openapi('FlowVersion');

export const publishedSchema = z
  .object({
    ok: z.literal(true),
    flow: z.string(),
    version: z.number().int(),
    hash: z.string(),
    issues: z.array(issueSchema),
    tests: verdictSchema,
  })
  .openapi('Published');

const fieldSchema = z
  .object({
    path: z.array(z.string()),
    before: z.unknown().optional(),
    after: z.unknown().optional(),
  })
  .openapi('ChangedField');

const nodeRef = { id: z.string(), type: z.string(), name: z.string() };

export const comparisonSchema = z
  .object({
    added: z.array(z.object(nodeRef)),
    removed: z.array(z.object(nodeRef)),
    changed: z.array(z.object({ ...nodeRef, fields: z.array(fieldSchema) })),
    moved: z.array(z.object({ ...nodeRef, from: z.unknown(), to: z.unknown() })),
    fields: z.array(fieldSchema),
  })
  .openapi('FlowComparison');

export const usageSchema = z
  .object({
    flows: z.array(
      z.object({ id: z.string(), name: z.string(), inDraft: z.boolean(), inPublished: z.boolean() }),
    ),
    connections: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        channel: z.string(),
        /** The number or other address customers reach it by. */
        address: z.string().nullable(),
      }),
    ),
  })
  .openapi('Usage');

/** A test as its author wrote it: what a value may be nests without end, which a description cannot tell. */
export const writtenTestSchema = z.record(z.string(), z.unknown()).openapi('FlowTest');

export const testResultSchema = z
  .object({
    test: z.string(),
    name: z.string(),
    channel: z.string(),
    language: z.string(),
    ok: z.boolean(),
    /** Up to the first that failed. */
    steps: z.array(
      z.object({
        /** Position in the test; -1 is the coming of the customer. */
        step: z.number().int(),
        kind: z.string(),
        ok: z.boolean(),
        expected: z.string().optional(),
        actual: z.string().optional(),
        /** Where the world of the test refused what was to be done: a code that stays, and what it is about. */
        refusal: z.object({ code: z.string(), about: z.string() }).optional(),
        /** What was found where there was nothing to compare: a code that stays, and what it is about. */
        found: z.object({ code: z.string(), about: z.string() }).optional(),
        node: z.string().optional(),
      }),
    ),
    told: z.array(z.string()),
  })
  .openapi('TestResult');

const partsSchema = z.object({ covered: z.array(z.string()), missed: z.array(z.string()) });
export const coverageSchema = z.object({ nodes: partsSchema, exits: partsSchema }).openapi('TestCoverage');
