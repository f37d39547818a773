import { Unavailable } from '../adapter.ts';
import type { RefusalCode, ServerFrame } from './protocol.ts';

/** WebSocket close codes: the client broke a rule; it should come back later. */
export const POLICY = 1008;
export const LATER = 1013;

/** Why a frame is not acted upon. Thrown inside the channel, told to the client. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly retryAfterSeconds: number | undefined;
  /** Close the socket with this code. */
  readonly closing: number | undefined;

  constructor(
    code: RefusalCode,
    message: string,
    { retryAfterSeconds, closing }: { retryAfterSeconds?: number; closing?: number } = {},
  ) {
    super(message);
    this.code = code;
    this.retryAfterSeconds = retryAfterSeconds;
    this.closing = closing;
  }
}

/** What a failure means to a client; undefined when it is a defect of ours. */
export function asRefusal(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof Unavailable)
    return new Refusal('chat.unavailable', 'Please wait a moment.', {
      retryAfterSeconds: error.retryAfterSeconds,
    });
  return undefined;
}

/** @param id the client's id of the message that is refused, where it was one */
export function refusedFrame({ code, message, retryAfterSeconds }: Refusal, id?: string): ServerFrame {
  return {
    type: 'refused',
    code,
    message,
    ...(id === undefined ? {} : { id }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}
