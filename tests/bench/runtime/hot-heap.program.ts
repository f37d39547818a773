import { openReader } from '../../../db/client.ts';
import { hotContacts } from '../../../runtime/contacts/hot-contacts.ts';
import { heapBytes, program } from '../kit/program.ts';
import { addressOf } from './parked-contact.ts';

/** Bytes of heap per contact in memory, and per contact that was there and is on disk alone now. */
export interface HotHeap {
  hotBytes: number;
  parkedBytes: number;
}

const LEAST_KEPT = 100;

/** Contacts come in as they do in the product: read from disk, by the conversation they belong to. */
await program(({ file, contacts }: { file: string; contacts: number }): HotHeap => {
  const { db, close } = openReader(file);
  const fill = (limit: number): number => {
    const before = heapBytes();
    const hot = hotContacts(db, limit);
    for (let n = 0; n < contacts; n += 1) hot.byConversation('three', addressOf(n));
    const bytes = heapBytes() - before;
    if (hot.size > limit || hot.size < Math.min(limit / 2, contacts))
      throw new Error(`${hot.size} contacts are in memory.`);
    return bytes;
  };
  fill(LEAST_KEPT);
  const few = fill(LEAST_KEPT);
  // Twice as many as there are: half of the limit is what is sure to stay.
  const all = fill(2 * contacts);
  close();
  const hotBytes = all / contacts;
  return { hotBytes, parkedBytes: Math.max(0, few - LEAST_KEPT * hotBytes) / (contacts - LEAST_KEPT) };
});
