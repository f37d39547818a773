import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { start } from '../main.ts';
import { readSettings } from '../settings.ts';

const help = `Usage: patchbay <command>

Commands:
  start    serve the editor and the runtime on one port (PORT, default 3000; HOST, default 127.0.0.1)
`;

/** Runs one command of `npx patchbay` and gives its exit code; undefined while a server goes on. */
export async function run(argv: string[]): Promise<number | undefined> {
  const [verb] = argv;
  if (!verb || verb === '--help' || verb === 'help') {
    process.stdout.write(help);
    return 0;
  }
  if (verb !== 'start') {
    process.stderr.write(`Unknown command "${verb}". Try "patchbay --help".\n`);
    return 2;
  }
  return serve();
}

async function serve(): Promise<undefined> {
  const settings = readSettings(process.env);
  const running = await start({ ...settings, editor: fileURLToPath(new URL('../editor', import.meta.url)) });
  const server = createServer(getRequestListener((request) => running.fetch(request)));
  running.attach(server);
  server.listen(settings.port, settings.host, () => {
    const { port } = server.address() as AddressInfo;
    const url = `http://${settings.host}:${port}`;
    process.stdout.write([`Patchbay is at ${url}`, ...running.welcome(url), ''].join('\n'));
  });
  const stop = () => {
    server.close(() => void running.stop());
    server.closeIdleConnections();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  return undefined;
}
