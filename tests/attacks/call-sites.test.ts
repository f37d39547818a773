import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { waysOut } from './kit/ways-out.ts';

const project = join(import.meta.dirname, '../..');

/** Who may open a connection, and why that is no way round the guard. */
const MAY: { [file: string]: { ways: string[]; because: string } } = {
  'runtime/egress/guarded-call.ts': { ways: ['undici'], because: 'it is the guard' },
  'runtime/egress/agents.ts': { ways: ['dns', 'undici'], because: 'it is the guard' },
  'runtime/cli/verb/place-of-work.ts': {
    ways: ['fetch'],
    because: 'the command line asks the runtime of its own database, by the address that one wrote down',
  },
  'runtime/cli/api/api.ts': {
    ways: ['fetch'],
    because: 'the command line asks the installation that whoever runs it has named',
  },
  'runtime/cli/patchbay.js': {
    ways: ['child_process'],
    because: 'it builds the product, and is no part of it',
  },
};

/** Runs in a browser, where the page's own policy says what it may call. */
const IN_A_BROWSER = /^runtime\/channels\/chat\/widget\//;

const files = ['runtime', 'nodes', 'db'].flatMap((folder) =>
  readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter(
      (path) =>
        /\.(ts|tsx|js)$/.test(path) && !/\.test\.tsx?$|test-kit/.test(path) && !IN_A_BROWSER.test(path),
    ),
);

const waysOf = (file: string): string[] =>
  waysOut(
    readFileSync(join(project, file), 'utf8'),
    file.endsWith('x') ? 'tsx' : file.endsWith('js') ? 'js' : 'ts',
  );

describe('calls to the outside', () => {
  it(`come from the guard alone, of ${files.length} files`, () => {
    const outside = files.flatMap((file) => {
      const ways = waysOf(file).filter((way) => !MAY[file]?.ways.includes(way));
      return ways.length > 0 ? [`${file}: ${ways.join(', ')}`] : [];
    });
    expect(outside).toEqual([]);
  });

  it('and nobody is let through who no longer needs it', () => {
    const idle = Object.entries(MAY).filter(([file, { ways }]) => {
      const used = files.includes(file) ? waysOf(file) : [];
      return !ways.every((way) => used.includes(way));
    });
    expect(idle.map(([file]) => file)).toEqual([]);
  });

  it.each([
    [`await fetch('http://inside');`, 'fetch'],
    [`const call = fetch; call('http://inside');`, 'fetch'],
    [`globalThis.fetch('http://inside');`, 'fetch'],
    [`globalThis['fetch']('http://inside');`, 'fetch'],
    [`export const client = { fetch };`, 'fetch'],
    [`new WebSocket('ws://inside');`, 'WebSocket'],
    [`new EventSource('/x');`, 'EventSource'],
    [`import { request } from 'node:http';`, 'http'],
    [`import http from 'http';`, 'http'],
    [`import * as https from 'node:https';`, 'https'],
    [`import { connect } from 'node:net';`, 'net'],
    [`import { createServer, request } from 'node:http';`, 'http'],
    [`import { request } from 'undici';`, 'undici'],
    [`export { fetch as call } from 'undici';`, 'undici'],
    [`export * from 'undici';`, 'undici'],
    [`const { request } = await import('node:https');`, 'https'],
    [`const http = require('http');`, 'http'],
    [`import WebSocket from 'ws';`, 'ws'],
    [`import { lookup } from 'node:dns';`, 'dns'],
    [`import { exec } from 'node:child_process';`, 'child_process'],
  ])('are noticed: %s (positive control)', (source, way) => {
    expect(waysOut(source)).toContain(way);
  });

  it.each([
    `import type { Server } from 'node:http';`,
    `import { createServer, type Server } from 'node:http';`,
    `import { isIP, type LookupFunction } from 'node:net';`,
    `import { WebSocketServer } from 'ws';`,
    `running.fetch(new Request('http://x'));`,
    `export interface Running { fetch(request: Request): Response }`,
    `const app = { fetch: (request: Request) => request };`,
    `// fetch('http://inside')`,
    `const text = 'fetch';`,
  ])('are not seen where there are none: %s', (source) => {
    expect(waysOut(source)).toEqual([]);
  });
});
