import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { program } from '../kit/program.ts';
import { botFlow } from './bot-flow.ts';

interface NodeRed {
  init(server: object, settings: object): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  httpNode: RequestListener;
}

/** Node-RED in its lightest form: no editor, no metrics, context in memory. */
await program(async ({ folder }: { folder: string }) => {
  const fromThere = createRequire(join(folder, 'package.json'));
  const express = fromThere('express') as () => RequestListener & {
    use(path: string, app: RequestListener): void;
  };
  const red = fromThere('node-red') as NodeRed;
  const userDir = mkdtempSync(join(folder, 'user-'));
  writeFileSync(join(userDir, 'flows.json'), JSON.stringify(botFlow));
  const app = express();
  const server = createServer(app);
  red.init(server, {
    userDir,
    flowFile: 'flows.json',
    httpAdminRoot: false,
    httpNodeRoot: '/',
    disableEditor: true,
    credentialSecret: false,
    telemetry: { enabled: false },
    logging: { console: { level: 'error', metrics: false, audit: false } },
  });
  app.use('/', red.httpNode);
  await red.start();
  // The flow is deployed a moment after the start.
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
  await new Promise((resolve) => process.once('SIGTERM', resolve));
  rmSync(userDir, { recursive: true, force: true });
  process.exit(0);
});
