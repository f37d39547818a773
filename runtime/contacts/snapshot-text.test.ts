import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Snapshot, Value } from '../engine/index.ts';
import { decodeSnapshot, encodeSnapshot } from './snapshot-text.ts';

const owner = { id: 'contact-1', customer: 'customer-1', openedAt: 1_764_000_000_000 };
const parked: Snapshot = {
  contact: owner.id,
  channel: 'chat',
  customer: { id: owner.customer },
  openedAt: owner.openedAt,
  frames: [
    {
      flow: 'clinic',
      version: 3,
      state: 'menu/ask',
      context: { vars: {}, counters: {}, language: 'tr', timer: { token: 4, due: 1_764_000_060_000 } },
    },
  ],
};

const value = fc.jsonValue({ maxDepth: 2 }).map((one) => JSON.parse(JSON.stringify(one)) as Value);
const name = fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,8}$/);
const frame = fc.record({
  flow: name,
  version: fc.integer({ min: 1, max: 99 }),
  state: name,
  context: fc.record(
    {
      vars: fc.dictionary(
        name,
        value.filter((one) => one !== null),
      ),
      counters: fc.dictionary(name, fc.integer({ min: 1, max: 9 })),
      language: fc.constantFrom('tr', 'en', 'fa'),
      timer: fc.record({ token: fc.nat(), due: fc.nat() }),
      pending: fc.string({ minLength: 1 }),
      input: fc.record({ value, spoken: fc.string() }),
      result: fc.dictionary(name, value),
      hours: fc.dictionary(name, fc.string()),
    },
    { requiredKeys: ['vars', 'counters', 'language'] },
  ),
});

describe('a stored snapshot', () => {
  it('reads back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.array(frame, { minLength: 1, maxLength: 3 }),
        fc.option(fc.string(), { nil: undefined }),
        fc.option(name, { nil: undefined }),
        (frames, text, customerName) => {
          const snapshot = {
            ...parked,
            frames,
            ...(text === undefined ? {} : { text }),
            customer: { id: owner.customer, ...(customerName === undefined ? {} : { name: customerName }) },
          } as Snapshot;
          expect(decodeSnapshot(encodeSnapshot(snapshot), owner)).toEqual(
            JSON.parse(JSON.stringify(snapshot)),
          );
        },
      ),
    );
  });

  it('takes less than 100 bytes for a contact parked in a menu', () => {
    expect(encodeSnapshot(parked).length).toBeLessThan(100);
  });

  it('leaves out variables that are not set, and knows them as not set', () => {
    const frames = [
      { ...parked.frames[0]!, context: { ...parked.frames[0]!.context, vars: { name: null, age: 7 } } },
    ];
    const read = decodeSnapshot(encodeSnapshot({ ...parked, frames }), owner);
    expect(read.frames[0]!.context.vars).toEqual({ age: 7 });
  });
});
