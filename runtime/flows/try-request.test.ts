import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registry } from '../../nodes/index.ts';
import { flowOf, node } from '../../tests/kit/flow-builder.ts';
import { guardedCall } from '../egress/guarded-call.ts';
import { tryRequest } from './try-request.ts';

const seen: IncomingMessage[] = [];
const server = createServer((request, response) => {
  seen.push(request);
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({
      price: '950',
      items: ['x'.repeat(5_000)],
      proof: request.headers.authorization ?? null,
    }),
  );
});
let origin = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

function trying(config: Record<string, unknown>, values = {}, allowed = true) {
  const flow = flowOf(
    { ask: node('http-request', { url: `${origin}/prices/{{ what }}`, ...config }) },
    {
      variables: [
        { name: 'what', type: 'text', initial: 'cleaning' },
        { name: 'price', type: 'number' },
        { name: 'when', type: 'date' },
      ],
    },
  );
  const { port } = new URL(origin);
  const entry = { host: '127.0.0.1', ports: [Number(port)], plainHttp: true, insideNetwork: true };
  return tryRequest(
    {
      registry,
      call: guardedCall(),
      reach: {
        allowed: allowed ? [entry] : [],
        headers: () => ({ authorization: 'Bearer top-secret-token' }),
      },
      now: Date.now,
      newId: () => 'n1',
    },
    { flow, node: 'ask', values },
  );
}

test('shows the answer, its beginning only, and what the mapping would set', async () => {
  const tried = await trying(
    {
      mapping: [
        { from: 'price', variable: 'price' },
        { from: 'items.0', variable: 'when' },
      ],
    },
    { what: 'a/b' },
  );
  expect(tried).toMatchObject({
    ok: true,
    status: 200,
    variables: [
      { variable: 'price', value: 950 },
      { variable: 'when', problem: expect.stringContaining('date') },
    ],
  });
  expect(tried.ok && tried.body).toHaveLength(2_000);
  expect(seen.at(-1)?.url).toBe('/prices/a%2Fb');
});

test('shows nothing of a host that may not be called', async () => {
  const before = seen.length;
  const tried = await trying({}, {}, false);
  expect(tried).toMatchObject({ ok: false, code: 'egress.not-allowed' });
  expect(tried).not.toHaveProperty('body');
  expect(seen).toHaveLength(before);
});

test('uses a credential without showing it, even when the other side says it back', async () => {
  const tried = await trying({ credential: 'prices', mapping: [{ from: 'proof', variable: 'what' }] });
  expect(seen.at(-1)?.headers.authorization).toBe('Bearer top-secret-token');
  expect(tried).toMatchObject({ ok: true, variables: [{ value: '«masked»' }] });
  expect(JSON.stringify(tried)).not.toContain('top-secret');
});

test('tells what is wrong with the node or its templates', async () => {
  expect(await trying({ url: '' })).toMatchObject({
    ok: false,
    code: 'node.no-request',
    issues: [{ node: 'ask' }],
  });
  expect(await trying({ url: `${origin}/{{ what | nope }}` })).toMatchObject({
    ok: false,
    code: 'template.filter',
  });
});
