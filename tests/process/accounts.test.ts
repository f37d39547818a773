import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connect, writerPragmas } from '../../db/guard.ts';
import { firstLink, joined, person } from '../kit/people.ts';
import { patchbayDone, runningServer, said, temporaryFolder } from '../kit/running-server.ts';

test('the first start prints a link that makes an admin; the next one none', async () => {
  const database = join(temporaryFolder(), 'patchbay.db');
  const first = await runningServer({ env: { DATABASE_URL: database } });
  await said(first, /Ctrl\+C stops it/);
  const link = firstLink(first.stdout());
  expect(link).toMatch(new RegExp(`^${first.url}/welcome\\?token=[\\w-]{43}$`));
  expect((await fetch(`${first.url}/api/flows`)).status).toBe(401);
  const ada = await joined(fetch, link, { name: 'Ada', email: 'ada@example.com' }, first.url);
  expect((await ada.get('/api/flows')).status).toBe(200);
  await first.stop();
  const second = await runningServer({ env: { DATABASE_URL: database } });
  await said(second, /Ctrl\+C stops it/);
  expect(firstLink(second.stdout())).toBe('');
  // Whoever was signed in still is.
  const answer = await fetch(`${second.url}/api/me`, { headers: { cookie: ada.cookie } });
  expect(await answer.json()).toMatchObject({ name: 'Ada', role: 'admin' });
});

test('another organisation is made by whoever runs the machine, with or without a running server', async () => {
  const server = await runningServer();
  const env = { DATABASE_URL: server.database };
  const made = await patchbayDone(['organisations', 'create', 'Second Clinic', '--json'], { env });
  const { id, link } = JSON.parse(made.stdout) as { id: string; link: string };
  expect(id).toBe('second-clinic');
  const bob = await joined(fetch, link, { name: 'Bob', email: 'bob@example.com' }, server.url);
  expect(await (await bob.get('/api/me')).json()).toMatchObject({
    organisation: { id, name: 'Second Clinic' },
  });
  expect(await patchbayDone(['organisations', 'create', 'Second Clinic'], { env })).toMatchObject({
    code: 1,
  });
  await server.stop();
  const third = await patchbayDone(['organisations', 'create', 'Third'], { env });
  expect(third).toMatchObject({ code: 0, stdout: expect.stringContaining('/welcome?token=') });
  expect(await patchbayDone(['organisations', 'create', '!!!'], { env })).toMatchObject({ code: 2 });
});

test('audit verify tells an altered row', async () => {
  const server = await runningServer();
  await said(server, /Ctrl\+C stops it/);
  const link = firstLink(server.stdout());
  await joined(fetch, link, { name: 'Ada', email: 'ada@example.com' }, server.url);
  await person(fetch, server.url).send('POST', '/api/auth/sign-in', {
    email: 'ada@example.com',
    password: 'wrong',
  });
  const env = { DATABASE_URL: server.database };
  expect(await patchbayDone(['audit', 'verify'], { env })).toMatchObject({
    code: 0,
    stdout: '2 rows, none altered.\n',
  });
  await server.stop();
  const connection = connect(server.database, writerPragmas);
  connection.exec(`update audit set actor_name = 'Eve' where seq = 2`);
  connection.close();
  const found = await patchbayDone(['audit', 'verify', '--json'], { env });
  expect(found.code).toBe(1);
  expect(JSON.parse(found.stdout)).toEqual({ ok: false, seq: 2, why: 'It was altered.' });
});
