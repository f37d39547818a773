import { expect, test } from 'vitest';
import { type Call, guardedCall, type Services } from './guarded-call.ts';
import { redacted } from './redact.ts';

const services: Services = {
  'prices.example': async (request) =>
    Response.json({
      path: new URL(request.url).pathname,
      method: request.method,
      body: await request.text(),
    }),
  'broken.example': () => {
    throw new Error('the insides of the service');
  },
};
const call = guardedCall(() => Promise.resolve([]), services);
const entry = (host: string) => ({ host, ports: [], plainHttp: false, insideNetwork: false });
const ask = (url: string, hosts: string[], more: Partial<Call> = {}) =>
  call({ method: 'GET', url, headers: {}, timeoutMs: 500, ...more }, hosts.map(entry));

test('a service of this process answers by its name, without a look-up', async () => {
  const answer = await ask('https://prices.example/list', ['prices.example'], { method: 'POST', body: 'x' });
  expect(answer).toMatchObject({ status: 200, body: '{"path":"/list","method":"POST","body":"x"}' });
});

test('but only where it is allowed, by https, and on its own name', async () => {
  expect(await ask('https://prices.example/', [])).toMatchObject({ code: 'egress.not-allowed' });
  expect(await ask('http://prices.example/', ['prices.example'])).toMatchObject({
    code: 'egress.plain-http',
  });
  expect(await ask('https://constructor/', ['constructor'])).toMatchObject({ code: 'egress.no-address' });
});

test('what goes wrong inside of it stays inside', async () => {
  const answer = await ask('https://broken.example/', ['broken.example']);
  expect(answer).toMatchObject({ error: 'unreachable', code: 'egress.failed' });
  expect(JSON.stringify(answer)).not.toContain('insides');
});

test('a secret that comes back is masked in every form it may have', () => {
  const answer = (body: string) => ({ status: 200, headers: { echo: body }, body, bytes: body.length });
  const masked = (body: string, sent: string) => redacted(answer(body), [sent]);
  expect(masked('you sent Bearer abc/def+1', 'Bearer abc/def+1')).toMatchObject({
    body: 'you sent «masked»',
    headers: { echo: 'you sent «masked»' },
  });
  expect(masked('?key=abc%2Fdef%2B1', 'Bearer abc/def+1')).toMatchObject({ body: '?key=«masked»' });
  expect(masked('{"user":"me","password":"hunter22"}', 'Basic bWU6aHVudGVyMjI=')).toMatchObject({
    body: '{"user":"me","password":"«masked»"}',
  });
});
