import { expect, test } from 'vitest';
import { database } from '../test-kit/database.ts';
import { contactRow, customer } from '../test-kit/rows.ts';
import { type ContactsWanted, insertContact, pageOfContacts } from './contacts.ts';

const DAY = 24 * 3_600_000;
const FIRST = Date.UTC(2026, 0, 1);
/** An id as it is made at an instant. */
const idAt = (at: number, chance: string) => at.toString(36).padStart(8, '0') + chance;
const days = [0, 1, 2, 3].map((day) => FIRST + day * DAY);
const ids = days.map((at, day) => idAt(at, `ids${9 - day}0`));

const pages = async () => {
  const { writer, db } = await database();
  await writer.commit({
    statements: [
      customer('customer'),
      ...[2, 0, 3, 1].map((day) => insertContact(contactRow(ids[day]!, { openedAt: days[day]! }))),
    ],
  });
  return (wanted: Partial<ContactsWanted>) =>
    pageOfContacts(db, 'ours', { limit: 9, ...wanted }).map(({ id }) => ids.indexOf(id));
};

test('contacts are listed opened last first, page by page', async () => {
  const page = await pages();
  expect(page({})).toEqual([3, 2, 1, 0]);
  expect(page({ limit: 2 })).toEqual([3, 2]);
  expect(page({ limit: 2, after: { id: ids[2]! } })).toEqual([1, 0]);
  expect(page({ after: { id: ids[0]! } })).toEqual([]);
});

test('contacts are narrowed by when they were opened, to the millisecond', async () => {
  const page = await pages();
  expect(page({ from: days[1]! })).toEqual([3, 2, 1]);
  expect(page({ from: days[1]! + 1 })).toEqual([3, 2]);
  expect(page({ to: days[2]! })).toEqual([1, 0]);
  expect(page({ to: days[2]! + 1 })).toEqual([2, 1, 0]);
  expect(page({ from: days[1]!, to: days[2]! + 1, limit: 1 })).toEqual([2]);
  expect(page({ from: -1, to: 1e15 })).toEqual([3, 2, 1, 0]);
});

test('an id made a little after the opening is found by the time of the opening', async () => {
  const { writer, db } = await database();
  const late = idAt(FIRST + 900, 'later');
  await writer.commit({
    statements: [customer('customer'), insertContact(contactRow(late, { openedAt: FIRST }))],
  });
  const found = (wanted: Partial<ContactsWanted>) =>
    pageOfContacts(db, 'ours', { limit: 9, ...wanted }).length;
  expect([found({ from: FIRST }), found({ to: FIRST + 1 }), found({ to: FIRST })]).toEqual([1, 1, 0]);
});
