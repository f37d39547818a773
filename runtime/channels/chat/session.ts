import { conversation, type Surroundings } from './conversation.ts';
import { readFrame } from './parse.ts';
import type { ClientFrame, ServerFrame } from './protocol.ts';
import { asRefusal, LATER, POLICY, Refusal, refusedFrame } from './refusal.ts';

/** The server's end of one socket. */
export interface Session {
  /** Takes a frame; they are worked off one after the other, in the order they came. */
  take(text: string): void;
  /** Takes something that is no text frame. */
  takeGarbage(): void;
  readonly joined: boolean;
  /** The socket is gone. */
  end(): void;
}

/** What a session does to its socket. */
export interface Wire {
  send(frame: ServerFrame): void;
  close(code: number, reason: string): void;
}

const MOST_MALFORMED = 3;
/** Frames that may wait for their turn: a client waits for `ack` and never has this many under way. */
const MOST_WAITING = 100;

export function openSession(surroundings: Surroundings, wire: Wire): Session {
  let malformed = 0;
  let waiting = 0;
  let over = false;
  let work = Promise.resolve();
  const send = (frame: ServerFrame): void => {
    if (!over) wire.send(frame);
  };
  const talk = conversation(surroundings, send);

  const refuse = (refusal: Refusal, id?: string): void => {
    send(refusedFrame(refusal, id));
    if (refusal.closing === undefined || over) return;
    end();
    wire.close(refusal.closing, refusal.code);
  };

  const complain = (message: string): void => {
    malformed += 1;
    refuse(new Refusal('chat.malformed', message, malformed >= MOST_MALFORMED ? { closing: POLICY } : {}));
  };

  const handle = async (frame: ClientFrame): Promise<void> => {
    if (over || (frame.type === 'typing' && talk.joined)) return;
    if (frame.type === 'hello') return talk.joined ? complain('"hello" is said once.') : talk.join(frame);
    if (frame.type === 'say' || frame.type === 'choose') {
      await talk.input(frame);
      send({ type: 'ack', id: frame.id });
    } else await talk.again();
  };

  const fail = (error: unknown, frame: ClientFrame): void => {
    const known = asRefusal(error);
    const { host, connection } = surroundings;
    if (!known)
      host.log('error', 'A chat frame could not be handled', { connection, type: frame.type, error });
    const refusal = known ?? new Refusal('chat.failed', 'Something went wrong on our side.');
    refuse(refusal, 'id' in frame ? frame.id : undefined);
    // Without a conversation there is nothing to wait for on this socket.
    if (!talk.joined && !over) {
      end();
      wire.close(LATER, refusal.code);
    }
  };

  const end = (): void => {
    over = true;
    talk.leave();
  };

  return {
    get joined() {
      return talk.joined;
    },
    take(text) {
      if (over) return;
      const frame = readFrame(text);
      if (!frame) return complain('A frame could not be read.');
      if (waiting >= MOST_WAITING)
        return refuse(new Refusal('chat.slow-down', 'Too many frames at once.', { closing: POLICY }));
      waiting += 1;
      work = work
        .then(() => handle(frame))
        .catch((error: unknown) => fail(error, frame))
        .finally(() => (waiting -= 1));
    },
    takeGarbage() {
      if (!over) complain('A frame could not be read.');
    },
    end,
  };
}
