import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { issueToken } from '../../runtime/channels/chat/visitor-token.ts';
import { keyFor } from '../../runtime/installation-secret.ts';
import { joinChat, openChat } from '../kit/chat-client.ts';
import { chatRuntime, restartChat } from '../kit/chat-installation.ts';
import { runningServer, type RunningServer } from '../kit/running-server.ts';

/** What a visitor would have been given, without asking for it: that has a limit of its own. */
function visitorOf({ database }: RunningServer, name: string): string {
  const secret = readFileSync(`${database}.secret`, 'utf8').trim();
  return issueToken(name, 'clinic', Date.now(), keyFor(secret, 'chat chat-visitor'));
}

async function refusedConversation({ url }: RunningServer, token: string) {
  const client = await openChat(url, 'clinic');
  client.send({ type: 'hello', token, after: 0 });
  return client.next('refused');
}

test('ten new conversations a minute from one address; killing the server gives no more', async () => {
  const first = await chatRuntime();
  const tokens = Array.from({ length: 21 }, (_, index) => visitorOf(first, `crowd-${index}`));
  for (const token of tokens.slice(0, 10)) await joinChat(first.url, 'clinic', { token });
  const refused = { code: 'chat.slow-down', retryAfterSeconds: expect.any(Number) };
  expect(await refusedConversation(first, tokens[10]!)).toMatchObject(refused);
  const second = await restartChat(first, async () => {});
  // A share comes back every six seconds; of a fresh count all of these would be let in.
  const clients = [];
  for (const token of tokens.slice(11)) {
    const client = await openChat(second.url, 'clinic');
    client.send({ type: 'hello', token, after: 0 });
    clients.push(client);
  }
  const answers = await Promise.all(
    clients.map((client) =>
      Promise.race([
        client.next('welcome').then(
          () => 'in',
          () => 'out',
        ),
        client.closed.then(() => 'out'),
      ]),
    ),
  );
  expect(answers).toContain('out');
  // Whoever has a conversation already comes back to it.
  await joinChat(second.url, 'clinic', { token: tokens[0]! });
});

test('what somebody said too fast is still remembered after a restart', async () => {
  const first = await chatRuntime();
  const token = visitorOf(first, 'hasty');
  const say = async ({ url }: RunningServer, count: number) => {
    const client = await openChat(url, 'clinic');
    client.send({ type: 'hello', token, after: 0 });
    for (let said = 1; said <= count; said += 1)
      client.send({ type: 'say', id: `message-${said}-${count}`, text: 'Hello' });
    return client.next('refused', ({ code }) => code === 'chat.slow-down');
  };
  expect((await say(first, 30)).retryAfterSeconds).toBeGreaterThan(0);
  expect(await first.stop()).toBe(0);
  const { port } = new URL(first.url);
  const second = await runningServer({
    env: { DATABASE_URL: first.database, PORT: port, PATCHBAY_DEMO: 'false' },
  });
  // A share comes back every three seconds: of these many most are refused, of a fresh count none would be.
  expect((await say(second, 15)).retryAfterSeconds).toBeGreaterThan(0);
});
