import { createDecoder, hasContent, readVarUint, readVarUint8Array } from 'lib0/decoding';
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding';
import {
  messageYjsSyncStep1,
  messageYjsSyncStep2,
  messageYjsUpdate,
  writeSyncStep1,
  writeUpdate,
} from 'y-protocols/sync';
import { type Doc, encodeStateAsUpdate } from 'yjs';
import { z } from 'zod';

/** Bytes of one frame, and of a whole draft with what it remembers of its past. */
export const LARGEST_FRAME = 4 * 1024 * 1024;
export const LARGEST_DRAFT = 12 * 1024 * 1024;

/** Why the server ends it, by the code of the socket. The names are stable. */
export const ENDINGS = {
  1001: 'restarting',
  4400: 'draft.malformed',
  4401: 'access.sign-in',
  4403: 'access.denied',
  4404: 'flow.unknown',
  4409: 'draft.reset',
  4413: 'draft.too-large',
  4415: 'draft.unreadable',
  4422: 'draft.refused',
  4429: 'draft.too-often',
  4500: 'draft.failed',
} as const;
export type Ending = (typeof ENDINGS)[keyof typeof ENDINGS];
/** The code of a socket that ends for a reason. */
export const endingCode = (ending: Ending): number =>
  Number(Object.entries(ENDINGS).find(([, name]) => name === ending)![0]);

const pointSchema = z.strictObject({ x: z.number(), y: z.number() });
const chosenSchema = z.array(z.string().max(64)).max(500);

/** What a browser says besides changes. */
export const askedSchema = z.discriminatedUnion('type', [
  /** Where this window is. */
  z.strictObject({ type: z.literal('here'), chosen: chosenSchema, pointer: pointSchema.optional() }),
  /** Write down what you have; the answer is `settled`. */
  z.strictObject({ type: z.literal('settle') }),
]);
export type Asked = z.infer<typeof askedSchema>;

/** What the server says besides changes. */
export const toldSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('welcome'),
    /** Drafts with different ones have nothing in common and must not be merged. */
    epoch: z.string(),
    revision: z.number(),
    mayWrite: z.boolean(),
  }),
  /** So many of your changes are on disk. */
  z.object({ type: z.literal('kept'), count: z.number() }),
  /** The JSON of the draft was written. */
  z.object({ type: z.literal('revision'), revision: z.number() }),
  /** The answer to `settle`: everything that came before is in the draft of this revision. */
  z.object({ type: z.literal('settled'), revision: z.number() }),
  /** Somebody else, as they are now. */
  z.object({
    type: z.literal('there'),
    id: z.string(),
    name: z.string(),
    hue: z.number(),
    chosen: chosenSchema,
    pointer: pointSchema.optional(),
  }),
  z.object({ type: z.literal('gone'), id: z.string() }),
]);
export type Told = z.infer<typeof toldSchema>;

/** A frame of changes: the state somebody has, everything the other side lacked (the answer to that), or an update. */
export type SyncFrame = { has: Uint8Array } | { update: Uint8Array; isAnswer: boolean };

/** Reads a binary frame (y-protocols/sync); undefined when it is none. */
export function readSync(frame: Uint8Array): SyncFrame | undefined {
  try {
    const decoder = createDecoder(frame);
    const kind = readVarUint(decoder);
    const content = readVarUint8Array(decoder);
    if (hasContent(decoder)) return undefined;
    if (kind === messageYjsSyncStep1) return { has: content };
    const isAnswer = kind === messageYjsSyncStep2;
    return isAnswer || kind === messageYjsUpdate ? { update: content, isAnswer } : undefined;
  } catch {
    return undefined;
  }
}

/** Tells what one has, so that the other side sends the rest. */
export function whatIHave(doc: Doc): Uint8Array {
  const encoder = createEncoder();
  writeSyncStep1(encoder, doc);
  return toUint8Array(encoder);
}

/** Everything the other side lacks. Throws when what it said it has cannot be read. */
export const whatYouLack = (doc: Doc, has: Uint8Array): Uint8Array =>
  answerFrame(encodeStateAsUpdate(doc, has));

/** The answer to what somebody has, in the words of y-protocols' `writeSyncStep2`. */
export function answerFrame(lacked: Uint8Array): Uint8Array {
  const encoder = createEncoder();
  writeVarUint(encoder, messageYjsSyncStep2);
  writeVarUint8Array(encoder, lacked);
  return toUint8Array(encoder);
}

/** One change. */
export function updateFrame(update: Uint8Array): Uint8Array {
  const encoder = createEncoder();
  writeUpdate(encoder, update);
  return toUint8Array(encoder);
}
