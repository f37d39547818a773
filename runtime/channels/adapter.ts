import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Hono } from 'hono';
import type { z } from 'zod';
import type { Inbound, Receipt, StoryEntry } from '../contacts/inbound.ts';
import type { ChannelKind, Effect, Failure } from '../engine/index.ts';
import type { RateLimit, Rule } from '../limits/rate-limits.ts';
import type { Told } from '../web-walls.ts';

/** One configured way in: a number, a mailbox, a web page. `config` is parsed by the adapter's own schema. */
export interface Connection<Config = unknown> {
  id: string;
  organisation: string;
  /** Folder of the adapter. */
  channel: string;
  name: string;
  /** Our side's address, unique per channel: a called number, a mailbox. */
  address?: string;
  /** Flow its contacts start in, on the latest published version. */
  flow: string;
  config: Config;
  /**
   * Without a secret a connection that needs one is not routable: security fails closed. While one is being replaced there
   * are two, separated by a space, and either counts.
   */
  secret?: string;
}

export type { RateLimit } from '../limits/rate-limits.ts';
export type { Inbound, InboundWhat, Receipt, StoryEntry } from '../contacts/inbound.ts';
export { Unavailable } from '../contacts/inbound.ts';
/** For upgrades an adapter refuses, and for answers to machines. */
export { bareAnswer, dataAnswers, type Told } from '../web-walls.ts';

/** What the runtime offers an adapter. An adapter knows nothing else of the runtime. */
export interface Host {
  /** An enabled connection of this adapter; undefined when unknown, disabled or lacking a needed secret. */
  connection(id: string): Connection | undefined;
  connectionByAddress(address: string): Connection | undefined;
  /**
   * Takes inbounds in order. Resolves after they are on disk: only then may the provider be answered.
   * @throws `Unavailable` when the database cannot write: answer 503 with Retry-After, nothing was taken.
   */
  receive(connection: Connection, inbound: Inbound[]): Promise<Receipt[]>;
  /** Goes on with something read from the wire together with all else that came in this turn; see `cohort`. */
  together(goOn: () => void): void;
  /** The live contact of a conversation. */
  live(connection: Connection, conversation: string): { contact: string; seq: number } | undefined;
  /** A contact's story after a position, oldest first, as far as it is on disk. */
  story(contact: string, afterSeq: number): StoryEntry[];
  /** Calls back after every commit of the contact, until the returned function is called. */
  watch(contact: string, onChange: (entry: StoryEntry) => void): () => void;
  /** Keeps an authentic but unreadable delivery for the admins. Resolves after it is on disk. */
  deadLetter(connection: Connection, body: string, reason: string): Promise<void>;
  /** Counts how often someone does something; what was taken is remembered over a restart. */
  limit(rule: Rule): RateLimit;
  /** Epoch ms. */
  now(): number;
  newId(): string;
  /** A key of 32 bytes derived from the installation's secret, per purpose. */
  key(purpose: string): Uint8Array;
  /** Address providers call us by, without a trailing slash; from settings, never from a request. */
  publicUrl: string | undefined;
  log(level: 'info' | 'warn' | 'error', message: string, fields?: { [name: string]: unknown }): void;
}

/** An HTTP request as the pure parts of an adapter see it: raw bytes, as received. */
export interface RawRequest {
  method: string;
  /** The address the provider called, by `publicUrl`: signatures cover it. */
  url: string;
  /** Names in lower case. */
  headers: { [name: string]: string };
  body: Uint8Array;
}

/** One request to a provider. */
export interface OutboundRequest {
  method: 'POST' | 'PUT' | 'GET';
  url: string;
  headers: { [name: string]: string };
  body?: string;
}

/** What a provider's answer (or its absence) means. `unknown`: it may have been done. */
export type Outcome =
  | { state: 'sent'; providerRef?: string }
  | { state: 'failed'; failure: Failure; retryAfterSeconds?: number }
  | { state: 'unknown'; code: string };

/** How effects reach a provider that has to be called. All pure. */
export interface Push<Config> {
  /**
   * What the provider offers against double sends: an idempotency `key`, an `echo` of our reference that can be asked for,
   * or `nothing`.
   */
  guarantee(connection: Connection<Config>): 'key' | 'echo' | 'nothing';
  /** What to do with a send whose outcome is unknown when there is no guarantee: send once more, flagged, or hold, flagged. */
  whenUnknown(connection: Connection<Config>): 'repeat' | 'hold';
  /** The request for one effect; undefined when the channel has nothing to send for it. `at` epoch ms. */
  request(
    effect: Effect,
    to: string,
    connection: Connection<Config>,
    at: number,
  ): OutboundRequest | undefined;
  /** Asks the provider whether it has our reference (guarantee `echo`). */
  lookup?(effect: string, connection: Connection<Config>, at: number): OutboundRequest;
  /** Reads the answer to a lookup. */
  found?(answer: ProviderAnswer): boolean | 'unknown';
  outcome(answer: ProviderAnswer): Outcome;
}

export type ProviderAnswer =
  | { status: number; headers: { [name: string]: string }; body: string }
  | { error: string };

/**
 * Takes a request as the server has read it, before any object is made around it; undefined when it is to take the routes.
 * For what comes most often, and never without routes that answer the same.
 */
export type Door = (request: IncomingMessage) => Promise<Told> | undefined;

/** What an adapter puts on the runtime's port. */
export interface Mounted {
  door?: Door;
  /** Routes below `/channels/<folder>`. */
  routes?: Hono;
  /** Routes at the root, for what other people's pages point at. */
  rootRoutes?: Hono;
  /** Takes a WebSocket upgrade below `/channels/<folder>`; false when it is not the adapter's. */
  upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  /** Reads a delivery again that could not be read when it came; false when it still cannot. */
  retry?: (connection: Connection, body: string) => Promise<boolean>;
  /** Says good-bye to whoever is connected; called before the runtime stops. */
  close?: () => Promise<void>;
}

/** What a folder under `runtime/channels/` exports. */
export interface Adapter<Config = never> {
  /** Equal to the folder's name. */
  id: string;
  kind: ChannelKind;
  label: string;
  config: z.ZodType<Config>;
  /** A connection without a secret is refused. */
  needsSecret: boolean;
  /**
   * How effects get out: `answer` rides in the answer to the provider's own request, `stream` is read from the story by a
   * connected client, `push` calls the provider through the outbox.
   */
  delivery(config: Config): 'answer' | 'stream' | 'push';
  push?: Push<Config>;
  mount(host: Host): Mounted;
}

export type AnyAdapter = Adapter<never>;

/** Declares an adapter; infers the config type from the schema. */
export function defineChannel<Config>(adapter: Adapter<Config>): AnyAdapter {
  return adapter as unknown as AnyAdapter;
}
