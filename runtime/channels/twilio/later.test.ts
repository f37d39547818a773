import { expect, test, vi } from 'vitest';
import { later } from './later.ts';

const failing = (times: number) => {
  const work = vi.fn<() => Promise<void>>(async () => {
    if (work.mock.calls.length <= times) throw new Error('not yet');
  });
  return work;
};

test('work is tried until it is done', async () => {
  const [work, gaveUp] = [failing(2), vi.fn<(error: unknown) => void>()];
  later([0, 0, 0, 0]).tryAgain(work, gaveUp);
  await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(3));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(work).toHaveBeenCalledTimes(3);
  expect(gaveUp).not.toHaveBeenCalled();
});

test('or given up after the last delay, aloud', async () => {
  const [work, gaveUp] = [failing(9), vi.fn<(error: unknown) => void>()];
  later([0, 0]).tryAgain(work, gaveUp);
  await vi.waitFor(() => expect(gaveUp).toHaveBeenCalledOnce());
  expect(work).toHaveBeenCalledTimes(2);
});

test('nothing is tried after closing', async () => {
  const [work, waiting] = [failing(0), later([0.01])];
  waiting.tryAgain(work, vi.fn<(error: unknown) => void>());
  waiting.close();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(work).not.toHaveBeenCalled();
});
