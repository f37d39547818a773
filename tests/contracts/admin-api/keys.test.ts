import { expect, test } from 'vitest';
import { openReader } from '../../../db/client.ts';
import { allConnections } from '../../../db/queries/connections.ts';
import { allCredentials } from '../../../db/queries/egress.ts';
import { sealedContacts } from '../../../db/queries/sealed.ts';
import type { Settings } from '../../../runtime/settings.ts';
import { administered, callerOf } from '../../kit/admin.ts';
import { codeOf } from '../../kit/authenticator.ts';
import { cardFlow, conversations } from '../../kit/conversations.ts';
import { done, PASSWORD, person } from '../../kit/people.ts';
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
