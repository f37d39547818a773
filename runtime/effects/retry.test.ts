import { expect, test } from 'vitest';
import { afterAttempt, MOST_ATTEMPTS } from './retry.ts';
import { turnstile } from './turnstile.ts';

test('an outage of ten minutes is waited out, whatever chance says', () => {
  for (const chance of [0, 0.5, 1]) {
    const waits = Array.from({ length: MOST_ATTEMPTS - 1 }, (_, index) => afterAttempt(index + 1, chance));
    expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeGreaterThan(30 * 60_000);
    expect(Math.max(...waits)).toBeLessThanOrEqual(60_000);
  }
});

test('only so many pass at once, in order, and one that fails lets the next one in', async () => {
  const gates = turnstile(2);
  let inside = 0;
  let most = 0;
  const order: number[] = [];
  const pass = (index: number) =>
    gates.through('line', async () => {
      inside += 1;
      most = Math.max(most, inside);
      order.push(index);
      await new Promise((resolve) => setTimeout(resolve, 5));
      inside -= 1;
      if (index === 1) throw new Error('lost');
      return index;
    });
  const done = await Promise.allSettled([0, 1, 2, 3, 4].map(pass));
  expect(done.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect({ most, order }).toEqual({ most: 2, order: [0, 1, 2, 3, 4] });
  expect(await gates.through('line', async () => 'again')).toBe('again');
});
