import ipaddr from 'ipaddr.js';
import { z } from 'zod';

/** From what must be read to what helps to find a fault. */
export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const yesNo = z
  .enum(['true', 'false', '1', '0', 'on', 'off'])
  .transform((value) => ['true', '1', 'on'].includes(value));

const isNetwork = (text: string): boolean => ipaddr.isValid(text) || ipaddr.isValidCIDR(text);

/** The environment an installation sets; every name is listed in the README. */
export const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.string().min(1).default('file:./data/patchbay.db'),
  PATCHBAY_SECRET: z
    .string()
    .min(32, 'at least 32 characters, for example from "openssl rand -hex 32"')
    .optional(),
  PATCHBAY_FORMER_SECRET: z.string().min(32, 'the PATCHBAY_SECRET of before').optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter((one) => one !== ''))
    .refine(
      (list) => list.every((one) => isNetwork(one)),
      'addresses or networks, such as 127.0.0.1,10.0.0.0/8',
    )
    .default([]),
  PATCHBAY_DEMO: yesNo.default(true),
  PATCHBAY_DEMO_TWILIO_TOKEN: z.string().min(8).optional(),
  PATCHBAY_HOT_CONTACTS: z.coerce.number().int().min(100).max(10_000_000).default(50_000),
  LOG_LEVEL: z.enum(LOG_LEVELS).default('info'),
  PATCHBAY_METRICS: z.enum(['token', 'loopback']).default('token'),
});

/** What an installation may choose, read from the environment. */
export interface Settings {
  port: number;
  host: string;
  databaseUrl: string;
  /** Signs visitor tokens; when unset, one is made at the first start and kept beside the database. */
  secret?: string;
  /** The secret of before: opens what it has sealed until that is sealed anew. */
  formerSecret?: string;
  /** Address providers call us by, without a trailing slash. */
  publicUrl?: string;
  /** Proxies whose word on a client's address counts. */
  trustedProxies?: string[];
  demo: boolean;
  demoTwilioToken?: string;
  /** Live contacts kept in memory. */
  hotContacts: number;
  logLevel: LogLevel;
  /** Who reads the figures without a proof: nobody, or whoever asks from this machine. */
  metrics?: 'token' | 'loopback';
  /** Folder of the built editor; left out in development, where Vite serves the pages. */
  editor?: string;
}

/** The organisation a new installation has. */
export const MAIN_ORGANISATION = 'main';

/** A setting that cannot work; the process should not start. */
export class BadSettings extends Error {
  readonly code = 'settings.invalid';
}

/** Reads the settings. Throws `BadSettings` naming each variable that is wrong and what would be right. */
export function readSettings(environment: { [name: string]: string | undefined }): Settings {
  // An empty variable is what `PORT= npm start` and many container files give: it means unset.
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new BadSettings(`These settings cannot work:\n${lines.join('\n')}\nThe README lists all settings.`);
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    databaseUrl: env.DATABASE_URL,
    trustedProxies: env.TRUSTED_PROXIES,
    demo: env.PATCHBAY_DEMO,
    hotContacts: env.PATCHBAY_HOT_CONTACTS,
    logLevel: env.LOG_LEVEL,
    metrics: env.PATCHBAY_METRICS,
    ...(env.PATCHBAY_SECRET === undefined ? {} : { secret: env.PATCHBAY_SECRET }),
    ...(env.PATCHBAY_FORMER_SECRET === undefined ? {} : { formerSecret: env.PATCHBAY_FORMER_SECRET }),
    ...(env.PUBLIC_URL === undefined ? {} : { publicUrl: env.PUBLIC_URL }),
    ...(env.PATCHBAY_DEMO_TWILIO_TOKEN === undefined
      ? {}
      : { demoTwilioToken: env.PATCHBAY_DEMO_TWILIO_TOKEN }),
  };
}
