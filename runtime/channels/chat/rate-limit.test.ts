import { expect, test } from 'vitest';
import { rateLimit } from './rate-limit.ts';

test('so many at once, then one at a time', () => {
  let clock = 0;
  const limit = rateLimit(20, () => clock);
  const take = () => limit.take('v1').ok;
  expect(Array.from({ length: 21 }, take).filter(Boolean)).toHaveLength(20);
  expect(limit.take('v1')).toEqual({ ok: false, retryAfterSeconds: 3 });
  clock += 3000;
  expect([take(), take()]).toEqual([true, false]);
  clock += 60_000;
  expect(Array.from({ length: 21 }, take).filter(Boolean)).toHaveLength(20);
});

test('being refused costs nothing', () => {
  let clock = 0;
  const limit = rateLimit(1, () => clock);
  for (let tried = 0; tried < 100; tried++) limit.take('v1');
  clock += 60_000;
  expect(limit.take('v1').ok).toBe(true);
});

test('everyone has a share of their own', () => {
  const limit = rateLimit(1, () => 0);
  expect([limit.take('v1').ok, limit.take('v1').ok, limit.take('v2').ok]).toEqual([true, false, true]);
});
