import { expect, test } from 'vitest';
import { NOTHING_WANTED, queryOf, readSearch, writeSearch } from './search.ts';

const all = {
  address: '+90 532 123 45 67',
  flow: 'clinic',
  state: 'live',
  channel: 'chat',
  from: '2026-11-21',
  to: '2026-11-22',
} as const;

test('what is searched for stands in the address of the page, and is read from there again', () => {
  expect(readSearch(writeSearch(all))).toEqual(all);
  expect(writeSearch(NOTHING_WANTED)).toBe('');
  expect(readSearch('?state=asleep&from=yesterday&to=1&other=x')).toEqual(NOTHING_WANTED);
});

test('the server is asked for a bare number and whole days', () => {
  expect(queryOf(all)).toEqual({
    address: '+905321234567',
    flow: 'clinic',
    live: 'true',
    channel: 'chat',
    from: new Date(2026, 10, 21).toISOString(),
    to: new Date(2026, 10, 23).toISOString(),
  });
  expect(queryOf({ ...NOTHING_WANTED, address: ' ann (home) ', state: 'ended' })).toEqual({
    address: 'ann (home)',
    live: 'false',
  });
  expect(queryOf(NOTHING_WANTED)).toEqual({});
});
