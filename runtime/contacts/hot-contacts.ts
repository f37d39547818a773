import type { Db } from '../../db/client.ts';
import { type ContactRow, liveContact, readContact } from '../../db/queries/contacts.ts';
import { recentMap } from './recent-map.ts';

/** A live contact in memory: its snapshot stays text, so it costs a few hundred bytes and is never shared by mistake. */
export interface HotContact {
  id: string;
  organisation: string;
  connection: string;
  conversation: string;
  customer: string;
  openedAt: number;
  seq: number;
  snapshot: string;
  /** Steps that are not on disk yet: memory runs ahead of it, answers wait for it. */
  unsaved: number;
  /** Over, but that is not on disk yet: kept so that nobody reads it from there as live. */
  ended: boolean;
}

/** The contacts that were touched last; all others cost only disk. */
export interface HotContacts {
  byId(id: string): HotContact | undefined;
  /** The live contact of a conversation. */
  byConversation(connection: string, conversation: string): HotContact | undefined;
  /** The same without a look at the disk; null when the one in memory is over, which the disk need not know yet. */
  inMemory(connection: string, conversation: string): HotContact | null | undefined;
  put(contact: HotContact): void;
  /** Forgets what is in memory: the next look reads from disk. */
  evict(id: string): void;
  readonly size: number;
}

/** At most `limit` contacts, but never without those that are not on disk yet. */
export function hotContacts(db: Db, limit: number): HotContacts {
  // By connection, then by conversation: a joined key would be another text per contact.
  const conversations = new Map<string, Map<string, HotContact>>();
  const forget = (contact: HotContact): void => {
    const own = conversations.get(contact.connection);
    if (own?.get(contact.conversation)?.id === contact.id) own.delete(contact.conversation);
  };
  const contacts = recentMap<string, HotContact>(limit, ({ unsaved }) => unsaved === 0, forget);

  const evict = (id: string): void => {
    const contact = contacts.get(id);
    if (!contact) return;
    contacts.delete(id);
    forget(contact);
  };

  const put = (contact: HotContact): void => {
    // Most are there, and to look costs half of what it costs to put.
    if (contacts.get(contact.id) !== contact) contacts.set(contact.id, contact);
    let own = conversations.get(contact.connection);
    if (!own) conversations.set(contact.connection, (own = new Map<string, HotContact>()));
    if (own.get(contact.conversation) !== contact) own.set(contact.conversation, contact);
  };

  const warm = (row: ContactRow | undefined): HotContact | undefined => {
    if (!row || row.snapshot === null) return undefined;
    const contact: HotContact = {
      id: row.id,
      organisation: row.organisation,
      connection: row.connection,
      conversation: row.address,
      customer: row.customer,
      openedAt: row.openedAt,
      seq: row.seq,
      snapshot: row.snapshot,
      unsaved: 0,
      ended: false,
    };
    put(contact);
    return contact;
  };

  const inMemory = (connection: string, conversation: string): HotContact | null | undefined => {
    const hot = conversations.get(connection)?.get(conversation);
    if (!hot) return undefined;
    if (hot.ended) return null;
    contacts.get(hot.id);
    return hot;
  };

  return {
    byId: (id) => contacts.get(id) ?? warm(readContact(db, id)),
    byConversation(connection, conversation) {
      const hot = inMemory(connection, conversation);
      return hot === undefined ? warm(liveContact(db, connection, conversation)) : (hot ?? undefined);
    },
    inMemory,
    put,
    evict,
    get size() {
      return contacts.size;
    },
  };
}
