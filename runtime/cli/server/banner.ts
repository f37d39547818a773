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

/** What is printed when the server is up: where to click first. */
export function banner(
  url: string,
  host: string,
  rows: readonly (readonly [what: string, where: string])[],
): string {
  const width = Math.max(...rows.map(([what]) => what.length));
  const warning = isLoopback(host)
    ? []
    : [
        '',
        `Warning: HOST is ${host}, so other machines reach this one, and the editor has no accounts yet.`,
        'Put it behind a proxy that asks who is there, or leave HOST at 127.0.0.1.',
      ];
  return [
    '',
    `Patchbay is running at ${url}`,
    '',
    ...rows.map(([what, where]) => `  ${what.padEnd(width)}   ${where}`),
    ...warning,
    '',
    'Ctrl+C stops it.',
    '',
    '',
  ].join('\n');
}
