import type { Db } from '../../db/client.ts';
import { readStory } from '../contacts/contact-log.ts';
import type { HotContacts } from '../contacts/hot-contacts.ts';
import type { Inbox } from '../contacts/inbox.ts';
import type { StoryEntry } from '../contacts/inbound.ts';
import { keyFor } from '../installation-secret.ts';
import type { RateLimits } from '../limits/rate-limits.ts';
import type { Log } from '../log.ts';
import type { AnyAdapter, Connection, Host, Inbound, Receipt } from './adapter.ts';
import { cohort } from './cohort.ts';
import type { ConnectionBook } from './connection-book.ts';
import type { Watchers } from './watchers.ts';

/** What the runtime gives every adapter. */
export interface HostParts {
  db: Db;
  hot: HotContacts;
  inbox: Inbox;
  connections: ConnectionBook;
  watchers: Watchers<StoryEntry>;
  /** Takes a provider's word on something we sent. */
  delivered(connection: Connection, inbound: Inbound): Promise<Receipt>;
  deadLetter(connection: Connection, body: string, reason: string): Promise<void>;
  secret: string;
  publicUrl: string | undefined;
  now(): number;
  newId(): string;
  log: Log;
  limits: RateLimits;
}

/** The runtime as one adapter sees it: only that adapter's own connections. */
export function hostFor(adapter: AnyAdapter, parts: HostParts): Host {
  const { connections, inbox, watchers } = parts;
  const own = (connection: Connection | undefined) =>
    connection?.channel === adapter.id ? connection : undefined;
  return {
    connection: (id) => own(connections.byId(id)?.connection),
    connectionByAddress: (address) => own(connections.byAddress(adapter.id, address)?.connection),
    async receive(connection, inbounds) {
      const plugged = connections.byId(connection.id);
      if (!plugged)
        return inbounds.map(() => ({ status: 'nobody', contact: '', seq: 0, effects: [], ended: false }));
      const take = (inbound: Inbound): Promise<Receipt> =>
        inbound.what.type === 'delivery'
          ? parts.delivered(connection, inbound)
          : inbox.receive(plugged.source, inbound);
      const [only] = inbounds;
      if (only && inbounds.length === 1) return [await take(only)];
      // All are queued in order before the first is awaited; together they share transactions.
      return Promise.all(inbounds.map(take));
    },
    together: cohort(),
    live(connection, conversation) {
      const contact = parts.hot.byConversation(connection.id, conversation);
      return contact && { contact: contact.id, seq: contact.seq };
    },
    story: (contact, afterSeq) => readStory(parts.db, contact, afterSeq),
    watch: (contact, onChange) => watchers.watch(contact, onChange),
    deadLetter: (connection, body, reason) => parts.deadLetter(connection, body, reason),
    limit: (rule) => parts.limits.limit({ ...rule, name: `${adapter.id}-${rule.name}` }),
    now: () => parts.now(),
    newId: () => parts.newId(),
    key: (purpose) => keyFor(parts.secret, `${adapter.id} ${purpose}`),
    publicUrl: parts.publicUrl,
    log: (level, message, fields) => parts.log(level, message, { channel: adapter.id, ...fields }),
  };
}
