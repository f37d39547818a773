import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ChatClient, joinChat, newVisitor } from '../../../tests/kit/chat-client.ts';
import { type ChatServer, chatServer } from '../../../tests/kit/chat-server.ts';
import type { EntryFrame } from './protocol.ts';

let server: ChatServer;
let url: string;
beforeAll(async () => {
  server = await chatServer();
  url = server.url;
});
afterAll(() => server.stop());
beforeEach(() => {
  server.host.clock += 10 * 60_000;
  server.host.diskMs = 0;
});

const saidBy = (from: EntryFrame['from'], entries: Iterable<EntryFrame>) =>
  [...entries].filter((entry) => entry.from === from).map(({ text }) => text);
const inputs = (conversation: string) =>
  server.host.taken.filter((one) => one.conversation === conversation && one.what.type === 'input');

describe('a conversation', () => {
  test('opens with a greeting, answers, and says when it is over', async () => {
    const client = await joinChat(url, 'echo', { token: await newVisitor(url, 'echo'), language: 'tr' });
    expect(client.entries).toMatchObject([
      { from: 'flow', text: 'Hoş geldiniz', language: 'tr' },
      { from: 'flow', text: 'Say something', expects: 'text' },
    ]);
    client.send({ type: 'say', id: 'message-1', text: 'stop' });
    await client.next('ended');
    client.send({ type: 'say', id: 'message-2', text: 'one more thing' });
    expect(await client.next('refused')).toMatchObject({ code: 'chat.ended', id: 'message-2' });
  });

  test('typing is shown while a step is under way', async () => {
    const client = await joinChat(url, 'echo', { token: await newVisitor(url, 'echo') });
    client.send({ type: 'say', id: 'message-1', text: 'Hi' });
    await client.next('ack');
    expect(client.frames.filter(({ type }) => type === 'typing')).toEqual([
      { type: 'typing', on: true },
      { type: 'typing', on: false },
    ]);
  });

  test('a secret answer comes back as dots', async () => {
    const client = await joinChat(url, 'secret', { token: await newVisitor(url, 'secret') });
    client.send({ type: 'say', id: 'message-1', text: '4111' });
    const shown = await client.next('entry', ({ from }) => from === 'customer');
    expect(shown.text).not.toContain('4111');
  });
});

describe('two tabs', () => {
  test('that open at once share one conversation and its answers', async () => {
    server.host.diskMs = 30;
    const token = await newVisitor(url, 'echo');
    const [left, right] = await Promise.all([
      joinChat(url, 'echo', { token }),
      joinChat(url, 'echo', { token }),
    ]);
    const { contact, visitor } = await left.next('welcome');
    expect((await right.next('welcome')).contact).toBe(contact);
    expect([...server.host.contacts.values()].filter((one) => one.conversation === visitor)).toHaveLength(1);
    left.send({ type: 'say', id: 'message-1', text: 'from the left' });
    await right.next('entry', ({ text }) => text === 'You said from the left');
    expect(right.entries).toEqual(left.entries);
  });

  test('start over together, whoever asks and however often', async () => {
    const token = await newVisitor(url, 'closed');
    const left = await joinChat(url, 'closed', { token });
    const right = await joinChat(url, 'closed', { token });
    const first = (await left.next('welcome')).contact;
    left.send({ type: 'again' });
    right.send({ type: 'again' });
    const second = await left.next('welcome', ({ contact }) => contact !== first);
    await right.next('welcome', ({ contact }) => contact === second.contact);
    const all = [...server.host.contacts.values()].filter((one) => one.conversation === second.visitor);
    expect(all.map(({ id }) => id)).toEqual([first, second.contact]);
  });

  test('a conversation that ended while nobody was there is shown to its end, and not begun anew', async () => {
    const token = await newVisitor(url, 'echo');
    const client = await joinChat(url, 'echo', { token });
    const { contact, seq } = await client.next('welcome');
    client.drop();
    server.host.closeContact(contact!);
    const back = await joinChat(url, 'echo', { token, after: seq, ...(contact ? { contact } : {}) });
    expect((await back.next('welcome')).contact).toBe(contact);
    await back.next('ended');
    expect(back.entries.filter(({ seq: at }) => at <= seq)).toEqual([]);
    const anew = await joinChat(url, 'echo', { token, ...(contact ? { previous: contact } : {}) });
    expect((await anew.next('welcome')).contact).not.toBe(contact);
  });
});

describe('lost connections', () => {
  test('cut between say and ack: the resent message has one effect', async () => {
    server.host.diskMs = 50;
    const token = await newVisitor(url, 'echo');
    const client = await joinChat(url, 'echo', { token });
    const { visitor } = await client.next('welcome');
    client.send({ type: 'say', id: 'message-1', text: 'once' });
    await client.next('typing');
    client.drop();
    const back = await joinChat(url, 'echo', { token });
    back.send({ type: 'say', id: 'message-1', text: 'once' });
    await back.next('ack');
    await back.next('entry', ({ text }) => text === 'You said once');
    expect(inputs(visitor)).toHaveLength(1);
    expect(saidBy('customer', back.entries)).toEqual(['once']);
  });

  test('twenty cuts during a conversation: nothing lost, nothing doubled, order kept', async () => {
    const token = await newVisitor(url, 'echo');
    const seen = new Map<string, EntryFrame>();
    let after = 0;
    let contact: string | undefined;
    let visitor = '';
    const join = async (): Promise<ChatClient> => {
      const client = await joinChat(url, 'echo', { token, after, ...(contact ? { contact } : {}) });
      ({ contact, visitor } = await client.next('welcome'));
      return client;
    };
    const keep = (client: ChatClient): void => {
      for (const entry of client.entries) {
        seen.set(entry.id, entry);
        // The last step may have been cut in the middle: ask for it again.
        after = Math.max(after, entry.seq - 1);
      }
    };
    const texts = Array.from({ length: 40 }, (_, index) => `line ${index}`);
    let client = await join();
    let cuts = 0;
    for (const [index, text] of texts.entries()) {
      server.host.clock += 6000;
      // Cut at every point of the exchange in turn: before the disk, while it writes, after the answer.
      server.host.diskMs = index % 3;
      const frame = { type: 'say', id: `message-${index}`, text } as const;
      client.send(frame);
      if (index % 2 === 0) {
        if (index % 4 === 0) await client.next('typing');
        client.drop();
        cuts += 1;
        keep(client);
        client = await join();
        client.send(frame);
      }
      await client.next('ack', ({ id }) => id === frame.id);
      keep(client);
    }
    await client.next('entry', (entry) => entry.text === 'You said line 39');
    keep(client);
    expect(cuts).toBe(20);
    expect(inputs(visitor).map(({ what }) => what.type === 'input' && what.input.value)).toEqual(texts);
    const inOrder = [...seen.values()].toSorted((one, other) => one.seq - other.seq);
    expect(saidBy('customer', inOrder)).toEqual(texts);
    const echoes = saidBy('flow', inOrder).filter((text) => text.startsWith('You said'));
    expect(echoes).toEqual(texts.map((text) => `You said ${text}`));
  });
});
