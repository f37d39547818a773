import { sql } from 'drizzle-orm';
import { type Db, openReader } from '../../db/client.ts';
import { connect, readerPragmas } from '../../db/guard.ts';
import { byContact } from '../../db/queries/outbox.ts';
import { readEntries } from '../../runtime/contacts/contact-log.ts';
import { flowBook } from '../../runtime/contacts/flow-book.ts';
import { replayAgrees } from '../../runtime/contacts/replay.ts';
import type { Effect } from '../../runtime/engine/index.ts';
import type { Stored } from './judge.ts';

/** Reads what the dead left: deliveries, sends, and whatever is wrong with it. `isSent` as the connection decides it. */
export function readStored(file: string, isSent: (effect: Effect) => boolean): Stored {
  const { db, close } = openReader(file);
  try {
    const stored: Stored = {
      deliveries: new Map(),
      expected: new Map(),
      outbox: new Map(),
      faults: damage(file),
    };
    const flows = flowBook(db);
    for (const contact of contactsOf(db)) {
      const entries = readEntries(db, contact.id);
      const seqs = entries.map(({ event }) => event.seq);
      if (seqs.some((seq, index) => seq !== index + 1) || contact.seq !== seqs.length)
        stored.faults.push(`${contact.id} is at ${contact.seq} and its log has ${seqs.join(' ')}`);
      for (const { event, effects, repeatKey } of entries) {
        if (repeatKey !== undefined)
          stored.deliveries.set(repeatKey, { contact: contact.id, seq: event.seq });
        for (const effect of effects.filter(isSent))
          stored.expected.set(effect.id, { connection: contact.connection, contact: contact.id });
      }
      for (const { id, state, flag } of byContact(db, contact.id)) stored.outbox.set(id, { state, flag });
      if (
        !replayAgrees(db, contact.id, (flow, version) => flows.machine(contact.organisation, flow, version))
      )
        stored.faults.push(`replaying the log of ${contact.id} does not give what is stored`);
    }
    for (const reference of stored.expected.keys())
      if (!stored.outbox.has(reference)) stored.faults.push(`${reference} has no row in the outbox`);
    return stored;
  } finally {
    close();
  }
}

const contactsOf = (db: Db) =>
  db.all<{ id: string; organisation: string; seq: number; connection: string }>(
    sql`select id, organisation, seq, connection from contacts`,
  );

function damage(file: string): string[] {
  const connection = connect(file, readerPragmas);
  try {
    const finding = connection.pragma('integrity_check(1)');
    return finding === 'ok' ? [] : [`integrity_check: ${finding}`];
  } finally {
    connection.close();
  }
}
