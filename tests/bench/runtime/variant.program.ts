import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { type Writer, writerInProcess, writerInThread } from '../../../db/writer.ts';
import { start } from '../../../runtime/main.ts';
import { readSettings } from '../../../runtime/settings.ts';
import { program } from '../kit/program.ts';

/** Ways to commit: the product's, one that commits each event for itself, one without a thread of its own. */
export type Way = 'grouped' | 'one-by-one' | 'main-thread';

/** The runtime with another way to commit; when stopped, tells how many transactions its events took. */
await program(async ({ file, way }: { file: string; way: Way }) => {
  let writer: Writer | undefined;
  const settings = readSettings({ DATABASE_URL: file, PATCHBAY_DEMO: 'off', LOG_LEVEL: 'error' });
  const running = await start(settings, { writer: async (path) => (writer = await open(path, way)) });
  const server = createServer(getRequestListener((request) => running.fetch(request)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
  await new Promise((resolve) => process.once('SIGTERM', resolve));
  server.close();
  server.closeAllConnections();
  await running.stop();
  return writer?.stats();
});

async function open(file: string, way: Way): Promise<Writer> {
  if (way === 'main-thread') return writerInProcess(file);
  const writer = await writerInThread(file, new URL('./writer.js', import.meta.url));
  if (way === 'grouped') return writer;
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...writer,
    commit(unit) {
      const done = last.then(() => writer.commit(unit));
      last = done.catch(() => undefined);
      return done;
    },
  };
}
