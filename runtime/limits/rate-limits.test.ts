import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openReader } from '../../db/client.ts';
import { type Writer, writerInProcess } from '../../db/writer.ts';
import { temporaryFolder } from '../../tests/kit/running-server.ts';
import { rateLimits, type Rule } from './rate-limits.ts';

const MINUTE = 60_000;
const lasting: Rule = { name: 'openings', most: 10, windowMs: MINUTE, kept: 'each' };
const batched: Rule = { name: 'messages', most: 20, windowMs: MINUTE, kept: 'batched' };

async function limited() {
  const file = join(temporaryFolder(), 'patchbay.db');
  const writer = await writerInProcess(file);
  const { db, close } = openReader(file);
  onTestFinished(async () => {
    close();
    await writer.close();
  });
  const clock = { at: 1_700_000_000_000 };
  const met: string[] = [];
  const begin = (given: Pick<Writer, 'commit'> = writer) =>
    rateLimits({
      db,
      writer: { ...writer, ...given },
      now: () => clock.at,
      key: new Uint8Array(32),
      met: (name) => met.push(name),
      failed: (error) => expect(error).toBeUndefined(),
    });
  const rows = () => db.all<{ key: string }>('select key from throttles').map(({ key }) => key);
  return { writer, clock, met, begin, rows };
}

const times = async (count: number, take: () => Promise<{ ok: boolean }>): Promise<number> => {
  let granted = 0;
  for (let one = 0; one < count; one += 1) if ((await take()).ok) granted += 1;
  return granted;
};

test('so many at once, then one at a time; being refused costs nothing', async () => {
  const { clock, begin, met } = await limited();
  const limit = begin().limit(batched);
  expect(await times(21, () => limit.take('v1'))).toBe(20);
  expect(await limit.take('v1')).toEqual({ ok: false, retryAfterSeconds: 3 });
  expect(await times(100, () => limit.take('v1'))).toBe(0);
  clock.at += 3_000;
  expect(await times(2, () => limit.take('v1'))).toBe(1);
  clock.at += MINUTE;
  expect(await times(21, () => limit.take('v1'))).toBe(20);
  expect(new Set(met)).toEqual(new Set(['messages']));
});

test('everyone has a share of their own, of each limit', async () => {
  const { begin } = await limited();
  const limits = begin();
  const [one, other] = [limits.limit(lasting), limits.limit(batched)];
  expect(await times(11, () => one.take('a'))).toBe(10);
  expect(await times(1, () => one.take('b'))).toBe(1);
  expect(await times(1, () => other.take('a'))).toBe(1);
});

test('what must hold is on the disk before it is granted: a crash forgives none', async () => {
  const { begin } = await limited();
  expect(await times(10, () => begin().limit(lasting).take('a'))).toBe(10);
  expect(await times(1, () => begin().limit(lasting).take('a'))).toBe(0);
});

test('asked for at once, no more is granted than there is', async () => {
  const { begin } = await limited();
  const limit = begin().limit(lasting);
  const shares = await Promise.all(Array.from({ length: 30 }, () => limit.take('a')));
  expect(shares.filter(({ ok }) => ok)).toHaveLength(10);
});

test('what comes often is written in batches, and at the end: an orderly restart forgives none', async () => {
  const { writer, begin } = await limited();
  const limits = begin();
  const before = writer.stats().units;
  expect(await times(20, () => limits.limit(batched).take('a'))).toBe(20);
  expect(writer.stats().units).toBe(before);
  await limits.stop();
  expect(writer.stats().units).toBe(before + 1);
  expect(await times(1, () => begin().limit(batched).take('a'))).toBe(0);
});

test('nobody is found in the table, and what is over goes', async () => {
  const { clock, begin, rows } = await limited();
  const limits = begin();
  await limits.limit(lasting).take('203.0.113.7');
  expect(rows()).toHaveLength(1);
  expect(rows()[0]).toMatch(/^limit:openings:/);
  expect(rows()[0]).not.toContain('203');
  clock.at += 3 * MINUTE;
  await limits.limit(lasting).take('203.0.113.8');
  expect(rows()).toHaveLength(1);
});

test('a clock that goes back locks nobody out for longer than the window', async () => {
  const { clock, begin } = await limited();
  const limit = begin().limit(lasting);
  await times(10, () => limit.take('a'));
  clock.at -= 24 * 60 * MINUTE;
  const share = await limit.take('a');
  expect(share).toEqual({ ok: false, retryAfterSeconds: 6 });
});
