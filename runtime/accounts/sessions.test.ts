import { expect, test } from 'vitest';
import { done, invited, PASSWORD, person } from '../../tests/kit/people.ts';
import { started } from '../../tests/kit/started.ts';

const MINUTE = 60_000;

test('a session ends when it was not used for half an hour, and after twelve hours in any case', async () => {
  const { clock, firstAdmin } = await started();
  const ada = await firstAdmin();
  const asks = async (after: number) => {
    clock.ahead += after;
    return (await ada.get('/api/me')).status;
  };
  for (let used = 0; used < 23; used += 1) expect(await asks(29 * MINUTE)).toBe(200);
  expect(await asks(29 * MINUTE)).toBe(200);
  expect(await asks(25 * MINUTE)).toBe(401);
});

test('idle for half an hour ends it', async () => {
  const { clock, firstAdmin } = await started();
  const ada = await firstAdmin();
  clock.ahead += 30 * MINUTE;
  expect((await ada.get('/api/me')).status).toBe(401);
  clock.ahead -= 30 * MINUTE;
  expect((await ada.get('/api/me')).status).toBe(401);
});

test('the organisation may choose shorter times', async () => {
  const { clock, firstAdmin } = await started();
  const ada = await firstAdmin();
  await done(ada.send('PATCH', '/api/organisation', { idleMinutes: 5 }));
  clock.ahead += 4 * MINUTE;
  expect((await ada.get('/api/me')).status).toBe(200);
  clock.ahead += 5 * MINUTE;
  expect((await ada.get('/api/me')).status).toBe(401);
});

test('a person sees where they are signed in, and ends it there', async () => {
  const { ask, firstAdmin } = await started();
  const here = await firstAdmin();
  const there = person(ask);
  await done(there.send('POST', '/api/auth/sign-in', { email: 'ada@example.com', password: PASSWORD }));
  const sessions = (await (await here.get('/api/me/sessions')).json()) as { id: string; current: boolean }[];
  expect(sessions).toHaveLength(2);
  const other = sessions.find(({ current }) => !current)!;
  await done(here.send('DELETE', `/api/me/sessions/${other.id}`));
  expect((await there.get('/api/me')).status).toBe(401);
  expect((await here.get('/api/me')).status).toBe(200);
});

test('signing in again in the same browser ends the session before', async () => {
  const { ask, firstAdmin } = await started();
  const ada = await firstAdmin();
  const before = ada.cookie;
  await done(ada.send('POST', '/api/auth/sign-in', { email: 'ada@example.com', password: PASSWORD }));
  expect(ada.cookie).not.toBe(before);
  const old = await ask(new Request('http://127.0.0.1/api/me', { headers: { cookie: before } }));
  expect(old.status).toBe(401);
});

test('a new password ends all other sessions', async () => {
  const { ask, firstAdmin } = await started();
  const here = await firstAdmin();
  const there = person(ask);
  await done(there.send('POST', '/api/auth/sign-in', { email: 'ada@example.com', password: PASSWORD }));
  const wrong = await here.send('POST', '/api/me/password', {
    current: 'guessed it',
    password: 'another long one',
  });
  expect(await wrong.json()).toMatchObject({ code: 'auth.invalid-password' });
  await done(here.send('POST', '/api/me/password', { current: PASSWORD, password: 'another long one' }));
  expect((await there.get('/api/me')).status).toBe(401);
  expect((await here.get('/api/me')).status).toBe(200);
});

test('who is disabled, demoted or taken out feels it with the next request', async () => {
  const { ask, firstAdmin } = await started();
  const ada = await firstAdmin();
  const dina = await invited(ask, ada, 'designer', 'dina');
  const { id } = (await (await dina.get('/api/me')).json()) as { id: string };
  expect((await dina.get('/api/flows')).status).toBe(200);
  await done(ada.send('PATCH', `/api/members/${id}`, { role: 'agent' }));
  expect((await dina.get('/api/flows')).status).toBe(403);
  await done(ada.send('PATCH', `/api/members/${id}`, { disabled: true }));
  expect((await dina.get('/api/me')).status).toBe(401);
  const again = await person(ask).send('POST', '/api/auth/sign-in', {
    email: 'dina@example.com',
    password: PASSWORD,
  });
  expect(await again.json()).toMatchObject({ code: 'auth.account-disabled' });
  await done(ada.send('PATCH', `/api/members/${id}`, { disabled: false }));
  await done(dina.send('POST', '/api/auth/sign-in', { email: 'dina@example.com', password: PASSWORD }));
  await done(ada.send('DELETE', `/api/members/${id}`));
  expect((await dina.get('/api/me')).status).toBe(401);
});

test.each(['https://patchbay.example', 'http://127.0.0.1:3000'])('cookies at %s', async (publicUrl) => {
  const { ask, firstAdmin } = await started({ publicUrl });
  await firstAdmin();
  const answer = await person(ask, publicUrl).send('POST', '/api/auth/sign-in', {
    email: 'ada@example.com',
    password: PASSWORD,
  });
  const cookie = answer.headers.getSetCookie().find((line) => line.includes('session_token')) ?? '';
  const attributes = cookie.toLowerCase().split('; ');
  expect(attributes).toEqual(expect.arrayContaining(['httponly', 'samesite=lax', 'path=/']));
  expect(attributes.includes('secure')).toBe(publicUrl.startsWith('https'));
  expect(cookie.startsWith('__Host-patchbay.session_token=')).toBe(publicUrl.startsWith('https'));
  expect(cookie).not.toMatch(/domain/i);
});
