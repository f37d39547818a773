import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AllowedHost } from '../../runtime/egress/allow-list.ts';
import { type Answer, type Call, guardedCall, LARGEST_ANSWER } from '../../runtime/egress/guarded-call.ts';
import { serveFront } from './kit/front.ts';
import { testLookUp } from './kit/open-client.ts';
import type { Local } from './kit/servers.ts';

let front: Local;
beforeAll(async () => {
  front = await serveFront();
});
afterAll(() => front.close());

const call = guardedCall(testLookUp);
const at = (path: string): string => `http://127.0.0.1:${front.port}${path}`;
const list = (): AllowedHost[] => [
  { host: '127.0.0.1', ports: [front.port], plainHttp: true, insideNetwork: true },
];
const ask = (path: string, more: Partial<Call> = {}): Promise<Answer> =>
  call({ method: 'GET', url: at(path), headers: {}, timeoutMs: 1_000, ...more }, list());
const codeOf = (answer: Answer): string => ('error' in answer ? answer.code : String(answer.status));

describe('headers', () => {
  const HOSTILE: [string, string][] = [
    ['x-a', 'b\r\nx-injected: yes'],
    ['x-a', 'b\nx-injected: yes'],
    ['x-a', 'b\r\n\r\nGET /admin HTTP/1.1'],
    ['x-a', 'b\u0000c'],
    ['x-a', 'b\u2028c'],
    ['x-a: yes\r\nx-injected', 'b'],
    ['x a', 'b'],
    ['', 'b'],
    ['Host', 'inside.example'],
    ['HOST', 'inside.example'],
    ['Transfer-Encoding', 'chunked'],
    ['Content-Length', '0'],
    ['Connection', 'keep-alive, x-a'],
    ['Proxy-Authorization', 'Basic eDp5'],
    ['Proxy-Anything', 'x'],
    ['X-Forwarded-For', '127.0.0.1'],
    ['X-Forwarded-Host', 'inside.example'],
    ['Forwarded', 'for=127.0.0.1'],
    ['Cookie', 'session=1'],
    ['Upgrade', 'h2c'],
    ['TE', 'trailers'],
    ['Expect', '100-continue'],
    ['Sec-Fetch-Site', 'same-origin'],
    ['x-long', 'x'.repeat(5_000)],
  ];

  it.each(HOSTILE)('%j: %j is refused, and nothing is sent', async (name, value) => {
    const before = front.seen.length;
    expect(codeOf(await ask('/', { headers: { [name]: value } }))).toMatch(/^egress\.header/);
    expect(front.seen.length).toBe(before);
  });

  it('are injected where a client puts them together itself (positive control)', async () => {
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(front.port, '127.0.0.1', () => {
        socket.write(`GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-a: ${HOSTILE[0]![1]}\r\n\r\n`);
      });
      let text = '';
      socket.on('data', (data) => (text += String(data))).on('close', () => resolve(text));
    });
    expect(answer).toContain('x-injected');
  });
});

describe('answers made to hurt', () => {
  it.each([
    ['/huge', 'egress.answer-too-large'],
    ['/endless', 'egress.answer-too-large'],
    ['/slow', 'egress.timeout'],
    ['/never', 'egress.timeout'],
    ['/headers', 'UND_ERR_HEADERS_OVERFLOW'],
    ['/bomb', 'egress.packed'],
    ['/bomb?as=br', 'egress.packed'],
    ['/bomb?as=GZIP', 'egress.packed'],
    ['/bomb?as=identity,gzip', 'egress.packed'],
  ])('%s ends as %s, soon and small', async (path, code) => {
    const began = performance.now();
    const memory = process.memoryUsage().rss;
    expect(codeOf(await ask(path))).toBe(code);
    expect(performance.now() - began).toBeLessThan(2_500);
    expect(process.memoryUsage().rss - memory).toBeLessThan(64 * 1024 * 1024);
  });

  it('grow in an open client (positive control)', async () => {
    const unpacked = await (await fetch(at('/bomb'))).arrayBuffer();
    expect(unpacked.byteLength).toBe(20 * 1024 * 1024);
    expect((await (await fetch(at('/huge'))).arrayBuffer()).byteLength).toBeGreaterThan(LARGEST_ANSWER);
  });
});
