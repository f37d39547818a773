import { isIP } from 'node:net';
import { EnvHttpProxyAgent, request } from 'undici';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AllowedHost } from '../../runtime/egress/allow-list.ts';
import { type Answer, type Call, guardedCall } from '../../runtime/egress/guarded-call.ts';
import { serveFront } from './kit/front.ts';
import { openCall, testLookUp } from './kit/open-client.ts';
import { CANARY, type Local, serveHere, serveSecret } from './kit/servers.ts';

let secret: Local;
let front: Local;
const FRONT = 'http://127.0.0.1:FRONT';

beforeAll(async () => {
  secret = await serveSecret();
  front = await serveFront();
});
afterAll(() => Promise.all([secret.close(), front.close()]));

const call = guardedCall(testLookUp);
const at = (path: string): string => `${FRONT}${path}`.replace('FRONT', String(front.port));
const list = (): AllowedHost[] => [
  { host: '127.0.0.1', ports: [front.port], plainHttp: true, insideNetwork: true },
];
const ask = (path: string, more: Partial<Call> = {}, allowed = list()): Promise<Answer> =>
  call({ method: 'GET', url: at(path), headers: {}, timeoutMs: 1_000, redirects: 3, ...more }, allowed);
const codeOf = (answer: Answer): string => ('error' in answer ? answer.code : String(answer.status));

describe('redirects to inside', () => {
  const WAYS = [
    'http://127.0.0.1:SECRET/',
    'http://localhost:SECRET/',
    'http://[::1]:SECRET/',
    'http://2130706433:SECRET/',
    '//127.1:SECRET/',
    'http://inside.attacker.example:SECRET/',
    'http://169.254.169.254/',
    'file:///etc/passwd',
  ].map((to) => [to] as const);

  it.each([301, 302, 303, 307, 308].flatMap((status) => WAYS.map(([to]) => [status, to] as const)))(
    '%i to %s leads nowhere',
    async (status, to) => {
      const before = secret.seen.length;
      const path = `/${status}?to=${encodeURIComponent(to.replace('SECRET', String(secret.port)))}`;
      for (const method of ['GET', 'POST'] as const) {
        const answer = await ask(path, { method, ...(method === 'POST' ? { body: 'x' } : {}) });
        expect(codeOf(answer)).toMatch(/^egress\./);
        expect(JSON.stringify(answer)).not.toContain(CANARY);
      }
      expect(secret.seen.length).toBe(before);
    },
  );

  it('are followed by an open client (positive control)', async () => {
    const to = encodeURIComponent(`http://127.0.0.1:${secret.port}/`);
    for (const status of [301, 302, 303, 307, 308])
      expect(await openCall(at(`/${status}?to=${to}`))).toBe(CANARY);
  });

  it('a loop of them ends', async () => {
    const before = front.seen.length;
    expect(codeOf(await ask('/loop', { redirects: 3 }))).toBe('egress.redirects');
    expect(front.seen.length - before).toBe(4);
  });

  it('take neither a credential nor a header of its own to another host', async () => {
    const other = await serveHere((_asked, response) => response.end('{}'), '127.0.0.1');
    const allowed = [...list(), { ...list()[0]!, ports: [front.port, other.port] }].slice(1);
    const to = encodeURIComponent(`http://127.0.0.1:${other.port}/`);
    const headers = { 'x-api-key': 'pasted', accept: 'text/plain' };
    const credential = ({ port }: URL): Record<string, string> =>
      port === String(front.port) ? { authorization: 'Bearer secret' } : {};
    expect(codeOf(await ask(`/302?to=${to}`, { headers, credential }, allowed))).toBe('200');
    expect(other.seen[0]?.headers).toMatchObject({ accept: 'text/plain' });
    expect(other.seen[0]?.headers).not.toHaveProperty('authorization');
    expect(other.seen[0]?.headers).not.toHaveProperty('x-api-key');
    expect(codeOf(await ask(`/307?to=${to}`, { method: 'POST', body: 'private' }, allowed))).toBe(
      'egress.redirects',
    );
    await other.close();
  });
});

describe('names that change their mind', () => {
  const allowed = (): AllowedHost[] => [
    { host: 'rebind.example', ports: [secret.port], plainHttp: true, insideNetwork: false },
  ];
  const url = () => `http://rebind.example:${secret.port}/`;
  const rebinding = (...answers: string[][]) => {
    let asked = 0;
    const lookUp = () => {
      const found = answers[Math.min(asked++, answers.length - 1)]!;
      return Promise.resolve(found.map((address) => ({ address, family: isIP(address) })));
    };
    return { lookUp, asked: () => asked };
  };

  it('are asked once per connection, and what they say is what is connected to', async () => {
    const before = secret.seen.length;
    // Public by its range, and given to nobody: no stranger is called.
    const name = rebinding(['2fff::1'], ['127.0.0.1']);
    const guarded = guardedCall(name.lookUp);
    for (let round = 0; round < 5; round += 1) {
      const answer = await guarded({ method: 'GET', url: url(), headers: {}, timeoutMs: 200 }, allowed());
      expect(answer).toHaveProperty('error');
    }
    expect(name.asked()).toBeGreaterThanOrEqual(2);
    expect(secret.seen.length).toBe(before);
  });

  it('are refused for one inside address among many', async () => {
    const guarded = guardedCall(rebinding(['2fff::1', '127.0.0.1']).lookUp);
    const answer = await guarded({ method: 'GET', url: url(), headers: {}, timeoutMs: 500 }, allowed());
    expect(codeOf(answer)).toBe('egress.inside-network');
  });

  it('that hang do not hold the asker', async () => {
    const guarded = guardedCall(() => new Promise(() => undefined));
    const began = performance.now();
    const answer = await guarded({ method: 'GET', url: url(), headers: {}, timeoutMs: 200 }, allowed());
    expect(codeOf(answer)).toBe('egress.timeout');
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  it('fool a client that looks first and connects by name afterwards (positive control)', async () => {
    const name = rebinding(['2fff::1'], ['127.0.0.1']);
    const [first] = await name.lookUp();
    expect(first?.address).toBe('2fff::1');
    const [second] = await name.lookUp();
    const { body } = await request(`http://${second!.address}:${secret.port}/`);
    expect(await body.text()).toBe(CANARY);
  });
});

describe('a proxy in the environment', () => {
  const NAMES = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'];
  afterEach(() => NAMES.forEach((name) => delete process.env[name]));
  const set = () => {
    for (const name of NAMES) process.env[name] = `http://127.0.0.1:${secret.port}`;
    process.env['NODE_USE_ENV_PROXY'] = '1';
  };

  it('is not used', async () => {
    set();
    const before = secret.seen.length;
    expect(
      codeOf(
        await guardedCall(testLookUp)({ method: 'GET', url: at('/'), headers: {}, timeoutMs: 500 }, list()),
      ),
    ).toBe('200');
    expect(secret.seen.length).toBe(before);
  });

  it('is used by an open client (positive control)', async () => {
    set();
    const before = secret.seen.length;
    const agent = new EnvHttpProxyAgent();
    // It never comes back by itself: the tunnel it asks for is not there.
    void request('http://api.partner.example/', { dispatcher: agent }).catch(() => undefined);
    await vi.waitFor(() => expect(secret.seen.length).toBeGreaterThan(before));
    void agent.destroy();
  });
});
