import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { HOSTILE_BODIES, type HostileBody } from './corpora/hostile-bodies.ts';
import { filled, operationsOf, showsInsides } from './kit/operations.ts';
import { HTTP_SECRET, useTarget } from './kit/target.ts';
import { noteTried } from './kit/tried.ts';

const target = useTarget();

/** More than any of the bodies needs; a server that keeps them grows past it. */
const MOST_KILOBYTES = 600_000;

interface Door {
  method: string;
  path: string;
  headers: { [name: string]: string };
  takesBody: boolean;
}

/** Every route that could read a body, and who asks so that it does. */
async function doors(): Promise<Door[]> {
  const { operations } = await operationsOf(target().url);
  const { token } = JSON.parse(readFileSync(`${target().database}.runtime.json`, 'utf8')) as {
    token: string;
  };
  const api = operations
    .filter(({ method }) => ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method))
    .map(({ method, path, body }): Door => {
      const asPerson = path.startsWith('/me');
      const person = { origin: target().url, cookie: target().admin.cookie };
      const headers = asPerson ? person : { authorization: `Bearer ${token}` };
      return {
        method,
        path: `/api${filled(path, () => 'clinic')}`,
        headers,
        // The check answers with findings, whatever it is given.
        takesBody: body !== undefined && path !== '/flows/check',
      };
    });
  const channel = (path: string, headers: Door['headers']): Door => ({
    method: 'POST',
    path: `/channels${path}`,
    headers,
    takesBody: true,
  });
  return [
    ...api.filter(({ path }) => path !== '/api/auth/sign-out'),
    channel('/http/answer/messages', { authorization: `Bearer ${HTTP_SECRET}` }),
    channel('/http/answer/deliveries', { authorization: `Bearer ${HTTP_SECRET}` }),
    channel('/chat/web/visitors', { origin: target().url }),
    channel('/http/%00/messages', { authorization: `Bearer ${HTTP_SECRET}` }),
    channel('/chat/%00/visitors', { origin: target().url }),
    ...['', '/turn', '/dial', '/status'].map((route) =>
      channel(`/twilio/voice${route}`, { 'x-twilio-signature': 'x' }),
    ),
  ];
}

/** What is wrong with how a server takes a body; nothing when it refuses as it should. */
async function wrongWith(url: string, door: Door, body: HostileBody): Promise<string | undefined> {
  const answer = await fetch(url + door.path, {
    method: door.method,
    headers: { ...door.headers, ...body.headers },
    body: new Uint8Array(body.bytes),
    signal: AbortSignal.timeout(15_000),
  });
  const said = await answer.text();
  if (showsInsides(said)) return `shows its insides: ${said.slice(0, 200)}`;
  if (answer.status >= 500) return `${answer.status}: ${said.slice(0, 200)}`;
  if (answer.status < 400) return door.takesBody && !body.mayPass ? `took it: ${answer.status}` : undefined;
  const isOurs = door.path.startsWith('/channels/twilio');
  return isOurs || /"code":"[a-z-]+\.[a-z0-9-]+"/.test(said) ? undefined : `no code: ${said.slice(0, 200)}`;
}

it(
  `${HOSTILE_BODIES.length} hostile bodies at every route that could read one`,
  { timeout: 120_000 },
  async (context) => {
    const all = await doors();
    const found: string[] = [];
    const tryAt = async (door: Door) => {
      for (const body of HOSTILE_BODIES) {
        const wrong = await askAgain(() => wrongWith(target().url, door, body));
        if (wrong !== undefined) found.push(`${door.method} ${door.path}, ${body.name}: ${wrong}`);
      }
    };
    // Six at a time: large bodies keep a single asker waiting for most of the time.
    const waiting = [...all];
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        for (let door = waiting.pop(); door; door = waiting.pop()) await tryAt(door);
      }),
    );
    noteTried(context, all.length * HOSTILE_BODIES.length, found.length);
    expect(found).toEqual([]);
    expect(all.length).toBeGreaterThan(25);
    expect((await fetch(`${target().url}/api/health`)).status).toBe(200);
    expect(target().memory()).toBeLessThan(MOST_KILOBYTES);
  },
);

