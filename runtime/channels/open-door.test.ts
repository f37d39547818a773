import { createServer, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { dataAnswers, type Told, writtenAnswers } from '../web-walls.ts';
import type { Door } from './adapter.ts';
import { openDoor } from './open-door.ts';

/** A server that answers at its door, and `routed` for all else. */
async function served(door: Door, closing = false) {
  const failed = vi.fn<(error: unknown) => void>();
  const open = openDoor({
    door,
    answer: writtenAnswers('https://example.org'),
    closing: () => closing,
    failed,
  });
  const server = createServer((asked, response) => {
    if (!open(asked, response)) response.end('routed');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => server.close().closeAllConnections());
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const post = (body = '{}') => fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body });
  return { post, port, failed };
}

const telling =
  (told: Told): Door =>
  async () =>
    told;

test.each<[string, Told]>([
  ['JSON', { status: 200, value: { text: 'açık' } }],
  [
    'a refusal that says when to come again',
    { status: 503, value: { code: 'x' }, headers: ['retry-after', '5'] },
  ],
  ['nothing', { status: 204 }],
])('%s is told with the same walls as by the routes', async (_what, told) => {
  const { post } = await served(telling(told));
  const written = await post();
  const made = dataAnswers('https://example.org')(told);
  expect(written.status).toBe(made.status);
  const own = ['connection', 'content-length', 'date', 'keep-alive'];
  expect([...written.headers].filter(([name]) => !own.includes(name))).toEqual([...made.headers]);
  expect(written.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(await written.text()).toBe(await made.text());
});

test('what no door takes goes on to the routes', async () => {
  const { post } = await served(() => undefined);
  expect(await (await post()).text()).toBe('routed');
});

test('a defect is noted and told as one, not what it is', async () => {
  const { post, failed } = await served(async () => {
    throw new Error('secret');
  });
  const response = await post();
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ status: 500, code: 'runtime.defect' });
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(failed).toHaveBeenCalledTimes(1);
});

test('who hangs up in the middle of a request hears nothing, and nothing is noted', async () => {
  let end = (): void => {};
  const over = new Promise<void>((resolve) => (end = resolve));
  const { port, failed } = await served((asked) => {
    const told = new Promise<Told>((_resolve, reject) => asked.on('error', reject));
    told.catch(() => setImmediate(end));
    return told;
  });
  const socket = connect(port, '127.0.0.1', () =>
    socket.write('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n{', () => socket.destroy()),
  );
  await over;
  expect(failed).not.toHaveBeenCalled();
});

test('while we stop, every answer is the last on its connection', async () => {
  const { port } = await served(telling({ status: 200, value: {} }), true);
  const connection = await new Promise((resolve) =>
    request(
      { port, host: '127.0.0.1', method: 'POST', agent: false, headers: { connection: 'keep-alive' } },
      (answer) => resolve(answer.headers.connection),
    ).end(),
  );
  expect(connection).toBe('close');
});
