import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Hono } from 'hono';
import { bareAnswer } from '../web-walls.ts';
import type { AnyAdapter, Connection, Door, Host } from './adapter.ts';

/** Takes a WebSocket upgrade over, if it is its own. */
type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;

/** All channels on the runtime's port. */
export interface MountedChannels {
  /** All below `/channels`; answers by itself what is not there. */
  routes: Hono;
  rootRoutes: Hono;
  /** The doors of all channels. */
  door: Door;
  /** @param first asked before any channel; true when it has taken the upgrade over */
  attach(server: Server, first: Upgrade): void;
  /** Has its channel read a delivery again; false when it cannot. */
  retry(connection: Connection, body: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Mounts every adapter below its folder's name. */
export function mountChannels(adapters: AnyAdapter[], host: (adapter: AnyAdapter) => Host): MountedChannels {
  const mounted = adapters.map((adapter) => ({ adapter, ...adapter.mount(host(adapter)) }));
  const routes = new Hono();
  const rootRoutes = new Hono();
  for (const { adapter, routes: own, rootRoutes: root } of mounted) {
    if (own) routes.route(`/${adapter.id}`, own);
    if (root) rootRoutes.route('/', root);
  }

  const doors = mounted.flatMap(({ door }) => door ?? []);
  const door: Door = (request) => {
    for (const open of doors) {
      const told = open(request);
      if (told) return told;
    }
    return undefined;
  };

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const owner = mounted.find(({ adapter }) => path.startsWith(`/channels/${adapter.id}/`));
    if (owner?.upgrade?.(request, socket, head)) return;
    socket.on('error', () => socket.destroy());
    socket.end(bareAnswer('404 Not Found'));
  };
  return {
    routes: new Hono()
      .route('/channels', routes)
      .notFound((c) =>
        c.json({ status: 404, code: 'route.unknown', detail: 'There is no such channel route.' }, 404),
      ),
    rootRoutes,
    door,
    retry: async (connection, body) =>
      (await mounted.find(({ adapter }) => adapter.id === connection.channel)?.retry?.(connection, body)) ??
      false,
    attach: (server, first) =>
      void server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        if (!first(request, socket, head)) upgrade(request, socket, head);
      }),
    close: async () => {
      await Promise.all(mounted.map(async (one) => one.close?.()));
    },
  };
}
