import { expect, test, vi } from 'vitest';
import type { Saved } from './draft.ts';
import { settledNow } from './settled-now.ts';

/** A draft whose line comes and goes. */
function lineOf(first: Saved) {
  let now = first;
  const listeners = new Set<() => void>();
  let settle: (revision: number) => void = () => undefined;
  return {
    saved: () => now,
    settled: () => new Promise<number>((resolve) => (settle = resolve)),
    subscribe(onChange: () => void) {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
    becomes(next: Saved) {
      now = next;
      [...listeners].forEach((listener) => listener());
    },
    settle: (revision: number) => settle(revision),
    listeners,
  };
}

const offline = { code: 'draft.offline' };

test('without a network nothing is waited for, and nothing is left behind', async () => {
  const line = lineOf('offline');
  await expect(settledNow(line, () => false)).rejects.toMatchObject(offline);
  expect(line.listeners.size).toBe(0);
});

test('a network that goes while the draft is on its way ends the waiting', async () => {
  const line = lineOf('saving');
  const asked = settledNow(line, () => false);
  line.becomes('offline');
  await expect(asked).rejects.toMatchObject(offline);
});

test('a line that comes back by itself is waited for; one that does not is given up', async () => {
  vi.useFakeTimers();
  try {
    const back = lineOf('offline');
    const asked = settledNow(back, () => true);
    back.becomes('saved');
    await vi.advanceTimersByTimeAsync(10_000);
    back.settle(7);
    expect(await asked).toBe(7);

    const gone = settledNow(lineOf('offline'), () => true).catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await gone).toMatchObject(offline);
  } finally {
    vi.useRealTimers();
  }
});
