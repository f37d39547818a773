import type { MessagePort } from 'node:worker_threads';
import { groupApplier, type ApplyOptions } from './apply-group.ts';
import { EMPTY_WAL, groupUnpacker, type GroupMessage } from './group-message.ts';
import { connect, writerPragmas } from './guard.ts';
import { closeTrimmed, truncate, walTrimmer } from './wal.ts';

/** Commits the groups that arrive at `port`, one reply each, until null arrives. */
export const serveWriter = (port: MessagePort, file: string, options: ApplyOptions = {}): void => {
  const connection = connect(file, writerPragmas);
  const apply = groupApplier(connection, options);
  const unpack = groupUnpacker();
  const trim = walTrimmer(connection);
  port.on('message', (message: GroupMessage | typeof EMPTY_WAL | null) => {
    if (message === null) {
      closeTrimmed(connection);
      port.close();
      return;
    }
    if (message === EMPTY_WAL) {
      truncate(connection);
      port.postMessage(EMPTY_WAL);
      return;
    }
    port.postMessage(apply(unpack(message)));
    trim();
  });
};
