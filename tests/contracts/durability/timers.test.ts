import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { dueContacts } from '../../../db/queries/contacts.ts';
import { readEntries } from '../../../runtime/contacts/contact-log.ts';
import { questionFlow } from '../../crash/flows.ts';
import { type Installation, installation } from '../../kit/installation.ts';

const flow = questionFlow('question', 'Once more?');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Longest until a timer that is due is seen, with the machine busy. */
const soon = { timeout: 8_000 };

const open = async ({ send }: Installation, count: number, connection = 'answer') =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const conversation = `c${index}`;
      return (await send(connection, { id: `m${index}`, conversation, text: 'again' })).body.contact;
    }),
  );
/** When timers of the contacts were fired, in one look at the log. */
const firings = ({ read }: Installation, contacts: string[]): Map<string, number[]> => {
  const found = new Map<string, number[]>(contacts.map((contact) => [contact, []]));
  const fired = sql`select contact, at from log where event like '%"timer.fired"%' order by at`;
  for (const { contact, at } of read((db) => db.all<{ contact: string; at: number }>(fired)))
    found.get(contact)?.push(at);
  return found;
};
const firedInAll = (installed: Installation, contacts: string[]) =>
  [...firings(installed, contacts).values()].map((times) => times.length);

test('P6 Timers fire after restart, once, late rather than never, and never early by the wall clock.', async () => {
  const installed = await installation(flow);
  const contacts = await open(installed, 30);
  const once = contacts.map(() => 1);
  await installed.stop();
  installed.clock.ahead = HOUR;
  await installed.start();
  await expect.poll(() => firedInAll(installed, contacts), soon).toEqual(once);
  // Once is not only the first look: whoever fires again does it later, before or after a restart.
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(firedInAll(installed, contacts)).toEqual(once);
  await installed.restart();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(firedInAll(installed, contacts)).toEqual(once);
  const logs = installed.read((db) => contacts.map((contact) => readEntries(db, contact)));
  for (const log of logs) {
    const [opened, timer] = log.map(({ event }) => event.at);
    expect(timer! - opened!).toBeGreaterThanOrEqual(6_000);
  }
});

test('P6 holds when the clock is put back a day, and forward a day', async () => {
  const installed = await installation(flow);
  installed.clock.ahead = DAY;
  const contacts = await open(installed, 10);
  const none = contacts.map(() => 0);
  installed.clock.ahead = 0;
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(firedInAll(installed, contacts)).toEqual(none);
  installed.clock.ahead = 2 * DAY;
  await expect.poll(() => firedInAll(installed, contacts), soon).toEqual(contacts.map(() => 1));
});

test('an answer that comes before the timer puts it off', async () => {
  const installed = await installation(flow);
  const [contact] = await open(installed, 1);
  installed.clock.ahead = 5_000;
  await installed.send('answer', { id: 'next', conversation: 'c0', text: 'again' });
  installed.clock.ahead = 7_500;
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(firedInAll(installed, [contact!])).toEqual([0]);
  installed.clock.ahead = 15_000;
  await expect.poll(() => firedInAll(installed, [contact!]), soon).toEqual([1]);
});

test('timers that are overdue at the start send what they send once', async () => {
  const installed = await installation(flow);
  const contacts = await open(installed, 40, 'nothing');
  const { nothing } = installed.providers;
  await expect.poll(() => nothing.accepted().size, soon).toBe(80);
  await installed.stop();
  installed.clock.ahead = HOUR;
  // As after a restore: the start has more to write before it is ready.
  installed.meddle((connection) => connection.exec("insert into meta (key, value) values ('recovery', '1')"));
  await installed.start();
  // Apology and question again, twice two messages per contact.
  await expect.poll(() => nothing.accepted().size, soon).toBe(80 + 3 * contacts.length);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect([...nothing.accepted().values()].filter((times) => times > 1)).toEqual([]);
  expect(installed.errors).toEqual([]);
});

test('a thousand overdue timers fire once each, the oldest first', async () => {
  const installed = await installation(flow);
  const contacts = await open(installed, 1_000);
  const due = installed.read((db) => dueContacts(db, Date.now() + HOUR, 2_000)).map(({ id }) => id);
  expect(due.toSorted()).toEqual(contacts.toSorted());
  await installed.stop();
  installed.clock.ahead = HOUR;
  await installed.start();
  await expect
    .poll(() => firedInAll(installed, contacts).every((times) => times === 1), { timeout: 15_000 })
    .toBe(true);
  const at = firings(installed, contacts);
  const order = due.map((contact) => at.get(contact)![0]!);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});
