import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinChat, newVisitor, openChat } from '../../../tests/kit/chat-client.ts';
import { type ChatServer, chatServer } from '../../../tests/kit/chat-server.ts';
import { readFrame } from './parse.ts';

let server: ChatServer;
beforeAll(async () => void (server = await chatServer()));
afterAll(() => server.stop());

/** Frames that are nearly right: the right names with anything in them. */
const nearly = fc
  .record(
    {
      type: fc.oneof(fc.constantFrom('hello', 'say', 'choose', 'again', 'typing'), fc.anything()),
      id: fc.oneof(fc.string(), fc.anything()),
      text: fc.oneof(fc.string({ unit: 'binary' }), fc.anything()),
      choice: fc.anything(),
      token: fc.oneof(fc.string(), fc.anything()),
      after: fc.anything(),
    },
    { requiredKeys: [] },
  )
  .map((frame) => JSON.stringify(frame, (_, value: unknown) => (typeof value === 'bigint' ? 1 : value)));
const garbage = fc.oneof(fc.string({ unit: 'binary' }), fc.json(), nearly);

test('reading a frame never throws', () =>
  fc.assert(
    fc.property(garbage, (text) => void readFrame(text)),
    { numRuns: 5000 },
  ));

test('whatever comes over the socket, the server goes on and takes nothing', async () => {
  const frames = fc.sample(garbage, 600);
  const bytes = fc.sample(fc.uint8Array({ maxLength: 100 }), 100);
  for (let at = 0; at < frames.length; at += 20) {
    server.host.clock += 60_000;
    const stranger = await openChat(server.url, 'echo');
    const guest = await joinChat(server.url, 'echo', { token: await newVisitor(server.url, 'echo') });
    for (const client of [stranger, guest]) {
      for (const frame of frames.slice(at, at + 20)) client.sendRaw(frame);
      for (const frame of bytes.slice(0, 4)) client.sendRaw(frame);
      expect([1008, 1013]).toContain(await client.closed);
    }
  }
  expect(server.host.taken.filter(({ what }) => what.type === 'input')).toEqual([]);
  expect(server.host.logged.filter(({ level }) => level === 'error')).toEqual([]);
  await joinChat(server.url, 'echo', { token: await newVisitor(server.url, 'echo') });
});
