import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Connection } from '../../runtime/channels/adapter.ts';
import phone from '../../runtime/channels/twilio/index.ts';
import { type FakeHost, fakeHost } from './fake-host.ts';

export const TOKEN = 'a-token-of-the-account';
export const CLINIC = '+15005550006';

/** The phone channel on a port of its own, over a fake host. */
export interface PhoneServer {
  host: FakeHost;
  url: string;
  stop(): Promise<void>;
}

/** Serves flows, each as a connection named like it; the first one has the number `CLINIC`. */
export async function phoneServer(
  flows: { id: string }[],
  over: Partial<Connection> = {},
): Promise<PhoneServer> {
  const connections = flows.map(({ id }, index): Connection => ({
    id,
    organisation: 'demo',
    channel: 'twilio',
    name: id,
    flow: id,
    address: index === 0 ? CLINIC : `${CLINIC}${index}`,
    secret: TOKEN,
    ...over,
    config: phone.config.parse(over.config ?? {}),
  }));
  const host = fakeHost({ kind: 'voice', flows, connections });
  const { routes, close } = phone.mount(host);
  const app = new Hono();
  if (routes) app.route('/channels/twilio', routes);
  const server = createServer(
    getRequestListener((request, env) => app.fetch(request, env), { overrideGlobalObjects: false }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      await close?.();
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
    },
  };
}
