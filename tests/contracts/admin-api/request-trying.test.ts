import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { administered, type Refusal } from '../../kit/admin.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';

type Tried =
  | { ok: true; status: number; body: string; variables: { variable: string; value?: unknown }[] }
  | { ok: false; code: string };

const server = createServer((_request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ price: 950 }));
});
beforeAll(() => new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve())));
afterAll(() => void server.close());

const asking = () =>
  flowOf(
    {
      ask: node('http-request', {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/{{ what }}`,
        mapping: [{ from: 'price', variable: 'price' }],
      }),
      say: node('message', { text: { en: 'Hello' } }),
    },
    {
      variables: [
        { name: 'what', type: 'text' },
        { name: 'price', type: 'number' },
      ],
    },
  );

test('a designer tries the request of a node: through the guard, and it is noted', async () => {
  const runtime = await administered();
  const designer = await runtime.as('designer');
  const wanted = { document: asking(), node: 'ask', values: { what: 'cleaning' } };
  const refused = await designer.post<Tried>('/flows/http-test', wanted);
  expect([refused.status, refused.body.ok]).toEqual([200, false]);

  const { port } = server.address() as AddressInfo;
  await runtime.admin.put('/egress/hosts/127.0.0.1', { ports: [port], plainHttp: true, insideNetwork: true });
  const tried = await designer.post<Tried>('/flows/http-test', wanted);
  expect(tried.body).toMatchObject({
    ok: true,
    status: 200,
    body: '{"price":950}',
    variables: [{ variable: 'price', value: 950 }],
  });
  const log = await runtime.admin.get<{ items?: { action: string }[] }>('/audit');
  expect(JSON.stringify(log.body)).toContain('flow.request-tried');
});

test('a simulation has a request really made, as a flow would be told of it', async () => {
  const runtime = await administered();
  const designer = await runtime.as('designer');
  const { id } = (await designer.post<{ id: string }>('/flows', { name: 'Prices' })).body;
  const { port } = server.address() as AddressInfo;
  const request = {
    method: 'GET',
    url: `http://127.0.0.1:${port}/cleaning`,
    headers: { accept: 'application/json' },
    timeoutMs: 5_000,
    retries: 0,
    repeatable: true,
    answerAs: 'json',
  };
  const call = (more: object = {}, who = designer) =>
    who.post<object>('/flows/http-call', { flow: id, node: 'ask', request: { ...request, ...more } });
  const refused = await call();
  expect([refused.status, refused.body]).toMatchObject([200, { failure: { kind: 'refused' } }]);
  await runtime.admin.put('/egress/hosts/127.0.0.1', { ports: [port], plainHttp: true, insideNetwork: true });
  expect((await call()).body).toMatchObject({ result: { status: 200, ok: true, body: { price: 950 } } });
  // A credential goes to its own hosts only, whoever asks.
  await runtime.admin.put('/credentials/partner', {
    hosts: ['a.example'],
    scheme: 'bearer',
    secret: 'canary-of-a-credential',
  });
  expect((await call({ credential: 'partner' })).body).toMatchObject({ failure: { kind: 'refused' } });
  expect((await call({ timeoutMs: 600_000 })).status).toBe(400);
  expect((await designer.post('/flows/http-call', { flow: 'nobody', node: 'ask', request })).status).toBe(
    404,
  );
  expect((await call({}, await runtime.as('viewer'))).status).toBe(403);
  const log = await runtime.admin.get('/audit');
  expect(JSON.stringify(log.body)).toContain('flow.request-made');
});

test('what makes no request, what is no flow, and who is no designer', async () => {
  const runtime = await administered();
  const silent = await runtime.admin.post<Tried>('/flows/http-test', { document: asking(), node: 'say' });
  expect(silent.body).toMatchObject({ ok: false, code: 'node.no-request' });
  const broken = await runtime.admin.post<Refusal>('/flows/http-test', {
    document: { format: 2 },
    node: 'x',
  });
  expect([broken.status, broken.body.code]).toEqual([422, 'flow.unreadable']);
  const viewer = await runtime.as('viewer');
  expect((await viewer.post<Refusal>('/flows/http-test', { document: asking(), node: 'ask' })).status).toBe(
    403,
  );
});
