import { connect, type Socket } from 'node:net';
import type { Load, Loaded } from './load.ts';
import { messageAt } from './messages.ts';
import { program } from './program.ts';
import { quantile } from './statistics.ts';

/** Bare sockets with keep-alive: as little work per request as Node allows, for it shares the cores with the server. */
await program(async (load: Load): Promise<Loaded> => {
  const { hostname, port } = new URL(load.url);
  const times: number[] = [];
  let sent = 0;
  let failed = 0;
  const began = performance.now();
  const until = began + load.seconds * 1000;

  const request = (): string => {
    const { path, body } = messageAt(load, sent);
    sent += 1;
    return (
      `POST ${path} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\n` +
      `authorization: Bearer ${load.secret}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
    );
  };

  const talk = (socket: Socket): Promise<void> =>
    new Promise((resolve) => {
      let asked = performance.now();
      let received = '';
      const ask = () => {
        if (performance.now() >= until) return socket.end(() => resolve());
        asked = performance.now();
        return socket.write(request());
      };
      socket.setEncoding('latin1');
      socket.on('data', (text: string) => {
        received += text;
        const status = statusOf(received);
        if (status === undefined) return;
        received = '';
        times.push(performance.now() - asked);
        if (status < 200 || status > 299) failed += 1;
        ask();
      });
      socket.on('error', () => {
        failed += 1;
        resolve();
      });
      socket.on('close', () => resolve());
      socket.on('connect', ask);
    });

  await Promise.all(
    Array.from({ length: load.connections }, () => talk(connect(Number(port), hostname).setNoDelay())),
  );
  const seconds = (performance.now() - began) / 1000;
  return { requests: times.length, seconds, p50: quantile(times, 0.5), p99: quantile(times, 0.99), failed };
});

/** The status of an answer that is complete. */
function statusOf(text: string): number | undefined {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const head = text.slice(0, end);
  const length = /content-length: *(\d+)/i.exec(head)?.[1];
  const whole =
    length === undefined ? text.endsWith('\r\n0\r\n\r\n') : text.length - end - 4 >= Number(length);
  return whole ? Number(head.slice(9, 12)) : undefined;
}
