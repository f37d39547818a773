import { expect, test } from 'vitest';
import { CHANNEL_KINDS } from '../engine/index.ts';
import { offersOn } from './offers.ts';

const options = (count: number, letters = 5) =>
  Array.from({ length: count }, (_, at) => ({ id: `o${at}`, label: 'ş'.repeat(letters) }));
const as = (channel: (typeof CHANNEL_KINDS)[number], count: number, letters?: number) =>
  offersOn(channel, options(count, letters))?.as;

test('options are buttons, then a list, then text: whatever of it the channel takes', () => {
  expect([as('whatsapp', 3, 20), as('whatsapp', 4, 20), as('whatsapp', 3, 21)]).toEqual([
    'buttons',
    'list',
    'list',
  ]);
  expect([as('whatsapp', 10, 24), as('whatsapp', 11), as('whatsapp', 1, 25)]).toEqual([
    'list',
    'text',
    'text',
  ]);
  for (const channel of ['messenger', 'instagram'] as const)
    expect([as(channel, 13, 20), as(channel, 14), as(channel, 1, 21)]).toEqual(['buttons', 'text', 'text']);
  expect([as('chat', 20, 40), as('telegram', 20), as('sms', 1), as('email', 1)]).toEqual([
    'buttons',
    'buttons',
    'text',
    'text',
  ]);
});

test('letters are counted as people see them, not as they are stored', () => {
  expect(offersOn('whatsapp', [{ id: 'a', label: '🦷'.repeat(20) }])?.as).toBe('buttons');
});

test('nothing is shown where options are said, or where there are none', () => {
  expect([as('voice', 2), as('video', 2), as('chat', 0)]).toEqual([undefined, undefined, undefined]);
});
