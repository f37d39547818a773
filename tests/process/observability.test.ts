import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { save as saveConnection } from '../../db/queries/connections.ts';
import { writerInProcess } from '../../db/writer.ts';
import { MAIN_ORGANISATION } from '../../runtime/settings.ts';
import { type Caller, callerOf } from '../kit/admin.ts';
import { cardFlow, conversations, HTTP_SECRET } from '../kit/conversations.ts';
import { type Ask, firstLink, joined, PASSWORD } from '../kit/people.ts';
import { runningServer, type RunningServer, temporaryFolder } from '../kit/running-server.ts';

const adminOf = async (server: RunningServer): Promise<Caller> =>
  callerOf(
    await joined(fetch, firstLink(server.stdout()), { name: 'Ada', email: 'ada@example.com' }, server.url),
  );

/** Lines of the log, read as what they are. */
const linesOf = (server: RunningServer): { [name: string]: unknown }[] =>
  server
    .stderr()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { [name: string]: unknown });

test('with PORT=0 and no PUBLIC_URL, an identity provider is told the port that was taken', async () => {
  const server = await runningServer({ env: { PATCHBAY_DEMO: 'off' } });
  const admin = await adminOf(server);
  const said = await admin.get<{ redirectUrl: string }>('/organisation/single-sign-on');
  expect(new URL(server.url).port).not.toBe('0');
  expect(said.body.redirectUrl).toBe(`${server.url}/api/auth/callback/oidc-main`);
});

test('nothing that must not be read is in the log, at level debug', async () => {
  const server = await runningServer({ env: { PATCHBAY_DEMO: 'off', LOG_LEVEL: 'debug' } });
  const admin = await adminOf(server);
  const ask: Ask = (request) =>
    fetch(new Request(request.url.replace('http://127.0.0.1', server.url), request));
  const { say, connection } = await conversations(
    { admin, ask } as Parameters<typeof conversations>[0],
    cardFlow(),
  );
  const canaries = {
    phone: '+905551112233',
    mail: 'canary@customer.example',
    words: 'canary words of a customer',
    card: '4111111111111111',
    credential: 'canary-of-a-credential-0123456789',
    secret: HTTP_SECRET,
    password: PASSWORD,
    name: 'Canan Canary',
  };
  const { contact } = await say(canaries.mail, { from: canaries.phone, name: canaries.name });
  await say(canaries.mail, { text: canaries.words });
  await say(canaries.mail, { text: canaries.card });
  await admin.put('/credentials/partner', {
    hosts: ['partner.example'],
    scheme: 'bearer',
    secret: canaries.credential,
  });
  const made = await admin.post<{ token: string }>('/tokens', { name: 'canary', scopes: ['contacts:read'] });
  const { token } = made.body;
  // In paths, queries, headers and bodies, of requests that are answered and of those that are refused.
  for (const canary of [...Object.values(canaries), token]) {
    const part = encodeURIComponent(canary);
    await admin.get(`/customers/${part}/export`);
    await admin.get(`/contacts?address=${part}`);
    await fetch(`${server.url}/api/flows/${part}?token=${part}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    await fetch(`${server.url}/channels/chat/${part}/look`, { headers: { cookie: `session=${part}` } });
    await fetch(`${server.url}/channels/http/${connection}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${HTTP_SECRET}`, 'content-type': 'application/json' },
      body: canary,
    });
  }
  // What came and changed nothing is noted, with where it met nobody.
  await say('gone', { left: true });
  await say(canaries.mail, {});
  const lines = linesOf(server);
  expect(lines).toContainEqual(
    expect.objectContaining({ level: 'debug', message: 'nobody was there', connection, contact: '', seq: 0 }),
  );
  expect(lines).toContainEqual(
    expect.objectContaining({ level: 'debug', message: 'nobody listened', contact, seq: expect.any(Number) }),
  );
  // The detector sees what is there.
  expect(lines.filter(({ message }) => message === 'answered').length).toBeGreaterThan(40);
  const text = server.stderr();
  const found = Object.entries({ ...canaries, token }).flatMap(([name, canary]) =>
    [canary, encodeURIComponent(canary), Buffer.from(canary).toString('base64').replace(/=+$/, '')]
      .filter((form) => text.includes(form))
      .map((form) => `${name} as ${form}`),
  );
  expect(found).toEqual([]);
});

test('a secret that was stored in clear is in no file once the server has started', async () => {
  const database = join(temporaryFolder(), 'patchbay.db');
  const plain = `whsec_${Buffer.from('canary of a plain secret').toString('base64')}`;
  const writer = await writerInProcess(database);
  await writer.commit({
    statements: [
      saveConnection({
        id: 'plain',
        organisation: MAIN_ORGANISATION,
        channel: 'http',
        name: 'Plain',
        address: null,
        flow: 'clinic',
        config: { mode: 'answer' },
        secret: plain,
        enabled: true,
      }),
    ],
  });
  await writer.close();
  const holding = () =>
    [database, `${database}-wal`].filter((file) => existsSync(file) && readFileSync(file).includes(plain));
  expect(holding()).toEqual([database]);
  const server = await runningServer({ env: { DATABASE_URL: database } });
  expect(existsSync(`${database}-wal`)).toBe(true);
  expect(holding()).toEqual([]);
  const answer = await fetch(`${server.url}/channels/http/plain/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${plain}`, 'content-type': 'application/json' },
    body: JSON.stringify({ id: '1', conversation: 'one' }),
  });
  expect(answer.status).toBe(200);
});

test('the figures are at /metrics, for this machine where the settings say so', async () => {
  const env = { PATCHBAY_DEMO: 'off' };
  const closed = await runningServer({ env });
  expect((await fetch(`${closed.url}/metrics`)).status).toBe(401);
  const open = await runningServer({ env: { ...env, PATCHBAY_METRICS: 'loopback' } });
  const answer = await fetch(`${open.url}/metrics`);
  expect(answer.status).toBe(200);
  const text = await answer.text();
  expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
  // The writer's thread tells of its transactions.
  expect(Number(/^patchbay_commit_group_seconds_count (\d+)/m.exec(text)?.[1])).toBeGreaterThan(0);
});
