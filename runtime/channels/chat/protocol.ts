import { z } from 'zod';
import { LIMITS } from '../../engine/index.ts';

/*
 * The words widget and server exchange over the WebSocket, one JSON object per text frame.
 *
 * 1. The client says `hello` with its token. The server answers `welcome`, then every entry after `after`.
 * 2. The client says or chooses something under an id of its own making. `ack` means: it is on disk.
 *    Until then the client keeps it, and after a reconnect sends it again with the same id: the server knows it again.
 * 3. Every entry has an id that never changes, so one that is sent twice is shown once. All entries of one step share a
 *    `seq`; a client that may have missed the end of a step asks from the `seq` before it.
 */

/** Largest frame the server reads, in bytes. */
export const MAX_FRAME = 32 * 1024;

const idSchema = z.string().regex(/^[\w-]{8,64}$/);

const helloSchema = z.strictObject({
  type: z.literal('hello'),
  token: z.string().max(1000),
  /** Conversation the client shows; `after` counts only in that one. */
  contact: z.string().max(100).optional(),
  /** Last position the client has. */
  after: z.number().int().min(0),
  /**
   * Conversation before the one the client is in, if there was one. It makes opening repeatable: two tabs, or a client
   * that lost the answer, open the same conversation and not two.
   */
  previous: z.string().max(100).optional(),
  language: z.string().max(35).optional(),
});

/** What a client may send. */
export const clientFrameSchema = z.discriminatedUnion('type', [
  helloSchema,
  z.strictObject({
    type: z.literal('say'),
    id: idSchema,
    text: z.string().max(LIMITS.inputText).regex(/\S/),
  }),
  z.strictObject({ type: z.literal('choose'), id: idSchema, choice: z.string().min(1).max(200) }),
  /** Starts over after the end. */
  z.strictObject({ type: z.literal('again') }),
  z.strictObject({ type: z.literal('typing') }),
]);
export type ClientFrame = z.infer<typeof clientFrameSchema>;
export type Hello = Extract<ClientFrame, { type: 'hello' }>;

/** Something the customer gave: the frames that count as an input. */
export type InputFrame = Extract<ClientFrame, { type: 'say' | 'choose' }>;

/** Why the server does not do what was asked. `chat.ended` and `chat.failed` are final, the others may be tried again. */
export type RefusalCode =
  | 'chat.malformed'
  | 'chat.token'
  | 'chat.slow-down'
  | 'chat.ended'
  | 'chat.unavailable'
  | 'chat.closed'
  | 'chat.failed';

export type EntryFrame = {
  type: 'entry';
  seq: number;
  at: number;
  from: 'customer' | 'flow';
  id: string;
  text: string;
  /** Missing where nobody knows: what a customer typed. */
  language?: string;
  dir: 'ltr' | 'rtl' | 'auto';
  recording?: string;
  choices?: { id: string; label: string }[];
  /** The flow waits for this after the entry. */
  expects?: 'text' | 'choice';
  /** The answer must not be shown. */
  sensitive?: true;
};

/** What the server sends. */
export type ServerFrame =
  | {
      type: 'welcome';
      visitor: string;
      /** Missing when no conversation could be opened. */
      contact?: string;
      /** Position of the conversation now. */
      seq: number;
      /** A fresher token, when the one that was shown is getting old. */
      token?: string;
    }
  | EntryFrame
  | { type: 'ack'; id: string }
  | { type: 'typing'; on: boolean }
  | { type: 'ended'; seq: number; reason: string }
  | { type: 'refused'; code: RefusalCode; message: string; id?: string; retryAfterSeconds?: number };
