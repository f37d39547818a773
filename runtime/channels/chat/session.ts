import { type Connection, type Host, type Inbound, type Receipt, Unavailable } from '../adapter.ts';
import { follow, type Following } from './follow.ts';
import { inboundOf, languageOf, openingOf, readFrame, type Visitor } from './parse.ts';
import type { ClientFrame, Hello, InputFrame, RefusalCode, ServerFrame } from './protocol.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Rooms, Tab } from './rooms.ts';
import { isAgeing, issueToken, readToken } from './visitor-token.ts';

/** What a session needs of the world around it. */
export interface SessionSurroundings {
  host: Host;
  /** Id of the connection; it is looked up again for every input, for it may be switched off meanwhile. */
  connection: string;
  rooms: Rooms;
  inputs: RateLimit;
  send(frame: ServerFrame): void;
  close(code: number, reason: string): void;
}

export interface Session {
  /** Takes a frame; they are worked off one after the other. */
  take(text: string): void;
  /** The socket is gone. */
  end(): void;
}

/** WebSocket close codes: the other side breaks the rules; it should come back later. */
const POLICY = 1008;
const LATER = 1013;

const MOST_MALFORMED = 3;
/** Frames that may wait for their turn: a client waits for `ack` and never has this many under way. */
const MOST_WAITING = 100;

/** The far end of one socket: from `hello` to the end of the tab. */
export function openSession({ host, connection, rooms, inputs, send, close }: SessionSurroundings): Session {
  let visitor: Visitor | undefined;
  let room = '';
  let following: Following | undefined;
  let malformed = 0;
  let waiting = 0;
  let over = false;
  let work = Promise.resolve();

  const refuse = (
    code: RefusalCode,
    message: string,
    more: { id?: string; retryAfterSeconds?: number } = {},
  ): void => send({ type: 'refused', code, message, ...more });

  const part = (code: number, refusal: RefusalCode, message: string): void => {
    refuse(refusal, message);
    over = true;
    close(code, refusal);
  };

  const read = (contact: string, after: number, token?: string): void => {
    following?.stop();
    following = undefined;
    if (over || !visitor) return;
    const fresh = token === undefined ? {} : { token };
    const begin = (seq: number) => send({ type: 'welcome', visitor: visitor!.id, contact, seq, ...fresh });
    following = follow(host, contact, visitor.id, after, begin, send);
  };

  const tab: Tab = {
    send,
    show: (contact) => {
      if (following?.contact !== contact) read(contact, 0);
    },
  };

  /** The connection as it is now; says good-bye when it is no longer there. */
  const reachable = (): Connection | undefined => {
    const found = host.connection(connection);
    if (!found) part(POLICY, 'chat.closed', 'This chat is switched off.');
    return found;
  };

  const receive = async (inbound: Inbound, who: Visitor): Promise<Receipt | undefined> => {
    const share = inputs.take(room);
    if (!share.ok) {
      refuse('chat.slow-down', 'Too many messages in a short time.', share);
      return undefined;
    }
    const [receipt] = await host.receive(who.connection, [inbound]);
    return receipt;
  };

  const typing = (on: boolean): void => {
    for (const one of rooms.tabs(room)) one.send({ type: 'typing', on });
  };

  /** The conversation after `previous`: the live one, one that is already over, or one that begins now. */
  const enter = async (who: Visitor, previous: string | undefined): Promise<string | undefined> => {
    const live = host.live(who.connection, who.id)?.contact;
    if (live !== undefined) return live;
    const receipt = await receive(openingOf(previous, who), who);
    return receipt?.contact || undefined;
  };

  const showEverywhere = (contact: string): void => {
    for (const one of rooms.tabs(room)) one.show(contact);
  };

  const hello = async (frame: Hello): Promise<void> => {
    const found = reachable();
    if (!found) return;
    const key = host.key('chat-visitor');
    const claims = readToken(frame.token, connection, host.now(), key);
    if (!claims) return part(POLICY, 'chat.token', 'This token is not valid here.');
    const language = languageOf(frame.language);
    const who: Visitor = { id: claims.visitor, connection: found, ...(language ? { language } : {}) };
    room = `${connection} ${who.id}`;
    const contact = await enter(who, frame.previous);
    if (over) return;
    if (!rooms.enter(room, tab)) return part(LATER, 'chat.slow-down', 'Too many windows are open.');
    visitor = who;
    const token = isAgeing(claims, host.now()) ? issueToken(who.id, connection, host.now(), key) : undefined;
    if (contact === undefined) return part(LATER, 'chat.unavailable', 'The conversation could not begin.');
    read(contact, frame.contact === contact ? frame.after : 0, token);
    showEverywhere(contact);
  };

  const input = async (frame: InputFrame, who: Visitor): Promise<void> => {
    const found = reachable();
    if (!found) return;
    const share = inputs.take(room);
    if (!share.ok) {
      const { retryAfterSeconds } = share;
      return refuse('chat.slow-down', 'Too many messages in a short time.', {
        id: frame.id,
        retryAfterSeconds,
      });
    }
    typing(true);
    try {
      const [receipt] = await host.receive(found, [inboundOf(frame, who)]);
      if (!receipt || receipt.status === 'nobody')
        refuse('chat.ended', 'The conversation is over.', { id: frame.id });
      else send({ type: 'ack', id: frame.id });
    } finally {
      typing(false);
    }
  };

  const again = async (who: Visitor): Promise<void> => {
    const found = reachable();
    if (!found) return;
    const contact = await enter({ ...who, connection: found }, following?.contact);
    if (contact !== undefined) showEverywhere(contact);
  };

  const handle = async (frame: ClientFrame): Promise<void> => {
    if (over) return;
    if (!visitor) {
      if (frame.type === 'hello') return hello(frame);
      return part(POLICY, 'chat.malformed', 'The first frame is "hello".');
    }
    if (frame.type === 'hello') return complain('"hello" is said once.');
    if (frame.type === 'again') return again(visitor);
    if (frame.type !== 'typing') return input(frame, visitor);
  };

  const complain = (message: string): void => {
    malformed += 1;
    if (malformed >= MOST_MALFORMED) part(POLICY, 'chat.malformed', message);
    else refuse('chat.malformed', message);
  };

  const fail = (error: unknown, frame: ClientFrame): void => {
    const id = 'id' in frame ? { id: frame.id } : {};
    if (error instanceof Unavailable) {
      refuse('chat.unavailable', 'Please wait a moment.', {
        ...id,
        retryAfterSeconds: error.retryAfterSeconds,
      });
    } else {
      host.log('error', 'A chat frame could not be handled', { connection, type: frame.type, error });
      refuse('chat.failed', 'Something went wrong on our side.', id);
    }
    // Without a conversation there is nothing to wait for on this socket.
    if (!visitor && !over) part(LATER, 'chat.unavailable', 'The conversation could not begin.');
  };

  return {
    take(text) {
      if (over) return;
      const frame = readFrame(text);
      if (!frame) return complain('A frame could not be read.');
      if (waiting >= MOST_WAITING) return part(POLICY, 'chat.slow-down', 'Too many frames at once.');
      waiting += 1;
      work = work
        .then(() => handle(frame))
        .catch((error: unknown) => fail(error, frame))
        .finally(() => (waiting -= 1));
    },
    end() {
      over = true;
      following?.stop();
      following = undefined;
      if (visitor) rooms.leave(room, tab);
    },
  };
}
