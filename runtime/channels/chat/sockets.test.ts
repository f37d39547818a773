import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { joinChat, newVisitor, openChat } from '../../../tests/kit/chat-client.ts';
import { type ChatServer, chatServer, SHOP } from '../../../tests/kit/chat-server.ts';
import { issueToken } from './visitor-token.ts';

let server: ChatServer;
let url: string;
beforeAll(async () => {
  server = await chatServer();
  url = server.url;
});
afterAll(() => server.stop());
beforeEach(() => (server.host.clock += 10 * 60_000));

describe('who gets in', () => {
  const post = (connection: string, headers: { [name: string]: string }, body = '{}') =>
    fetch(`${url}/channels/chat/${connection}/visitors`, { method: 'POST', headers, body });
  const json = { 'content-type': 'application/json' };

  test.each<[string, string, { [name: string]: string }, string, number]>([
    ['a foreign page', 'echo', { ...json, origin: 'https://evil.example' }, '{}', 403],
    ['no page at all', 'echo', json, '{}', 403],
    ['an unknown chat', 'nothing', { ...json, origin: SHOP }, '{}', 404],
    ['a form', 'echo', { origin: SHOP, 'content-type': 'text/plain' }, '{}', 415],
    ['no JSON', 'echo', { ...json, origin: SHOP }, '{', 400],
    ['a field too many', 'echo', { ...json, origin: SHOP }, '{"visitor":"me"}', 400],
    ['a long body', 'echo', { ...json, origin: SHOP }, `"${'x'.repeat(2000)}"`, 413],
    ['a page on the list', 'echo', { ...json, origin: SHOP }, '{"language":"tr"}', 201],
  ])('%s', async (_, connection, headers, body, status) => {
    const response = await post(connection, headers, body);
    expect(response.status).toBe(status);
    expect(response.headers.get('access-control-allow-origin')).toBe(
      headers.origin === SHOP && status !== 404 ? SHOP : null,
    );
  });

  test('ten new visitors a minute from one address', async () => {
    const answers = [];
    for (let asked = 0; asked < 11; asked++) answers.push(await post('echo', { ...json, origin: SHOP }));
    expect(answers.map(({ status }) => status)).toEqual([...Array<number>(10).fill(201), 429]);
    expect(Number(answers.at(-1)!.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await answers.at(-1)!.json()).toMatchObject({ code: 'chat.slow-down' });
  });

  test('a browser asks first, and is told which page may', async () => {
    const ask = (origin: string) =>
      fetch(`${url}/channels/chat/echo/visitors`, { method: 'OPTIONS', headers: { origin } });
    const allowed = await ask(SHOP);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-headers')).toBe('Content-Type');
    expect((await ask('https://evil.example')).status).toBe(403);
  });

  test.each([
    ['a foreign page', 'echo', 'https://evil.example', '403'],
    ['an unknown chat', 'nothing', SHOP, '404'],
  ])('the socket: %s', async (_, connection, origin, status) =>
    expect(openChat(url, connection, origin)).rejects.toThrow(status),
  );

  test('a path that is no chat’s is left to others', () =>
    expect(openChat(url, 'a/b', SHOP)).rejects.toThrow('404'));
});

describe('tokens', () => {
  const other = () => server.host.key('another purpose');
  const own = () => server.host.key('chat-visitor');
  test.each([
    ['forged', () => issueToken('v1', 'echo', server.host.now(), other())],
    ['expired', () => issueToken('v1', 'echo', server.host.now() - 181 * 24 * 3600_000, own())],
    ['of another connection', () => issueToken('v1', 'clinic', server.host.now(), own())],
    ['no token', () => 'hello'],
  ])('%s: refused, and nothing is written', async (_, make) => {
    const taken = server.host.taken.length;
    const client = await openChat(url, 'echo');
    client.send({ type: 'hello', token: make(), after: 0 });
    client.send({ type: 'say', id: 'message-1', text: 'let me in' });
    expect(await client.next('refused')).toMatchObject({ code: 'chat.token' });
    expect(await client.closed).toBe(1008);
    expect(client.frames).toHaveLength(1);
    expect(server.host.taken).toHaveLength(taken);
  });

  test('one that is getting old is replaced', async () => {
    const token = issueToken('old-friend', 'echo', server.host.now() - 100 * 24 * 3600_000, own());
    const client = await joinChat(url, 'echo', { token });
    const fresh = (await client.next('welcome')).token;
    expect(fresh).toBeDefined();
    expect(fresh).not.toBe(token);
  });
});

describe('manners', () => {
  test('three malformed frames end it, each with a code', async () => {
    const client = await joinChat(url, 'echo', { token: await newVisitor(url, 'echo') });
    client.sendRaw('{');
    client.sendRaw(new Uint8Array([1, 2, 3]));
    client.sendRaw('{"type":"shout"}');
    expect(await client.closed).toBe(1008);
    const refusals = client.frames.filter(({ type }) => type === 'refused');
    expect(refusals).toMatchObject(Array(3).fill({ code: 'chat.malformed' }));
  });

  test('whoever says something before hello is shown out', async () => {
    const client = await openChat(url, 'echo');
    client.send({ type: 'say', id: 'message-1', text: 'Hi' });
    expect(await client.closed).toBe(1008);
  });

  test('a frame that is too long is not read', async () => {
    const client = await openChat(url, 'echo');
    client.sendRaw('x'.repeat(40_000));
    expect(await client.closed).toBe(1009);
  });

  test('twenty inputs a minute; the next says when to come back', async () => {
    const client = await joinChat(url, 'echo', { token: await newVisitor(url, 'echo') });
    for (let said = 1; said <= 20; said++) client.send({ type: 'say', id: `message-${said}`, text: 'Hi' });
    const refused = await client.next('refused');
    expect(refused).toMatchObject({ code: 'chat.slow-down', id: 'message-20' });
    server.host.clock += refused.retryAfterSeconds! * 1000;
    client.send({ type: 'say', id: 'message-20', text: 'Hi' });
    await client.next('ack', ({ id }) => id === 'message-20');
  });

  test('ten new conversations a minute from one address', async () => {
    const tokens = Array.from({ length: 11 }, (_, index) =>
      issueToken(`crowd-${index}`, 'echo', server.host.now(), server.host.key('chat-visitor')),
    );
    for (const token of tokens.slice(0, 10)) await joinChat(url, 'echo', { token });
    const late = await openChat(url, 'echo');
    late.send({ type: 'hello', token: tokens[10]!, after: 0 });
    expect(await late.next('refused')).toMatchObject({ code: 'chat.slow-down' });
    expect(await late.closed).toBe(1013);
    // Whoever has a conversation already comes back to it at any time.
    await joinChat(url, 'echo', { token: tokens[0]! });
  });

  test('while the disk is full nothing is acknowledged, and nothing is lost', async () => {
    const client = await joinChat(url, 'echo', { token: await newVisitor(url, 'echo') });
    server.host.diskFull = true;
    client.send({ type: 'say', id: 'message-1', text: 'Hi' });
    expect(await client.next('refused')).toMatchObject({ code: 'chat.unavailable', id: 'message-1' });
    server.host.diskFull = false;
    client.send({ type: 'say', id: 'message-1', text: 'Hi' });
    await client.next('ack');
    expect(client.entries.filter(({ id }) => id === 'message-1')).toHaveLength(1);
  });

  test('a chat that is switched off meanwhile says so', async () => {
    const client = await joinChat(url, 'closed', { token: await newVisitor(url, 'closed') });
    const connection = server.host.connections.get('closed')!;
    server.host.connections.delete('closed');
    client.send({ type: 'again' });
    expect(await client.next('refused')).toMatchObject({ code: 'chat.closed' });
    server.host.connections.set('closed', connection);
  });
});
