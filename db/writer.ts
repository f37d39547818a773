import { Worker } from 'node:worker_threads';
import { groupApplier, type ApplyOptions, type GroupResult } from './apply-group.ts';
import { openWriter } from './client.ts';
import { commitQueue, type ObserveGroup, type Transport, type Writer } from './commit-queue.ts';
import { EMPTY_WAL, groupPacker } from './group-message.ts';
import { closeTrimmed, truncate, walTrimmer } from './wal.ts';

export type { ApplyOptions, Statement, Unit } from './apply-group.ts';
export type { ObserveGroup, Writer } from './commit-queue.ts';
export { CommitConflict, CommitDefect, CommitFailed } from './errors.ts';

/** The writer on the calling thread: for tests and development. Each fsync stalls the event loop. */
export const writerInProcess = async (
  file: string,
  options: ApplyOptions & { observe?: ObserveGroup } = {},
): Promise<Writer> => {
  const connection = openWriter(file);
  const apply = groupApplier(connection, options);
  const trim = walTrimmer(connection);
  const transport: Transport = {
    apply: (units, answer) => {
      answer(apply(units));
      trim();
    },
    emptyWal: async () => truncate(connection),
    close: async () => closeTrimmed(connection),
  };
  return commitQueue(transport, options.observe);
};

/** The writer in a thread of its own. `entry` is the built `writer-thread.ts`. Checks and migrates the file first. */
export const writerInThread = async (file: string, entry: URL, observe?: ObserveGroup): Promise<Writer> => {
  openWriter(file).close(); // here, so that the errors of start-up arrive as themselves
  const worker = new Worker(entry, { workerData: { file } });
  const pack = groupPacker();
  let answerWaiting: ((result: GroupResult) => void) | undefined;
  const emptying: (() => void)[] = [];
  const gone = (reason: string) => {
    const answer = answerWaiting;
    answerWaiting = undefined;
    answer?.({ failure: { kind: 'storage', statement: 0, reason, fatal: true } });
  };
  let ended: string | undefined;
  const exited = new Promise<void>((resolve) => {
    worker.on('error', (error) => (ended = `the writer thread failed (${error.message})`));
    worker.on('exit', (code) => {
      ended ??= `the writer thread ended with code ${code}`;
      gone(ended);
      for (const done of emptying.splice(0)) done();
      resolve();
    });
  });
  worker.on('message', (result: GroupResult | typeof EMPTY_WAL) => {
    if (result === EMPTY_WAL) {
      emptying.shift()?.();
      return;
    }
    const answer = answerWaiting;
    answerWaiting = undefined;
    answer?.(result);
  });
  const transport: Transport = {
    apply: (units, answer) => {
      answerWaiting = answer;
      if (ended !== undefined) gone(ended);
      else worker.postMessage(pack(units));
    },
    emptyWal: () =>
      new Promise((resolve) => {
        if (ended !== undefined) return resolve();
        emptying.push(resolve);
        worker.postMessage(EMPTY_WAL);
      }),
    close: () => {
      if (ended === undefined) worker.postMessage(null);
      return exited;
    },
  };
  return commitQueue(transport, observe);
};
