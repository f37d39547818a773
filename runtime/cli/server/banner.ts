import { isLoopback } from '../../own-address.ts';

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
        `Warning: HOST is ${host}, so other machines reach this one, and what they send is not encrypted.`,
        'Put a proxy with a certificate before it and set PUBLIC_URL, or leave HOST at 127.0.0.1.',
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
