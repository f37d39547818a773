import { isIP } from 'node:net';

/** Where a person on this machine reaches a server that listens on `host`. */
export function urlOf(host: string, port: number): string {
  const reachable = isWildcard(host) ? '127.0.0.1' : host;
  return `http://${isIP(reachable) === 6 ? `[${reachable}]` : reachable}:${port}`;
}

/** Only this machine reaches a server that listens here. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

const isWildcard = (host: string): boolean => host === '0.0.0.0' || host === '::';
