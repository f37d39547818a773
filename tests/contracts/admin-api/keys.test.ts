import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openReader } from '../../../db/client.ts';
import { listAudit } from '../../../db/queries/audit.ts';
import { allConnections } from '../../../db/queries/connections.ts';
import { allCredentials } from '../../../db/queries/egress.ts';
import { sealedContacts, sealedSends } from '../../../db/queries/sealed.ts';
import type { Settings } from '../../../runtime/settings.ts';
import { administered, callerOf } from '../../kit/admin.ts';
import { codeOf } from '../../kit/authenticator.ts';
import { cardFlow, conversations, HTTP_SECRET } from '../../kit/conversations.ts';
import { identityProvider } from '../../kit/identity-provider.ts';
import { done, PASSWORD, person } from '../../kit/people.ts';
import { signedWith } from '../../kit/provider-ledger.ts';
import { startProvider } from '../../kit/provider-stub.ts';
import { temporaryFolder } from '../../kit/running-server.ts';
import { bearer } from '../access/cast.ts';

const FIRST = 'the first secret of an installation, long enough';
const SECOND = 'the second secret of an installation, long enough';
const CREDENTIAL = 'a credential nobody may read';
const ROTATED = {
  connections: 0,
  credentials: 0,
  identityProviders: 0,
  secondFactors: 0,
  contacts: 0,
  sends: 0,
  unreadable: 0,
};

/** An installation with something of everything that is sealed. */
async function sealed(settings: Partial<Settings>) {
  const runtime = await administered(settings);
  const { admin } = runtime;
  const { say, connection } = await conversations(runtime, cardFlow());
  await say('one', { text: 'hello' });
  await say('one', { text: 'ann' });
  await say('one', { text: '4111111111111111' });
  await admin.put('/credentials/partner', {
    hosts: ['partner.example'],
    scheme: 'bearer',
    secret: CREDENTIAL,
  });
  const begun = await admin.post<{ uri: string }>('/me/second-factor', { password: PASSWORD });
  const { uri } = begun.body;
  await admin.post('/me/second-factor/confirm', { code: codeOf(uri) });
  const keys = () => {
    const { db, close } = openReader(runtime.file);
    const used = new Set([
      ...allConnections(db).map(({ keyId }) => `connection ${keyId}`),
      ...allCredentials(db).map(({ keyId }) => `credential ${keyId}`),
      ...sealedContacts(db, '', 10).map(({ snapshot }) => `contact ${snapshot.split('\n')[1]}`),
    ]);
    close();
    return used;
  };
  const signIn = async () => {
    const ada = person(runtime.ask);
    await done(ada.send('POST', '/api/auth/sign-in', { email: 'ada@example.com', password: PASSWORD }));
    await done(ada.send('POST', '/api/auth/second-factor', { code: codeOf(uri) }));
    return callerOf(ada);
  };
  const rotate = async () =>
    (await (await bearer(runtime, runtime.running.localToken)('POST', '/api/keys/rotate')).json()) as {
      [kind: string]: number;
    };
  return { runtime, say, connection, keys, signIn, rotate };
}

test('a new secret takes over: everything is sealed anew, goes on, and needs the old one no more', async () => {
  const settings: Partial<Settings> = { secret: FIRST };
  const { runtime, say, keys, signIn, rotate } = await sealed(settings);
  const before = keys();
  expect(before.size).toBe(3);
  settings.secret = SECOND;
  settings.formerSecret = FIRST;
  await runtime.restart();
  expect([...keys()].filter((key) => before.has(key))).toEqual([]);
  expect(await rotate()).toEqual(ROTATED);
  const admin = await signIn();
  const { entries } = (await admin.get<{ entries: { action: string; detail: object }[] }>('/audit')).body;
  const rows = entries.filter(({ action }) => action === 'keys.rotated');
  expect(rows).toHaveLength(2);
  expect(rows.at(-1)?.detail).toEqual({
    ...ROTATED,
    connections: 1,
    credentials: 1,
    secondFactors: 1,
    contacts: 1,
  });
  delete settings.formerSecret;
  await runtime.restart();
  // The connection knows its secret, the flow the card it was given in confidence.
  const { messages } = await say('one', { text: 'bea' });
  expect(messages).toBeDefined();
  await signIn();
  expect(await rotate()).toEqual(ROTATED);
});

test('a change that is taken back is a change like any other', async () => {
  const settings: Partial<Settings> = { secret: FIRST };
  const { runtime, signIn, rotate } = await sealed(settings);
  for (const [secret, formerSecret] of [
    [SECOND, FIRST],
    [FIRST, SECOND],
    [SECOND, FIRST],
  ] as const) {
    Object.assign(settings, { secret, formerSecret });
    await runtime.restart();
    await signIn();
  }
  // Sealed under the first one, while nobody thought of the second.
  settings.secret = FIRST;
  delete settings.formerSecret;
  await runtime.restart();
  Object.assign(settings, { secret: SECOND, formerSecret: FIRST });
  await runtime.restart();
  expect(await rotate()).toEqual(ROTATED);
});

