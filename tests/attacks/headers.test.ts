import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { started } from '../kit/started.ts';
import { walled } from '../../runtime/web-walls.ts';
import { HTTP_SECRET, useTarget } from './kit/target.ts';
import { noteTried } from './kit/tried.ts';

const target = useTarget();

const NEEDED = [
  ['content-security-policy', /default-src 'none'/],
  ['content-security-policy', /frame-ancestors /],
  ['content-security-policy', /base-uri 'none'/],
  ['x-content-type-options', /^nosniff$/],
  ['referrer-policy', /^no-referrer$/],
  ['cross-origin-opener-policy', /^same-origin$/],
  ['cross-origin-resource-policy', /^(same|cross)-origin$/],
  ['permissions-policy', /camera=\(\)/],
] as const;
const FORBIDDEN = ['x-powered-by', 'server', 'strict-transport-security'];
/** Answers other people's pages may read: the widget's file and what the widget asks for. */
const SHARED = /^\/widget\.js$|^\/channels\/chat\/[^/]+\/(look|visitors)$/;

/** What is missing in an answer. */
function holes(path: string, headers: Headers): string[] {
  const policy = headers.get('content-security-policy') ?? '';
  return [
    ...NEEDED.filter(([name, right]) => !right.test(headers.get(name) ?? '')).map(([name]) => name),
    ...FORBIDDEN.filter((name) => headers.has(name)),
    ...(/script-src[^;]*unsafe/.test(policy) ? ['unsafe script'] : []),
    ...(headers.has('access-control-allow-origin') && !SHARED.test(path) ? ['shared'] : []),
    ...(headers.get('permissions-policy')?.includes('microphone=()') || isEditor(path, headers)
      ? []
      : ['microphone']),
    ...((headers.get('content-type') ?? '').startsWith('text/html') &&
    !policy.includes("require-trusted-types-for 'script'")
      ? ['no trusted types']
      : []),
  ];
}

/** Designers may speak to a flow they try; nobody may on the page customers are shown. */
const isEditor = (path: string, headers: Headers): boolean =>
  (headers.get('content-type') ?? '').startsWith('text/html') && !path.startsWith('/chat');

/** Every address with a method, as the server's own router and its files say. */
async function addresses(): Promise<[method: string, path: string][]> {
  const { routes } = (await started({}, {})).running;
  const of = routes
    .filter(({ method }) => method !== 'ALL')
    .map(({ method, path }): [string, string] => [method, path.replaceAll(/:\w+/g, 'answer')]);
  const page = await (await fetch(target().url)).text();
  const files = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]): [string, string] => [
    'GET',
    path!,
  ]);
  return [
    ...of,
    ...files,
    ...['/', '/flows/clinic', '/node-types', '/widget.js', '/chat', '/chat?lang=fa&connection=nobody'].map(
      (path): [string, string] => ['GET', path],
    ),
    ...[
      '/channels/chat/web/look',
      '/channels/nobody',
      '/api/nobody',
      '/..%2f..%2fetc/passwd',
      '/assets/none.js',
    ].map((path): [string, string] => ['GET', path]),
    ...['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE'].flatMap((method) =>
      ['/', '/api/flows', '/channels/http/answer/messages', '/channels/chat/web/visitors', '/nowhere'].map(
        (path): [string, string] => [method, path],
      ),
    ),
  ];
}

it('stands in every answer: pages, files, API, channels, refusals', async (context) => {
  const all = await addresses();
  const found: unknown[] = [];
  const statuses = new Set<number>();
  for (const [method, path] of all.filter(([name]) => name !== 'TRACE')) {
    for (const authorization of ['', `Bearer ${HTTP_SECRET}`]) {
      const headers = new Headers({ origin: 'https://attacker.example' });
      if (authorization !== '') headers.set('authorization', authorization);
      if (method !== 'GET' && method !== 'HEAD') headers.set('content-type', 'application/json');
      const body = method === 'GET' || method === 'HEAD' ? {} : { body: '{}' };
      const answer = await fetch(target().url + path, { method, headers, redirect: 'manual', ...body });
      statuses.add(answer.status);
      const missing = holes(path, answer.headers);
      if (missing.length > 0) found.push([method, path, answer.status, missing]);
      await answer.arrayBuffer();
    }
  }
  noteTried(context, all.length * 2, found.length);
  expect(found).toEqual([]);
  expect(all.length).toBeGreaterThan(80);
  for (const status of [200, 400, 401, 403, 404]) expect(statuses).toContain(status);
});

it.each([
  ['no HTTP at all', 'HELO attacker\r\n\r\n'],
  ['no host', 'GET / HTTP/1.1\r\nconnection: close\r\n\r\n'],
  ['a strange host', 'GET / HTTP/1.1\r\nconnection: close\r\nhost: a b\r\n\r\n'],
  ['headers without end', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(40_000)}\r\n\r\n`],
  ['two lengths', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab'],
  [
    'a socket nobody has',
    'GET /nowhere HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n',
  ],
  [
    'a socket from another page',
    'GET /channels/chat/web/socket HTTP/1.1\r\nhost: x\r\norigin: https://attacker.example\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  ],
])('stands in the answer to %s', async (_name, sent) => {
  const answer = await raw(target().port, sent);
  const [status = '', ...lines] = answer.split('\r\n\r\n')[0]!.split('\r\n');
  expect(status).toMatch(/^HTTP\/1\.1 4\d\d /);
  const headers = new Headers(
    lines.map((line): [string, string] => [line.split(':')[0]!, line.slice(line.indexOf(':') + 1).trim()]),
  );
  expect(holes('/', headers)).toEqual([]);
});

it('stands in the answer to a defect, and says nothing of it', async () => {
  const told: unknown[] = [];
  const broken = walled(() => Promise.reject(new Error('secret of the insides')), {
    publicUrl: undefined,
    failed: (error) => told.push(error),
  });
  const answer = await broken(new Request('http://x/'));
  expect([answer.status, holes('/', answer.headers), told.length]).toEqual([500, [], 1]);
  expect(await answer.text()).not.toContain('insides');
});

it('tells browsers to stay with https where the public address is https, and only there', async () => {
  for (const [publicUrl, there] of [
    ['https://desk.example', true],
    ['http://desk.example', false],
  ] as const) {
    const answer = await walled(() => new Response(), { publicUrl, failed: () => undefined })(
      new Request('http://x/'),
    );
    expect(answer.headers.has('strict-transport-security')).toBe(there);
  }
});

it('lets the editor alone hear the microphone', async () => {
  for (const [path, there] of [
    ['/flows/clinic', 'microphone=(self)'],
    ['/chat', 'microphone=()'],
    ['/api/flows', 'microphone=()'],
  ] as const) {
    const { headers } = await fetch(`${target().url}${path}`);
    expect(headers.get('permissions-policy'), path).toContain(there);
  }
});

it('is missed in a server without walls (positive control)', () => {
  const bare = new Headers({
    'x-powered-by': 'x',
    'content-type': 'text/html',
    'access-control-allow-origin': '*',
  });
  expect(holes('/api/flows', bare)).toEqual(
    expect.arrayContaining(['content-security-policy', 'x-powered-by', 'shared', 'no trusted types']),
  );
  expect(holes('/', bare).length).toBeGreaterThanOrEqual(NEEDED.length);
});

function raw(port: number, sent: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(sent));
    socket.setTimeout(5_000, () => socket.destroy(new Error('no answer')));
    socket.on('data', (part) => (text += part.toString('latin1')));
    socket.on('close', () => resolve(text)).on('error', reject);
  });
}
