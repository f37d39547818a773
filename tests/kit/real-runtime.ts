import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { type Db, openReader } from '../../db/client.ts';
import { save as saveConnection } from '../../db/queries/connections.ts';
import { type Statement, type Writer, writerInProcess } from '../../db/writer.ts';
import { registry } from '../../nodes/index.ts';
import type { GuardedCall } from '../../runtime/egress/guarded-call.ts';
import { publish } from '../../runtime/flows/publish.ts';
import { type Running, start } from '../../runtime/main.ts';
import { MAIN_ORGANISATION } from '../../runtime/settings.ts';
import type { Until } from './running-server.ts';

/** What a test decides for a runtime: the time, chance, and what services beyond it answer. */
export interface Surroundings {
  /** Epoch ms. It stands still. */
  now: () => number;
  seed: () => number;
  guarded?: GuardedCall;
}

/** The whole runtime in this process, on a real file and a real port, in surroundings of the test's. */
export interface RealRuntime {
  running: Running;
  url: string;
  db: Db;
  /** Publishes a drawing; throws when it does not compile. */
  publish(flow: unknown): Promise<void>;
  /** A way in to a flow: its id is the connection's. */
  connect(way: { id: string; channel: string; flow: string } & Partial<Way>): Promise<void>;
  write(statements: Statement[]): Promise<void>;
}

interface Way {
  address: string;
  config: object;
  secret: string;
}

/** Starts it; `until` takes what ends it. */
export async function realRuntime(surroundings: Surroundings, until: Until): Promise<RealRuntime> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-real-'));
  until(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'patchbay.db');
  let writer: Writer | undefined;
  const running = await start(
    { port: 0, host: '127.0.0.1', databaseUrl: file, demo: false, hotContacts: 1_000, logLevel: 'error' },
    {
      ...surroundings,
      log: () => undefined,
      writer: async (path, observe) => (writer = await writerInProcess(path, { observe })),
    },
  );
  const { db, close } = openReader(file);
  const listener = getRequestListener((request, env) => running.fetch(request, env), {
    overrideGlobalObjects: false,
  });
  const server = createServer((request, response) => {
    if (!running.door(request, response)) void listener(request, response);
  });
  running.attach(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  until(async () => {
    await running.stop();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    close();
  });

  const write = (statements: Statement[]): Promise<void> => writer!.commit({ statements });
  const parts = {
    db,
    writer: writer!,
    registry,
    organisation: MAIN_ORGANISATION,
    now: surroundings.now,
    published: () => undefined,
  };
  return {
    running,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    db,
    write,
    async publish(flow) {
      const published = await publish(parts, flow, { tests: 'unrun' });
      if (!published.ok) throw new Error(`It does not compile: ${JSON.stringify(published.issues)}`);
    },
    connect: ({ id, channel, flow, address, config = {}, secret }) =>
      write([
        saveConnection({
          id,
          organisation: MAIN_ORGANISATION,
          channel,
          name: id,
          address: address ?? null,
          flow,
          config,
          secret: secret ?? null,
          enabled: true,
        }),
      ]),
  };
}