/** A server that refuses a body while it is being sent closes the line, and the client may lose the answer: asked again. */
async function askAgain(ask: () => Promise<string | undefined>, times = 4): Promise<string | undefined> {
  try {
    return await ask();
  } catch (error) {
    return times > 1 ? askAgain(ask, times - 1) : `no answer: ${String(error)}`;
  }
}

it('many large bodies at once, and bodies that never end, hold nobody up', async (context) => {
  const slow = Array.from({ length: 50 }, () => neverEnding(target().port));
  onTestFinished(() => slow.forEach((socket) => socket.destroy()));
  const large = await Promise.allSettled(
    Array.from({ length: 40 }, () =>
      fetch(`${target().url}/api/auth/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: target().url },
        body: 'x'.repeat(5_000_000),
      }).then(async (answer) => [answer.status, await answer.text()]),
    ),
  );
  const began = performance.now();
  expect((await fetch(`${target().url}/api/health`)).status).toBe(200);
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(target().memory()).toBeLessThan(MOST_KILOBYTES);
  const taken = large.filter((one) => one.status === 'fulfilled' && Number(one.value[0]) < 400);
  noteTried(context, 90, taken.length);
  expect(taken).toEqual([]);
});

it('a zero character in what customers send is no defect', async (context) => {
  const texts = ['a\0b', '\0', `${'x'.repeat(100)}\0`];
  const tries = texts.flatMap((text) => [
    { id: text, conversation: 'c', text: 'x' },
    { id: 'i', conversation: text, text: 'x' },
    { id: `i-${text.length}`, conversation: 'zero', text },
  ]);
  const statuses: number[] = [];
  for (const message of tries) {
    const answer = await fetch(`${target().url}/channels/http/answer/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${HTTP_SECRET}`, 'content-type': 'application/json' },
      body: JSON.stringify(message),
    });
    statuses.push(answer.status);
  }
  noteTried(context, tries.length, statuses.filter((status) => status >= 500).length);
  expect(statuses.filter((status) => status >= 500)).toEqual([]);
});

it('a body of 400 MB whose length was not announced is cut off', async () => {
  let sent = 0;
  const stream = new ReadableStream({
    pull(controller) {
      sent += 1_000_000;
      if (sent > 400_000_000) controller.close();
      else controller.enqueue(new Uint8Array(1_000_000).fill(0x20));
    },
  });
  const before = target().memory();
  const answer = await fetch(`${target().url}/api/auth/sign-in`, {
    method: 'POST',
    headers: { origin: target().url, 'content-type': 'application/json' },
    body: stream,
    duplex: 'half',
  } as RequestInit).catch(() => undefined);
  expect(answer?.status ?? 413).toBe(413);
  expect(sent).toBeLessThan(200_000_000);
  expect(target().memory() - before).toBeLessThan(200_000);
});

it('are noticed at a server that breaks, tells or takes them (positive control)', async () => {
  const careless = createServer((request, response) => {
    let said = '';
    request.on('data', (part: Buffer) => (said += part.toString()));
    request.on('end', () => {
      try {
        const given = JSON.parse(said) as { name: { length: number } };
        response.end(String(given.name.length));
      } catch (error) {
        response.writeHead(500).end((error as Error).stack);
      }
    });
  });
  await new Promise<void>((resolve) => careless.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void careless.close());
  const url = `http://127.0.0.1:${(careless.address() as AddressInfo).port}`;
  const door = { method: 'POST', path: '/', headers: {}, takesBody: true };
  const noticed = await Promise.all(HOSTILE_BODIES.map((body) => wrongWith(url, door, body)));
  expect(noticed.filter((wrong) => wrong !== undefined).length).toBeGreaterThan(25);
});

function neverEnding(port: number): Socket {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(
    'POST /channels/http/answer/messages HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n',
  );
  return socket;
}
