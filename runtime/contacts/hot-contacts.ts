import type { Db } from '../../db/client.ts';
import { liveContact, readContact, type ContactRow } from '../../db/queries/contacts.ts';

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
  put(contact: HotContact): void;
  /** Forgets what is in memory: the next look reads from disk. */
  evict(id: string): void;
  readonly size: number;
}

/** At most `limit` contacts, but never without those that are not on disk yet. */
export function hotContacts(db: Db, limit: number): HotContacts {
  const contacts = new Map<string, HotContact>();
  const conversations = new Map<string, string>();
  const keyOf = (connection: string, conversation: string) => `${connection} ${conversation}`;

  const evict = (id: string): void => {
    const contact = contacts.get(id);
    if (!contact) return;
    contacts.delete(id);
    const key = keyOf(contact.connection, contact.conversation);
    if (conversations.get(key) === id) conversations.delete(key);
  };

  const put = (contact: HotContact): void => {
    // Deleting first moves it to the end: a Map keeps the order of insertion, which makes the front the oldest.
    contacts.delete(contact.id);
    contacts.set(contact.id, contact);
    conversations.set(keyOf(contact.connection, contact.conversation), contact.id);
    if (contacts.size <= limit) return;
    for (const [id, old] of contacts) {
      if (contacts.size <= limit) break;
      if (old.unsaved === 0) evict(id);
    }
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

  return {
    byId: (id) => contacts.get(id) ?? warm(readContact(db, id)),
    byConversation(connection, conversation) {
      const id = conversations.get(keyOf(connection, conversation));
      const hot = id === undefined ? undefined : contacts.get(id);
      if (hot) return hot.ended ? undefined : hot;
      return warm(liveContact(db, connection, conversation));
    },
    put,
    evict,
    get size() {
      return contacts.size;
    },
  };
}
