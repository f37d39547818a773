import { expect, test } from 'vitest';
import type { GroupResult } from './apply-group.ts';
import { commitQueue } from './commit-queue.ts';

/** A queue to a disk that is done with a group when it is told so. `took`: what each transaction seems to take, ms. */
function queueTo(took: () => number) {
  const groups: number[] = [];
  const log: string[] = [];
  let answer: ((result: GroupResult) => void) | undefined;
  let clock = 0;
  const writer = commitQueue(
    {
      apply(units, told) {
        groups.push(units.length);
        log.push(`writes ${units.length}`);
        answer = told;
      },
      close: async () => undefined,
    },
    undefined,
    () => (clock += took()),
  );
  return {
    groups,
    log,
    comes: (count: number) => {
      for (let nth = 0; nth < count; nth++)
        void writer.commit({ statements: [{ sql: 'select 1', params: [] }] }).then(() => {
          if (log.at(-1) !== 'answers') log.push('answers');
        });
    },
    turn: () => new Promise((resolve) => setImmediate(resolve)),
    /** The group that is being written is on the disk. */
    written: () => answer!({ outcomes: Array.from({ length: groups.at(-1)! }, () => null) }),
  };
}

test('two groups take turns, and the one before is answered when the next is written', async () => {
  const queue = queueTo(() => 0);
  queue.comes(64);
  await queue.turn();
  queue.written();
  await queue.turn();
  expect(queue.log).toEqual(['writes 32', 'answers', 'writes 32']);
});

test('few are answered while the next are written', async () => {
  const queue = queueTo(() => 0);
  queue.comes(4);
  await queue.turn();
  queue.comes(4);
  queue.written();
  await queue.turn();
  expect(queue.log).toEqual(['writes 4', 'writes 4', 'answers']);
});

test('groups that drift apart are even again with the next one', async () => {
  const queue = queueTo(() => 0);
  queue.comes(34);
  await queue.turn();
  queue.comes(47);
  queue.written(); // 17 are answered, 17 and 47 wait
  await queue.turn();
  expect(queue.groups).toEqual([17, 41]);
  queue.comes(17);
  queue.written();
  await queue.turn();
  expect(queue.groups).toEqual([17, 41, 40]);
});

test('where the disk is slow, all that wait go together', async () => {
  const queue = queueTo(() => 50);
  queue.comes(1);
  await queue.turn();
  queue.comes(64);
  queue.written();
  await queue.turn();
  expect(queue.groups).toEqual([1, 64]);
});

test('a transport on the same thread answers one group after the other', async () => {
  const answered: number[] = [];
  const writer = commitQueue({
    apply: (units, answer) => answer({ outcomes: units.map(() => null) }),
    close: async () => undefined,
  });
  const commits = Array.from({ length: 1_200 }, (_, nth) =>
    writer.commit({ statements: [] }).then(() => answered.push(nth)),
  );
  await Promise.all(commits);
  expect(answered).toEqual(commits.map((_, nth) => nth));
});
