import { expect, test } from 'vitest';
import { database } from '../../db/test-kit/database.ts';
import { customer, logged, logRow } from '../../db/test-kit/rows.ts';
import { entriesAfter } from './contact-log.ts';

test('a long log is read from any place on, and no further than it is wanted', async () => {
  const { writer, db } = await database();
  const [first, ...rows] = Array.from({ length: 20 }, (_, index) => logRow('a', index + 1));
  rows[13]!.event = 'not to be read';
  await writer.commit({ statements: [customer('customer'), ...logged(first!, ...rows)] });
  const read: number[] = [];
  const all = () => {
    for (const { event } of entriesAfter(db, 'a', 2)) read.push(event.seq);
  };
  expect(all).toThrow(SyntaxError);
  expect(read).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  expect([...entriesAfter(db, 'a', 15)].map(({ event }) => event.seq)).toEqual([16, 17, 18, 19, 20]);
  expect([...entriesAfter(db, 'a', 20)]).toEqual([]);
});
