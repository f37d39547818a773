import { z } from 'zod';
import { calendarSchema } from '../../engine/index.ts';
import { flowTestSchema } from '../../flow-tests/index.ts';

/** What the command line reads of the API's answers; a newer one may say more. */

const documentSchema = z.record(z.string(), z.unknown());

export const flowHeadSchema = z.object({
  id: z.string(),
  name: z.string(),
  revision: z.number(),
  latest: z.number().nullable(),
  connections: z.array(z.object({ id: z.string(), channel: z.string(), name: z.string() })),
});
export type FlowHead = z.infer<typeof flowHeadSchema>;

export const flowSchema = flowHeadSchema.extend({ draft: documentSchema });
export type StoredFlow = z.infer<typeof flowSchema>;

export const flowPageSchema = z.object({ items: z.array(flowHeadSchema), next: z.string().nullable() });

export const versionSchema = z.object({
  version: z.number(),
  definition: documentSchema,
  tests: z.array(flowTestSchema).nullable(),
});

export const calendarsSchema = z.array(
  z
    .object({ ...calendarSchema.shape, updatedAt: z.number() })
    .transform(({ updatedAt: _updatedAt, ...calendar }) => calendar),
);

export const hostsSchema = z.array(
  z.object({
    host: z.string(),
    ports: z.array(z.number()),
    plainHttp: z.boolean(),
    insideNetwork: z.boolean(),
  }),
);

export const credentialsSchema = z.array(
  z.object({
    name: z.string(),
    hosts: z.array(z.string()),
    scheme: z.string(),
    header: z.string().nullable(),
  }),
);

export const connectionsSchema = z.array(
  z.object({
    id: z.string(),
    channel: z.string(),
    name: z.string(),
    address: z.string().nullable(),
    flow: z.string(),
  }),
);

export const issuesSchema = z.array(
  z.object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    node: z.string().optional(),
    exit: z.string().optional(),
    path: z.array(z.union([z.string(), z.number()])).optional(),
    message: z.string(),
  }),
);

/** How tests went. */
export const verdictSchema = z.object({
  passed: z.number(),
  failed: z.number(),
  red: z.array(
    z.object({
      test: z.string(),
      name: z.string(),
      channel: z.string(),
      language: z.string(),
      told: z.array(z.string()),
    }),
  ),
});

/** A run of a flow's tests. */
export const ranSchema = z.object({
  passed: z.number(),
  failed: z.number(),
  results: z.array(
    z.object({
      test: z.string(),
      name: z.string(),
      channel: z.string(),
      language: z.string(),
      ok: z.boolean(),
      told: z.array(z.string()),
    }),
  ),
  coverage: z.object({ exits: z.object({ covered: z.array(z.string()), missed: z.array(z.string()) }) }),
});
export type Ran = z.infer<typeof ranSchema>;
