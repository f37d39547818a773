import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What lies inside says this, and nobody outside may ever read it. */
export const CANARY = 'canary-of-the-inner-network';

/** A server on every address of this machine that IPv4 and IPv6 know. */
export interface Local {
  port: number;
  /** Requests that arrived. */
  seen: IncomingMessage[];
  close(): Promise<void>;
}

export async function serveHere(answer: RequestListener, host = '::'): Promise<Local> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    answer(request, response);
  });
  // A client that takes us for a proxy knocks like this.
  server.on('connect', (request, socket) => {
    seen.push(request);
    socket.end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, host, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The secret server: whatever it is asked, it tells. It connects and sends even where TLS was meant. */
export const serveSecret = (): Promise<Local> =>
  serveHere((_request, response) => response.end(CANARY)).catch(() =>
    serveHere((_request, response) => response.end(CANARY), '127.0.0.1'),
  );
