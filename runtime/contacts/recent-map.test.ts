import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recentMap } from './recent-map.ts';

describe('a map of recent entries', () => {
  test('keeps the half of its limit that was used last, and never more than its limit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 10 }),
        fc.array(fc.tuple(fc.constantFrom('get', 'set'), fc.integer({ min: 0, max: 20 })), {
          maxLength: 200,
        }),
        (limit, uses) => {
          const map = recentMap<number, string>(limit);
          let last: number[] = [];
          for (const [use, key] of uses) {
            if (use === 'set') map.set(key, String(key));
            else if (map.get(key) === undefined) continue;
            last = [key, ...last.filter((one) => one !== key)];
            expect(map.size).toBeLessThanOrEqual(limit);
          }
          // A look moves things: each kept one is looked at once, the oldest last.
          for (const kept of last.slice(0, Math.floor(limit / 2))) expect(map.get(kept)).toBe(String(kept));
        },
      ),
    );
  });

  test('keeps what may not be dropped, and tells what was', () => {
    const dropped: string[] = [];
    const map = recentMap<number, string>(
      4,
      (value) => value !== 'stay',
      (value) => dropped.push(value),
    );
    map.set(0, 'stay');
    for (let key = 1; key <= 20; key += 1) map.set(key, `value ${key}`);
    expect(map.get(0)).toBe('stay');
    expect(dropped).toContain('value 1');
    expect(dropped).not.toContain('value 20');
  });

  test('forgets what is deleted, wherever it is', () => {
    const map = recentMap<number, string>(4);
    for (let key = 1; key <= 4; key += 1) map.set(key, 'x');
    map.set(5, 'x');
    for (let key = 1; key <= 5; key += 1) map.delete(key);
    expect(map.size).toBe(0);
    expect(map.get(5)).toBeUndefined();
  });
});
