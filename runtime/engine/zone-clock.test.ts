import { Temporal } from 'temporal-polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, dateText, instantsOf, isZone, localText, toLocal } from './zone-clock.ts';

describe('local times', () => {
  it('are written like Temporal writes them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6_000_000_000_000 }), (at) => {
        const written = Temporal.Instant.fromEpochMilliseconds(at).toString().slice(0, 16);
        expect(localText(at)).toBe(written);
        expect(dateText(Math.floor(at / DAY))).toBe(written.slice(0, 10));
      }),
    );
  });

  it('lead back to their instant, but in the hour lived twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_000_000_000_000 }),
        fc.constantFrom('Europe/London', 'Asia/Tehran', 'America/New_York', 'Australia/Lord_Howe'),
        (at, zone) => {
          const { first, last } = instantsOf(zone, toLocal(zone, at));
          expect([first, last]).toContain(at);
          expect(last - first).toBeLessThanOrEqual(3_600_000);
        },
      ),
    );
  });
});

it('a zone has a name, not an offset', () => {
  expect(['Europe/Istanbul', 'UTC', 'America/Argentina/Buenos_Aires'].every(isZone)).toBe(true);
  expect(['+03:00', 'Mars/Olympus', '', 'GMT +3'].some(isZone)).toBe(false);
});
