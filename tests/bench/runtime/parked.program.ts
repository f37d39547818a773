import { statSync } from 'node:fs';
import { openReader } from '../../../db/client.ts';
import { dueContacts, insertContact, nextDue } from '../../../db/queries/contacts.ts';
import { create } from '../../../db/queries/customers.ts';
import { writerInProcess } from '../../../db/writer.ts';
import { newIds } from '../../../runtime/ids.ts';
import { MAIN_ORGANISATION as organisation } from '../../../runtime/settings.ts';
import { program } from '../kit/program.ts';
import { median, quantile } from '../kit/statistics.ts';
import { copiesSql, parkedContacts } from './parked-contact.ts';

/** What a database with many parked contacts is like, each with a timer that is due in an hour or later. */
export interface Parked {
  perSecond: number;
  bytesPerContact: number;
  emptyPollUs: number;
  emptyPollP99Us: number;
  /** Reading the 500 that are due first. */
  dueMs: number;
  nextDueUs: number;
}

const GROUP = 500;
const COPIED = 50_000;
const hourMs = 3_600_000;

await program(async ({ file, contacts }: { file: string; contacts: number }): Promise<Parked> => {
  const now = Date.now();
  const writer = await writerInProcess(file);
  // They came one after the other, a hundred in a second.
  let ids = 0;
  const newId = newIds(() => now - (contacts - ids++) * 10);
  const customer = newId();
  await writer.commit({
    statements: [
      create({ id: customer, organisation, name: null, language: null, attributes: {}, createdAt: now }),
    ],
  });
  const sizeBefore = statSync(file).size;
  const row = parkedContacts(customer, now, now + hourMs);
  // The first by the writer as contacts come; the rest by the database itself, or this would take minutes.
  const written = contacts / 5;
  const began = performance.now();
  for (let done = 0; done < written; done += GROUP)
    await writer.commit({
      statements: Array.from({ length: GROUP }, (_, index) => insertContact(row(newId(), done + index))),
    });
  const perSecond = written / ((performance.now() - began) / 1000);
  for (let from = written; from < contacts; from += COPIED)
    await writer.commit({
      statements: [
        { sql: copiesSql, params: [from, from + COPIED, now + hourMs, now + hourMs], expect: COPIED },
      ],
    });

  const { db, close } = openReader(file);
  const polls = timed(2_000, () => expectDue(now, 0));
  const dues = timed(21, () => expectDue(now + 100 * hourMs, 500));
  const nexts = timed(500, () => nextDue(db));
  close();
  await writer.close();
  return {
    perSecond,
    bytesPerContact: (statSync(file).size - sizeBefore) / contacts,
    emptyPollUs: median(polls),
    emptyPollP99Us: quantile(polls, 0.99),
    dueMs: median(dues) / 1000,
    nextDueUs: median(nexts),
  };

  function expectDue(at: number, count: number): void {
    const { length } = dueContacts(db, at, 500);
    if (length !== count) throw new Error(`${length} timers are due, not ${count}.`);
  }
});

/** Microseconds each time. */
function timed(times: number, work: () => unknown): number[] {
  return Array.from({ length: times }, () => {
    const began = performance.now();
    work();
    return (performance.now() - began) * 1000;
  });
}
