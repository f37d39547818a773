import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Door, Told } from './adapter.ts';

/** What the door of the channels needs to answer by itself. */
export interface DoorParts {
  door: Door;
  /** Writes an answer. `last`: the connection is closed after it. */
  answer(response: ServerResponse, told: Told, last: boolean): void;
  /** We are about to stop: else a client would go on using a connection that is about to be closed. */
  closing(): boolean;
  /** Is told of what nothing else has caught. */
  failed(error: unknown): void;
}

/** Answers requests of channels straight at the server; the function is false for those that are not taken that way. */
export function openDoor(parts: DoorParts): (request: IncomingMessage, response: ServerResponse) => boolean {
  return (request, response) => {
    const told = parts.door(request);
    if (!told) return false;
    told.then(
      (what) => parts.answer(response, what, parts.closing()),
      (error: unknown) => {
        // Who hung up in the middle of a sentence has said nothing, and hears nothing.
        if (request.errored) return;
        parts.failed(error);
        const defect = { status: 500, value: { status: 500, code: 'runtime.defect' } };
        parts.answer(response, defect, parts.closing());
      },
    );
    return true;
  };
}
