import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { bareAnswer, type Host } from '../adapter.ts';
import { chatLimits } from './chat-limits.ts';
import { askerOf } from './client-address.ts';
import { configOf } from './config.ts';
import { isAllowed } from './origins.ts';
import { MAX_FRAME, type ServerFrame } from './protocol.ts';
import { POLICY } from './refusal.ts';
import { rooms } from './rooms.ts';
import { openSession } from './session.ts';

const PING_MS = 30_000;
const HELLO_MS = 10_000;
/** A client that reads this slowly starts over from what it has. */
const MOST_UNREAD = 1024 * 1024;

/** The WebSocket side of the chat. */
export interface Sockets {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  close(): Promise<void>;
}

export function chatSockets(host: Host): Sockets {
  const server = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME, clientTracking: true });
  const shared = { rooms: rooms(), limits: chatLimits(host) };
  const alive = new WeakSet<WebSocket>();

  const heartbeat = setInterval(() => {
    for (const socket of server.clients) {
      if (!alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }, PING_MS);
  heartbeat.unref();

  const serve = (socket: WebSocket, connection: string, asker: string | undefined): void => {
    const session = openSession(
      { host, connection, asker, ...shared },
      {
        send: (frame) => write(socket, frame),
        close: (code, reason) => socket.close(code, reason),
      },
    );
    const impatience = setTimeout(() => {
      if (!session.joined) socket.close(POLICY, 'chat.malformed');
    }, HELLO_MS);
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    // Without a listener an error on one socket would end the process; `close` follows in any case.
    socket.on('error', (error) =>
      host.log('info', 'A chat socket broke', { connection, error: error.message }),
    );
    socket.on('message', (data, isBinary) => {
      if (isBinary) session.takeGarbage();
      else session.take((data as Buffer).toString('utf8'));
    });
    socket.on('close', () => {
      clearTimeout(impatience);
      session.end();
    });
  };

  return {
    upgrade(request, socket, head) {
      const id = connectionIn(request.url);
      if (id === undefined) return false;
      const connection = host.connection(id);
      const { host: name, origin, 'x-forwarded-for': forwarded } = request.headers;
      if (!connection) refuse(socket, '404 Not Found');
      else if (!isAllowed(origin, configOf(connection), { host: name, publicUrl: host.publicUrl }))
        refuse(socket, '403 Forbidden');
      else {
        const { proxies } = configOf(connection);
        const asker = askerOf(request.socket.remoteAddress, [forwarded].flat().join(','), proxies);
        server.handleUpgrade(request, socket, head, (opened) => serve(opened, id, asker));
      }
      return true;
    },
    async close() {
      clearInterval(heartbeat);
      for (const socket of server.clients) socket.close(1001, 'restarting');
      const patience = setTimeout(() => {
        for (const socket of server.clients) socket.terminate();
      }, 1000);
      await new Promise<void>((resolve) => server.close(() => resolve()));
      clearTimeout(patience);
    },
  };
}

function connectionIn(url: string | undefined): string | undefined {
  return /^\/channels\/chat\/([\w.~-]+)\/socket(?:\?|$)/.exec(url ?? '')?.[1];
}

function write(socket: WebSocket, frame: ServerFrame): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > MOST_UNREAD) socket.terminate();
  else socket.send(JSON.stringify(frame));
}

function refuse(socket: Duplex, status: string): void {
  socket.on('error', () => socket.destroy());
  socket.end(bareAnswer(status));
}
