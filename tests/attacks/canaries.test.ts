import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { backup } from '../../db/backup.ts';
import { connect, writerPragmas } from '../../db/guard.ts';
import { newVisitor } from '../kit/chat-client.ts';
import { done, PASSWORD } from '../kit/people.ts';
import { HTTP_SECRET, INSTALLATION_SECRET, PHONE_TOKEN, useTarget } from './kit/target.ts';
import { noteTried } from './kit/tried.ts';

const target = useTarget({ LOG_LEVEL: 'debug' });

const ROTATED = `whsec_${Buffer.from('rotated canary of a secret').toString('base64')}`;
const CREDENTIAL = 'canary-of-a-credential-0123456789';

/** Files that hold what the installation stores, and what it printed. */
function places(backupFile: string): [name: string, bytes: Buffer][] {
  const { folder, stdout, stderr } = target();
  const files = readdirSync(folder)
    // Secret and address of the running server lie beside the database for its owner alone; see below.
    .filter((name) => !name.endsWith('.secret') && !name.endsWith('.runtime.json'))
    .map((name): [string, Buffer] => [name, readFileSync(join(folder, name))]);
  return [
    ...files,
    ['backup', readFileSync(backupFile)],
    // The first link is printed once, and only there.
    ['output', Buffer.from(stdout().replaceAll(/\S+\/welcome\?token=\S+/g, ''))],
    ['log', Buffer.from(stderr())],
  ];
}

/** Where a text occurs: as it is, as base64, as hexadecimal, as JSON would write it. */
function hits(canary: string, all: readonly (readonly [string, Buffer])[]): string[] {
  const forms = [
    canary,
    Buffer.from(canary).toString('base64').replace(/=+$/, '').slice(0, -1),
    Buffer.from(canary).toString('hex'),
    encodeURIComponent(canary),
  ];
  return all.filter(([, bytes]) => forms.some((form) => bytes.includes(form))).map(([name]) => name);
}

/** What every list of the API says to the first admin. */
async function answers(): Promise<[string, Buffer][]> {
  const document = (await (await fetch(`${target().url}/api/openapi.json`)).json()) as {
    paths: { [path: string]: { get?: object } };
  };
  const paths = Object.keys(document.paths).filter(
    (path) => document.paths[path]?.get && !path.includes('{'),
  );
  const more = ['/connections/answer', '/connections/phone', '/flows/clinic'];
  return Promise.all(
    [...paths, ...more].map(async (path): Promise<[string, Buffer]> => [
      `GET ${path}`,
      Buffer.from(await (await target().admin.get(`/api${path}`)).text()),
    ]),
  );
}

it('secrets are nowhere in clear: database, WAL, backup, output, log, answers', async (context) => {
  const { url, admin, database, folder } = target();
  const token = (
    (await (
      await done(admin.send('POST', '/api/tokens', { name: 'canary', scopes: ['flows:read'] }))
    ).json()) as { token: string }
  ).token;
  const invitation = (
    (await (
      await done(admin.send('POST', '/api/invitations', { email: 'guest@example.com', role: 'agent' }))
    ).json()) as { url: string }
  ).url;
  const visitor = await newVisitor(url, 'web');
  await done(admin.send('PUT', '/api/connections/answer/secret', { secret: ROTATED, overlapHours: 1 }));
  await done(
    admin.send('PUT', '/api/egress/hosts/partner.example', {
      ports: [443],
      plainHttp: false,
      insideNetwork: false,
    }),
  );
  const kept = await admin.send('PUT', '/api/credentials/partner', {
    hosts: ['partner.example'],
    scheme: 'bearer',
    secret: CREDENTIAL,
  });
  // Requests that carry secrets and fail: the log must not repeat them.
  await fetch(`${url}/api/flows?token=${token}`, { headers: { authorization: `Bearer ${token}x` } });
  await fetch(`${url}/channels/http/answer/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ROTATED}` },
    body: '{',
  });
  await admin.send('POST', '/api/auth/sign-in', { email: 'ada@example.com', password: `${PASSWORD} wrong` });
  // What was stored in clear before the start is sealed in the WAL; the file follows when that is written back.
  const open = connect(database, writerPragmas);
  open.pragma('wal_checkpoint(TRUNCATE)');
  open.close();
  const file = join(folder, 'copy.db');
  backup(database, file);
  const session = admin.cookie
    .split('; ')
    .map((pair) => decodeURIComponent(pair.slice(pair.indexOf('=') + 1)).split('.')[0]!);

  const canaries = {
    'secret of a connection': HTTP_SECRET,
    'its next secret': ROTATED,
    'token of a phone line': PHONE_TOKEN,
    'secret of the installation': INSTALLATION_SECRET,
    'API token': token,
    invitation: new URL(invitation).searchParams.get('token')!,
    'visitor token': visitor,
    password: PASSWORD,
    ...(kept.ok ? { credential: CREDENTIAL } : {}),
    ...Object.fromEntries(session.map((value, index) => [`session cookie ${index}`, value])),
  };
  const all = [...places(file), ...(await answers())];
  const found = Object.entries(canaries).flatMap(([name, canary]) =>
    hits(canary, all).map((place) => `${name} in ${place}`),
  );
  noteTried(context, Object.keys(canaries).length * all.length, found.length);
  expect(found).toEqual([]);
  expect(all.length).toBeGreaterThan(15);
});

it('what a customer says is in no log', async (context) => {
  const { url, stderr, stdout } = target();
  const said = ['canary-text-of-a-customer', '+905551112233', 'canary@customer.example', '4111111111111111'];
  for (const text of said)
    await fetch(`${url}/channels/http/answer/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ROTATED}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id: text, conversation: text, from: text, name: text, text }),
    });
  const found = said.filter((text) => stderr().includes(text) || stdout().includes(text));
  noteTried(context, said.length, found.length);
  expect(found).toEqual([]);
});

it('files beside the database are for their owner alone', () => {
  const { database } = target();
  for (const name of [`${database}.runtime.json`, `${database}.secret`].filter((one) => existsSync(one)))
    expect(statSync(name).mode & 0o077).toBe(0);
});

it('what is planted is found in every place (positive control)', async () => {
  const { database, folder } = target();
  const planted = 'canary-that-was-planted-on-purpose';
  const open = connect(database, writerPragmas);
  open.prepare('insert into meta (key, value) values (?, ?)').run('planted', planted);
  const file = join(folder, 'planted.db');
  backup(database, file);
  const found = hits(planted, [
    ...places(file),
    ['encoded', Buffer.from(Buffer.from(planted).toString('base64'))],
  ]);
  open.close();
  expect(found).toEqual(expect.arrayContaining(['patchbay.db-wal', 'backup', 'encoded']));
  expect(hits('Clinic web chat', await answers())).toContain('GET /connections');
});
