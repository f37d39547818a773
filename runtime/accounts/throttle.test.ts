import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openReader } from '../../db/client.ts';
import { writerInProcess } from '../../db/writer.ts';
import { temporaryFolder } from '../../tests/kit/running-server.ts';
import { throttle } from './throttle.ts';

const MINUTE = 60_000;

async function clockwork() {
  const file = join(temporaryFolder(), 'patchbay.db');
  const writer = await writerInProcess(file);
  const { db, close } = openReader(file);
  onTestFinished(async () => {
    close();
    await writer.close();
  });
  const clock = { at: 1_700_000_000_000 };
  const make = () => throttle({ db, writer, now: () => clock.at });
  return { clock, make, limit: make() };
}

test('lets five through in a minute, then makes wait, longer each time', async () => {
  const { clock, limit } = await clockwork();
  const pauses: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    for (let attempt = 0; attempt < 5; attempt += 1) expect(await limit.attempt('ada', 5)).toBe(0);
    const wait = await limit.attempt('ada', 5);
    pauses.push(wait / MINUTE);
    expect(await limit.attempt('ada', 5)).toBe(wait);
    clock.at += wait;
  }
  expect(pauses).toEqual([1, 2, 4, 8, 15, 15]);
});

test('attempts made at once all count', async () => {
  const { limit } = await clockwork();
  const waits = await Promise.all(Array.from({ length: 20 }, () => limit.attempt('ada', 5)));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
});

test('a restart forgives nothing, another key is another matter', async () => {
  const { make } = await clockwork();
  for (let attempt = 0; attempt < 6; attempt += 1) await make().attempt('ada', 5);
  expect(await make().attempt('ada', 5)).toBe(MINUTE);
  expect(await make().attempt('bob', 5)).toBe(0);
});

test('a minute without too many begins anew, an hour makes the pauses short again', async () => {
  const { clock, limit } = await clockwork();
  for (let minute = 0; minute < 10; minute += 1) {
    for (let attempt = 0; attempt < 5; attempt += 1) expect(await limit.attempt('ada', 5)).toBe(0);
    clock.at += MINUTE;
  }
  for (let attempt = 0; attempt < 6; attempt += 1) await limit.attempt('ada', 5);
  clock.at += 62 * MINUTE;
  for (let attempt = 0; attempt < 5; attempt += 1) await limit.attempt('ada', 5);
  expect(await limit.attempt('ada', 5)).toBe(MINUTE);
});

test('whoever was right is forgiven', async () => {
  const { limit } = await clockwork();
  for (let attempt = 0; attempt < 5; attempt += 1) await limit.attempt('ada', 5);
  await limit.forgive('ada');
  expect(await limit.attempt('ada', 5)).toBe(0);
});
