import { z } from 'zod';
import { languageTagSchema } from '../../engine/index.ts';
import type { Connection } from '../adapter.ts';

/** `https://shop.example`: scheme, host and port, nothing else. */
const originSchema = z.string().refine(isOrigin, 'an origin such as https://www.example.com, without a path');

function isOrigin(text: string): boolean {
  try {
    return /^https?:/.test(text) && new URL(text).origin === text;
  } catch {
    return false;
  }
}

/** What an admin sets up for one chat on one or more web sites. */
export const chatConfigSchema = z.strictObject({
  /** Pages the widget may be on, besides this server's own. */
  origins: z.array(originSchema).max(100).default([]),
  /** Heading of the chat window, per language. */
  title: z.record(languageTagSchema, z.string().min(1).max(60)).default({}),
  /** Colour of the launcher and of the customer's own messages; the text on it is chosen to be readable. */
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'a colour such as #0f766e')
    .optional(),
  /** How many proxies of ours stand before this server: they tell where a visitor comes from. */
  proxies: z.number().int().min(0).max(5).default(0),
});
export type ChatConfig = z.infer<typeof chatConfigSchema>;

const parsed = new WeakMap<Connection, ChatConfig>();

/** The settings of a connection; a connection whose settings cannot be read counts as one with the strictest. */
export function configOf(connection: Connection): ChatConfig {
  const known = parsed.get(connection);
  if (known) return known;
  const read = chatConfigSchema.safeParse(connection.config);
  const config = read.success ? read.data : chatConfigSchema.parse({});
  parsed.set(connection, config);
  return config;
}
