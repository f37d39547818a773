import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { writtenAnswers } from '../../web-walls.ts';
import { type Connection, type Host, type Inbound, type Receipt, Unavailable } from '../adapter.ts';
import { openDoor } from '../open-door.ts';
import { httpDoor } from './door.ts';
import { httpRoutes } from './routes.ts';

const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const connections: Record<string, Connection> = {
  line: {
    id: 'line',
    organisation: 'main',
    channel: 'http',
    name: 'Line',
    flow: 'bank',
    config: { mode: 'answer' },
    secret,
  },
  pushed: {
    id: 'pushed',
    organisation: 'main',
    channel: 'http',
    name: 'Pushed',
    flow: 'bank',
    config: { mode: 'push', callbackUrl: 'http://example.org', guarantee: 'key', whenUnknown: 'repeat' },
    secret,
  },
};

const receiptOf = ({ id }: Inbound): Receipt => ({
  status: 'taken',
  contact: `contact of ${id}`,
  seq: 1,
  effects: [{ id: `${id}/1/0`, type: 'channel.prompt', text: 'Hello', language: 'en' }],
  ended: false,
});

type Body = string | Uint8Array | ReadableStream | object;

/** Requests as a test sends them, to whatever answers. */
const posting =
  (send: (path: string, request: RequestInit) => Response | Promise<Response>) =>
  (path: string, body: Body, headers: { [name: string]: string } = {}) => {
    const raw = typeof body === 'string' || body instanceof Uint8Array || body instanceof ReadableStream;
    return send(path, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', ...headers },
      body: raw ? body : JSON.stringify(body),
      duplex: 'half',
    } as RequestInit);
  };

const WAYS = {
  /** Through the routes alone. */
  async routes(host: Host) {
    const routes = httpRoutes(host);
    return posting((path, request) => routes.request(path, request));
  },
  /** Over a port, where the door takes what is as usual. */
  async door(host: Host) {
    const answer = writtenAnswers(undefined);
    const failed = (error: unknown) => expect.unreachable(String(error));
    const door = openDoor({ door: httpDoor(host), answer, closing: () => false, failed });
    const listener = getRequestListener(new Hono().route('/channels/http', httpRoutes(host)).fetch);
    const server = createServer((request, response) => {
      if (!door(request, response)) void listener(request, response);
    }).listen(0, '127.0.0.1');
    onTestFinished(() => server.close().closeAllConnections());
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    return posting((path, request) => fetch(`http://127.0.0.1:${port}/channels/http${path}`, request));
  },
};

test('what comes in by the door goes on when its turn is over, with all else of the turn', async () => {
  const waiting: (() => void)[] = [];
  const receive = vi.fn<Host['receive']>(async (_connection, inbound) => inbound.map(receiptOf));
  const host: Partial<Host> = {
    connection: (id) => connections[id],
    receive,
    together: (goOn) => void waiting.push(goOn),
    now: () => 1_700_000_000_000,
  };
  const post = await WAYS.door(host as Host);
  const said = ['m1', 'm2'].map(async (id) => post('/line/messages', { id, conversation: id, text: 'hi' }));
  await vi.waitFor(() => expect(waiting).toHaveLength(2));
  expect(receive).not.toHaveBeenCalled();
  for (const goOn of waiting) goOn();
  for (const answer of await Promise.all(said)) expect(answer.status).toBe(200);
});

