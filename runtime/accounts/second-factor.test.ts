import { expect, test } from 'vitest';
import { codeOf } from '../../tests/kit/authenticator.ts';
import { done, invited, PASSWORD, person, type Person } from '../../tests/kit/people.ts';
import { started } from '../../tests/kit/started.ts';

const ADA = { email: 'ada@example.com', password: PASSWORD };

async function enrolled(one: Person) {
  const begun = await done(one.send('POST', '/api/me/second-factor', { password: PASSWORD }));
  const { uri, backupCodes } = (await begun.json()) as { uri: string; backupCodes: string[] };
  const code = () => codeOf(uri);
  await done(one.send('POST', '/api/me/second-factor/confirm', { code: code() }));
  return { backupCodes, code };
}

test('with it, the password alone opens nothing', async () => {
  const { ask, firstAdmin } = await started();
  const { code } = await enrolled(await firstAdmin());
  const ada = person(ask);
  const answer = await ada.send('POST', '/api/auth/sign-in', ADA);
  expect(await answer.json()).toEqual({ secondFactor: true });
  expect((await ada.get('/api/me')).status).toBe(401);
  const wrong = await ada.send('POST', '/api/auth/second-factor', { code: '000000' });
  expect(await wrong.json()).toMatchObject({ code: 'auth.invalid-code' });
  await done(ada.send('POST', '/api/auth/second-factor', { code: code() }));
  expect(await (await ada.get('/api/me')).json()).toMatchObject({ secondFactor: true });
});

test('a code is of no use without the password, and guessing ends after five', async () => {
  const { ask, firstAdmin } = await started();
  const { code } = await enrolled(await firstAdmin());
  const stranger = person(ask);
  expect((await stranger.send('POST', '/api/auth/second-factor', { code: code() })).status).toBe(422);
  const ada = person(ask);
  await done(ada.send('POST', '/api/auth/sign-in', ADA));
  for (let guess = 0; guess < 6; guess += 1)
    await ada.send('POST', '/api/auth/second-factor', { code: `00000${guess}` });
  expect((await ada.send('POST', '/api/auth/second-factor', { code: code() })).ok).toBe(false);
});

test('a backup code works once', async () => {
  const { ask, firstAdmin } = await started();
  const { backupCodes } = await enrolled(await firstAdmin());
  const tries = [];
  for (let round = 0; round < 2; round += 1) {
    const ada = person(ask);
    await done(ada.send('POST', '/api/auth/sign-in', ADA));
    tries.push(
      (await ada.send('POST', '/api/auth/second-factor', { code: backupCodes[0], backup: true })).status,
    );
  }
  expect(tries).toEqual([204, 422]);
});

test('where the organisation asks for it, admins and supervisors can do nothing else before', async () => {
  const { ask, firstAdmin } = await started();
  const ada = await firstAdmin();
  const sven = await invited(ask, ada, 'supervisor', 'sven');
  const dina = await invited(ask, ada, 'designer', 'dina');
  await done(ada.send('PATCH', '/api/organisation', { requireSecondFactor: true }));
  expect((await dina.get('/api/flows')).status).toBe(200);
  for (const one of [ada, sven]) {
    expect(await (await one.get('/api/flows')).json()).toMatchObject({ code: 'access.second-factor' });
    expect(await (await one.get('/api/me')).json()).toMatchObject({ mustSetUpSecondFactor: true });
    await enrolled(one);
    expect((await one.get('/api/flows')).status).toBe(200);
  }
  const removed = await sven.send('POST', '/api/me/second-factor/remove', { password: PASSWORD });
  expect(await removed.json()).toMatchObject({ code: 'second-factor.required' });
});

test('an admin helps a member who has lost it', async () => {
  const { ask, firstAdmin } = await started();
  const ada = await firstAdmin();
  const dina = await invited(ask, ada, 'designer', 'dina');
  await enrolled(dina);
  const { id } = (await (await dina.get('/api/me')).json()) as { id: string };
  await done(ada.send('DELETE', `/api/members/${id}/second-factor`));
  expect((await dina.get('/api/me')).status).toBe(401);
  const again = await dina.send('POST', '/api/auth/sign-in', {
    email: 'dina@example.com',
    password: PASSWORD,
  });
  expect(await again.json()).toEqual({ secondFactor: false });
});
