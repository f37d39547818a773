import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Connection } from '../../runtime/channels/adapter.ts';
import chat from '../../runtime/channels/chat/index.ts';
import { clinicFlow, closedFlow, echoFlow, secretFlow } from './chat-flows.ts';
import { type FakeHost, fakeHost } from './fake-host.ts';

/** A page that may talk to the chat, besides the server's own. */
export const SHOP = 'https://shop.example';

/** The chat channel on a port of its own, over a fake host; one connection per flow, named like it. */
export interface ChatServer {
  host: FakeHost;
  url: string;
  stop(): Promise<void>;
}

export async function chatServer(port = 0): Promise<ChatServer> {
  const flows = [echoFlow, clinicFlow, closedFlow, secretFlow];
  const connections = flows.map(({ id }): Connection => ({
    id,
    organisation: 'demo',
    channel: 'chat',
    name: id,
    flow: id,
    config: { origins: [SHOP] },
  }));
  const host = fakeHost({ kind: 'chat', flows, connections });
  const { routes, rootRoutes, upgrade, close } = chat.mount(host);
  const app = new Hono();
  if (routes) app.route('/channels/chat', routes);
  if (rootRoutes) app.route('/', rootRoutes);
  const server = createServer(
    getRequestListener((request, env) => app.fetch(request, env), { overrideGlobalObjects: false }),
  );
  server.on('upgrade', (request, socket, head) => {
    if (!upgrade?.(request, socket, head)) socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
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
