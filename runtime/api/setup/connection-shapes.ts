import { z } from '@hono/zod-openapi';
import type { ConnectionRow } from '../../../db/queries/connections.ts';
import type { AnyAdapter } from '../../channels/adapter.ts';
import { readGiven } from '../asking/read-given.ts';

/** Who may do what with ways in. Their secrets nobody reads. */
export const READ = { roles: ['admin', 'designer', 'supervisor'], scope: 'settings:read' } as const;
export const WRITE = { roles: ['admin'], scope: 'settings:write' } as const;

export const one = z.object({ id: z.string().min(1).max(200) });
const configSchema = z.record(z.string(), z.unknown());

/** Hours a replaced secret counts on, unless something else is asked for. */
const USUAL_OVERLAP = 24;

export const secretSchema = z
  .string()
  .min(8)
  .max(4_000)
  .regex(/^[\x21-\x7e]+$/, 'printable characters without spaces and accents');

const givenShape = {
  name: z.string().trim().min(1).max(100),
  /** Our side's address: the called number, the mailbox. */
  address: z.string().trim().min(1).max(200).nullable(),
  flow: z.string().min(1).max(200),
  config: configSchema,
  enabled: z.boolean(),
};

export const newConnectionSchema = z.strictObject({
  ...givenShape,
  channel: z.string().min(1).max(64),
  address: givenShape.address.default(null),
  config: configSchema.default({}),
  enabled: z.boolean().default(true),
  secret: secretSchema.optional(),
});

export const changedConnectionSchema = z.strictObject(givenShape).partial();

export const rotationSchema = z.strictObject({
  secret: secretSchema,
  /** Hours the secret of before counts on; 0 ends it at once. */
  overlapHours: z.number().min(0).max(720).default(USUAL_OVERLAP),
});

export const connectionSchema = z
  .object({
    id: z.string(),
    channel: z.string(),
    name: z.string(),
    address: z.string().nullable(),
    flow: z.string(),
    config: configSchema,
    enabled: z.boolean(),
    /** What is known of its secret; never the secret. */
    secret: z.object({
      set: z.boolean(),
      keyId: z.string().nullable(),
      /** Until when the one before counts, epoch ms. */
      formerUntil: z.number().nullable(),
    }),
    updatedAt: z.number().nullable(),
  })
  .openapi('Connection');

/** A connection as it may be shown. */
export const shown = (row: ConnectionRow, at: number) => ({
  id: row.id,
  channel: row.channel,
  name: row.name,
  address: row.address,
  flow: row.flow,
  config: row.config as { [name: string]: unknown },
  enabled: row.enabled,
  secret: {
    set: row.secret !== null,
    keyId: row.keyId,
    formerUntil: row.formerUntil !== null && row.formerUntil > at ? row.formerUntil : null,
  },
  updatedAt: row.updatedAt,
});

/** The settings by the adapter's own schema, with its defaults filled in. */
export const readConfig = (adapter: AnyAdapter, config: unknown): unknown =>
  readGiven(adapter.config, config, ['json', 'config']);