test('what no key opens is told and left; when the key is back, so is everything', async () => {
  const settings: Partial<Settings> = { secret: FIRST };
  const { runtime, say, rotate } = await sealed(settings);
  settings.secret = SECOND;
  await runtime.restart();
  expect(await rotate()).toEqual({ ...ROTATED, unreadable: 4 });
  await expect(say('two', { text: 'hello' })).rejects.toThrow('404');
  settings.formerSecret = FIRST;
  await runtime.restart();
  expect(await rotate()).toEqual(ROTATED);
  expect((await say('two', { text: 'hello' })).contact).not.toBe('');
});

test('only the command line of this machine may', async () => {
  const { admin } = await administered();
  expect((await admin.post('/keys/rotate')).status).toBe(403);
});

test('an identity provider is signed in with, and what waits to be sent is sent, though a new secret took over', async () => {
  const publicUrl = 'http://127.0.0.1:3998';
  const settings: Partial<Settings> = { secret: FIRST, publicUrl };
  const callback = `${publicUrl}/api/auth/callback/oidc-main`;
  const sso = await identityProvider([callback]);
  const books = join(temporaryFolder(), 'ledger.jsonl');
  const carrier = await startProvider('key', books, signedWith(HTTP_SECRET));
  onTestFinished(() => carrier.close());
  const runtime = await administered(settings);
  const { admin } = runtime;
  await conversations(runtime, cardFlow());
  await admin.put('/organisation/single-sign-on', {
    label: 'Clinic account',
    issuer: sso.issuer,
    clientId: sso.clientId,
    secret: sso.secret,
    domains: ['clinic.example'],
    newUserRole: 'agent',
    insideNetwork: true,
  });
  const made = await admin.post<{ id: string }>('/connections', {
    channel: 'http',
    name: 'Pushed',
    flow: 'card',
    config: { mode: 'push', callbackUrl: carrier.url, guarantee: 'key', whenUnknown: 'repeat' },
    secret: HTTP_SECRET,
  });
  const say = (id: string, text: string) =>
    bearer(runtime, HTTP_SECRET)('POST', `/channels/http/${made.body.id}/messages`, {
      id,
      conversation: 'one',
      from: 'one',
      text,
    });
  await say('p1', 'hello');
  await say('p2', 'ann');
  await expect.poll(() => carrier.accepted().size, { timeout: 8_000 }).toBe(2);
  // What has the card in it is not taken for a while.
  carrier.fail(...Array.from({ length: 50 }, () => '500' as const));
  await say('p3', '4111111111111111');
  const waiting = () => {
    const { db, close } = openReader(runtime.file);
    const bodies = sealedSends(db, '', 10).map(({ body }) => body);
    close();
    return bodies.map((body) => (JSON.parse(body) as { sealed: { keyId: string } }).sealed.keyId);
  };
  const before = waiting();
  expect(before).toHaveLength(1);

  Object.assign(settings, { secret: SECOND, formerSecret: FIRST });
  await runtime.restart();
  expect(waiting()).toHaveLength(1);
  expect(waiting()).not.toEqual(before);
  const { db, close } = openReader(runtime.file);
  const [row] = listAudit(db, 'main', { limit: 50 }).filter(({ action }) => action === 'keys.rotated');
  close();
  expect(JSON.parse(row?.detail ?? '{}')).toEqual({
    ...ROTATED,
    connections: 2,
    identityProviders: 1,
    contacts: 1,
    sends: 1,
  });

  delete settings.formerSecret;
  await runtime.restart();
  await sso.become({ sub: 'e1', email: 'eda@clinic.example', name: 'Eda', email_verified: true });
  const eda = person(runtime.ask, publicUrl);
  const begun = await done(eda.send('POST', '/api/auth/single-sign-on', { organisation: 'main' }));
  const back = await sso.walk(((await begun.json()) as { url: string }).url, callback);
  await eda.get(back.slice(publicUrl.length));
  expect(await (await eda.get('/api/me')).json()).toMatchObject({
    name: 'Eda',
    role: 'agent',
    method: 'sso',
  });
  // The carrier takes messages again: it gets the one that waited, as it was meant.
  expect(carrier.accepted().size).toBe(2);
  carrier.mend();
  await expect.poll(() => carrier.accepted().size, { timeout: 20_000 }).toBe(3);
  expect(carrier.ledger().at(-1)?.body).toContain('4111111111111111');
});