describe.each(['routes', 'door'] as const)('messages that come in by the %s', (way) => {
  async function served() {
    const receive = vi.fn<Host['receive']>(async (_connection, inbound) => inbound.map(receiptOf));
    const host: Partial<Host> = {
      connection: (id) => connections[id],
      receive,
      together: (goOn) => goOn(),
      now: () => 1_700_000_000_000,
    };
    return { post: await WAYS[way](host as Host), receive };
  }

  const message = (id: string, more = {}) => ({ id, conversation: 'c1', text: 'hi', ...more });

  test('a message is answered with what the flow says', async () => {
    const response = await (await served()).post('/line/messages', message('m1'));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      contact: 'contact of m1',
      seq: 1,
      status: 'taken',
      ended: false,
      messages: [{ id: 'm1/1/0', type: 'prompt', text: 'Hello', language: 'en' }],
    });
  });

  test('where messages are pushed, the answer says only that it was taken', async () => {
    const response = await (await served()).post('/pushed/messages', message('m1'));
    expect(response.status).toBe(202);
    expect(await response.json()).toEqual({ contact: 'contact of m1', seq: 1, status: 'taken' });
  });

  test('a list is taken in order and answered in order, all or nothing', async () => {
    const { post, receive } = await served();
    const response = await post('/line/messages', [message('m1'), message('m2')]);
    const answers = (await response.json()) as { contact: string }[];
    expect(answers.map(({ contact }) => contact)).toEqual(['contact of m1', 'contact of m2']);
    expect(receive).toHaveBeenCalledTimes(1);
    const refused = await post('/line/messages', [message('m3'), message('m4', { extra: 1 })]);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({ code: 'message.unknown-field', field: '1.extra' });
    const many = Array.from({ length: 101 }, (_, index) => message(`m${index}`));
    expect((await post('/line/messages', many)).status).toBe(400);
    expect((await post('/line/messages', [])).status).toBe(400);
    expect(receive).toHaveBeenCalledTimes(1);
  });

  test('the word on something sent is passed on', async () => {
    const { post, receive } = await served();
    const response = await post('/pushed/deliveries', { reference: 'c1/3/0', state: 'failed', code: 'x' });
    expect(response.status).toBe(204);
    expect(receive.mock.calls[0]![1][0]!.what).toEqual({
      type: 'delivery',
      effect: 'c1/3/0',
      state: 'failed',
      code: 'x',
    });
  });

  test.each([
    ['no proof', { authorization: '' }],
    ['a wrong secret', { authorization: `Bearer ${secret}x` }],
    [
      'a wrong signature',
      { 'webhook-id': 'a', 'webhook-timestamp': '1700000000', 'webhook-signature': 'v1,x' },
    ],
  ])('%s: nothing is taken and nothing is said', async (_name, headers) => {
    const { post, receive } = await served();
    for (const body of [message('m1'), '{broken', new Uint8Array([0xff])]) {
      const response = await post('/line/messages', body, headers);
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({ code: 'request.not-authentic' });
    }
    expect(receive).not.toHaveBeenCalled();
  });

  test('a connection nobody knows does not exist', async () => {
    expect((await (await served()).post('/nobody/messages', message('m1'))).status).toBe(404);
  });

  test.each([
    ['not JSON', '{broken', 400, 'body.not-json'],
    ['not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 400, 'body.not-utf-8'],
    ['nothing', '', 400, 'body.not-json'],
    ['no object', '"hi"', 400, 'message.not-an-object'],
    ['256 kB and one byte', ' '.repeat(256 * 1024 + 1), 413, 'body.too-large'],
    ['100,000 brackets', '['.repeat(100_000), 400, 'body.not-json'],
  ])('a body that is %s is refused', async (_name, body, status, code) => {
    const { post, receive } = await served();
    const response = await post('/line/messages', body);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code });
    expect(receive).not.toHaveBeenCalled();
  });

  test.runIf(way === 'routes')('a body without a length is read no further than allowed', async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(64 * 1024));
      },
    });
    const response = await (await served()).post('/line/messages', endless);
    expect(response.status).toBe(413);
    expect(pulled).toBeLessThan(10);
  });

  test('only JSON, by name too: a form in a browser could send anything else', async () => {
    const response = await (
      await served()
    ).post('/line/messages', message('m1'), { 'content-type': 'text/plain' });
    expect(response.status).toBe(415);
  });

  test('when the database cannot write, the other side is told to come again', async () => {
    const { post, receive } = await served();
    receive.mockRejectedValueOnce(new Unavailable('The database cannot write now.'));
    const response = await post('/line/messages', message('m1'));
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('5');
    expect(await response.json()).toEqual({ code: 'runtime.unavailable' });
  });
});
