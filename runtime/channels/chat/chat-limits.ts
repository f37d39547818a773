import type { Connection, Host, RateLimit } from '../adapter.ts';
import { Refusal } from './refusal.ts';

const MINUTE = 60_000;

/** What a visitor may do so often, an address they come from (an office behind one), and all of a chat together. */
const MESSAGES = { visitor: 20, address: 300, connection: 6_000 };
const CONVERSATIONS = { address: 10, connection: 600 };

/** How often visitors may do something. Everything throws a `Refusal` when it is too often. */
export interface ChatLimits {
  /** Before a message is taken. Kept in memory, written down now and then: a message is no reason to write. */
  message(visitor: string, asker: string | undefined, connection: Connection): Promise<void>;
  /** Before a conversation begins. On the disk first: each is a contact, and starting us anew must not give more of them. */
  conversation(asker: string | undefined, connection: Connection): Promise<void>;
}

export function chatLimits(host: Host): ChatLimits {
  const limit = (name: string, most: number, kept: 'each' | 'batched'): RateLimit =>
    host.limit({ name, most, windowMs: MINUTE, kept });
  const messages = {
    visitor: limit('messages-of-visitor', MESSAGES.visitor, 'batched'),
    address: limit('messages-from-address', MESSAGES.address, 'batched'),
    connection: limit('messages', MESSAGES.connection, 'batched'),
  };
  const conversations = {
    address: limit('conversations-from-address', CONVERSATIONS.address, 'each'),
    connection: limit('conversations', CONVERSATIONS.connection, 'each'),
  };
  return {
    // The narrowest first: who is refused there costs the others nothing.
    async message(visitor, asker, { id }) {
      const words = 'Too many messages in a short time.';
      await take(messages.visitor, `${id} ${visitor}`, words);
      if (asker !== undefined) await take(messages.address, asker, words);
      await take(messages.connection, id, words);
    },
    async conversation(asker, { id }) {
      const words = 'Too many new conversations from this address.';
      if (asker !== undefined) await take(conversations.address, asker, words);
      await take(conversations.connection, id, 'Too many new conversations.');
    },
  };
}

async function take(limit: RateLimit, who: string, words: string): Promise<void> {
  const share = await limit.take(who);
  if (!share.ok) throw new Refusal('chat.slow-down', words, share);
}
