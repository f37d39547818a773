import type { Connection, Host, Inbound, Receipt } from '../adapter.ts';
import type { ChatLimits } from './chat-limits.ts';
import { follow, type Following } from './follow.ts';
import { inboundOf, languageOf, openingOf, type Visitor } from './parse.ts';
import type { Hello, InputFrame, ServerFrame } from './protocol.ts';
import { LATER, POLICY, Refusal } from './refusal.ts';
import type { Rooms, Tab } from './rooms.ts';
import { isAgeing, issueToken, readToken } from './visitor-token.ts';

/** What a conversation needs of the world around it. */
export interface Surroundings {
  host: Host;
  /** Id of the connection; it is looked up again for every input, for it may be switched off meanwhile. */
  connection: string;
  rooms: Rooms;
  limits: ChatLimits;
  /** Where the visitor comes from; undefined where nobody knows. */
  asker: string | undefined;
}

/** One tab's side of a visitor's conversation. Everything may throw a `Refusal`. */
export interface Conversation {
  readonly joined: boolean;
  join(hello: Hello): Promise<void>;
  /** Resolves after the input is on disk. */
  input(frame: InputFrame): Promise<void>;
  /** Starts over after the end. */
  again(): Promise<void>;
  leave(): void;
}

export function conversation(
  { host, connection, rooms, limits, asker }: Surroundings,
  send: (frame: ServerFrame) => void,
): Conversation {
  let visitor: Visitor | undefined;
  let following: Following | undefined;
  let left = false;

  const reachable = (): Connection => {
    const found = host.connection(connection);
    if (!found) throw new Refusal('chat.closed', 'This chat is switched off.', { closing: POLICY });
    return found;
  };
  const roomOf = (id: string): string => `${connection} ${id}`;

  const receive = async (inbound: Inbound): Promise<Receipt | undefined> => {
    await limits.message(inbound.conversation, asker, reachable());
    const [receipt] = await host.receive(reachable(), [inbound]);
    return receipt;
  };

  /** The conversation after `previous`: the live one, one that is already over, or one that begins now. */
  const enter = async (who: Visitor, previous: string | undefined): Promise<string> => {
    const live = host.live(who.connection, who.id)?.contact;
    if (live !== undefined) return live;
    await limits.conversation(asker, who.connection);
    const contact = (await receive(openingOf(previous, who)))?.contact;
    if (!contact)
      throw new Refusal('chat.unavailable', 'The conversation could not begin.', { closing: LATER });
    return contact;
  };

  const show = (contact: string, after: number, token?: string): void => {
    following?.stop();
    following = undefined;
    if (left || !visitor) return;
    const { id } = visitor;
    const begin = (seq: number) =>
      send({ type: 'welcome', visitor: id, contact, seq, ...(token === undefined ? {} : { token }) });
    following = follow(host, contact, id, after, begin, send);
  };

  const tab: Tab = {
    send,
    show: (contact) => {
      if (following?.contact !== contact) show(contact, 0);
    },
  };
  const showEverywhere = (contact: string, who: Visitor): void => {
    for (const one of rooms.tabs(roomOf(who.id))) one.show(contact);
  };

  const present = (): Visitor => {
    if (!visitor) throw new Refusal('chat.malformed', 'The first frame is "hello".', { closing: POLICY });
    return visitor;
  };

  return {
    get joined() {
      return visitor !== undefined;
    },

    async join({ token, language: wanted, previous, contact: known, after }) {
      const found = reachable();
      const key = host.key('chat-visitor');
      const claims = readToken(token, connection, host.now(), key);
      if (!claims) throw new Refusal('chat.token', 'This token is not valid here.', { closing: POLICY });
      const language = languageOf(wanted);
      const who: Visitor = { id: claims.visitor, connection: found, ...(language ? { language } : {}) };
      const contact = await enter(who, previous);
      if (left) return;
      if (!rooms.enter(roomOf(who.id), tab))
        throw new Refusal('chat.slow-down', 'Too many windows are open.', { closing: LATER });
      visitor = who;
      const fresh = isAgeing(claims, host.now())
        ? issueToken(who.id, connection, host.now(), key)
        : undefined;
      show(contact, known === contact ? after : 0, fresh);
      showEverywhere(contact, who);
    },

    async input(frame) {
      const who = present();
      const typing = (on: boolean): void => {
        for (const one of rooms.tabs(roomOf(who.id))) one.send({ type: 'typing', on });
      };
      typing(true);
      try {
        const receipt = await receive(inboundOf(frame, who));
        // Ignored because it was over already: then it is nowhere in the story either.
        const late = receipt?.status === 'ignored' && receipt.ended;
        if (!receipt || late || receipt.status === 'nobody')
          throw new Refusal('chat.ended', 'The conversation is over.');
      } finally {
        typing(false);
      }
    },

    async again() {
      const who = present();
      showEverywhere(await enter({ ...who, connection: reachable() }, following?.contact), who);
    },

    leave() {
      left = true;
      following?.stop();
      if (visitor) rooms.leave(roomOf(visitor.id), tab);
    },
  };
}
