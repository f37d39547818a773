import { openReader } from '../../../db/client.ts';
import { hotContacts } from '../../../runtime/contacts/hot-contacts.ts';
import { decodeSnapshot } from '../../../runtime/contacts/snapshot-text.ts';
import { program } from '../kit/program.ts';
import { median, quantile } from '../kit/statistics.ts';
import { addressOf } from './parked-contact.ts';

/** Microseconds to have a parked contact ready to step, and bytes of memory a contact costs. */
export interface Resume {
  us: number;
  p99Us: number;
}

const TIMES = 20_000;

await program(({ file, contacts }: { file: string; contacts: number }): Resume => {
  const { db, close } = openReader(file);
  const hot = hotContacts(db, 100);
  const times: number[] = [];
  for (let index = 0; index < TIMES; index += 1) {
    const address = addressOf((index * 104_729) % contacts);
    const began = performance.now();
    const contact = hot.byConversation('three', address);
    if (!contact) throw new Error(`There is no contact of ${address}.`);
    decodeSnapshot(contact.snapshot, contact);
    times.push((performance.now() - began) * 1000);
  }
  close();
  const warm = times.slice(TIMES / 10);
  return { us: median(warm), p99Us: quantile(warm, 0.99) };
});
