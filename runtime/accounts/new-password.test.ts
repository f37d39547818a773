import { expect, test } from 'vitest';
import { done, invited, PASSWORD, person } from '../../tests/kit/people.ts';
import { started } from '../../tests/kit/started.ts';
import type { Mail } from './accounts.ts';

const NEW = 'quite another password';
const tokenOf = (text: string): string => /token=([\w~-]+)/.exec(text)?.[1] ?? '';

test('a letter brings a link that works once, for ten minutes, and ends all sessions', async () => {
  const mails: Mail[] = [];
  const { ask, firstAdmin } = await started({}, { sendMail: async (mail) => void mails.push(mail) });
  const signedIn = await firstAdmin();
  const ada = person(ask);
  for (const email of ['ada@example.com', 'nobody@example.com'])
    expect((await ada.send('POST', '/api/auth/forgotten', { email })).status).toBe(204);
  expect(mails.map(({ to }) => to)).toEqual(['ada@example.com']);
  const token = tokenOf(mails[0]!.text);
  // 24 letters and digits: 142 bits.
  expect(token).toMatch(/^[A-Za-z0-9]{24,}$/);
  expect((await ada.send('POST', '/api/auth/reset', { token, password: NEW })).status).toBe(204);
  expect((await signedIn.get('/api/me')).status).toBe(401);
  const again = await ada.send('POST', '/api/auth/reset', { token, password: 'a third password' });
  expect(again.status).toBe(400);
  const old = await ada.send('POST', '/api/auth/sign-in', { email: 'ada@example.com', password: PASSWORD });
  expect(old.status).toBe(422);
  await done(ada.send('POST', '/api/auth/sign-in', { email: 'ada@example.com', password: NEW }));
});

test('without letters an admin hands a link on', async () => {
  const { ask, firstAdmin } = await started();
  const ada = await firstAdmin();
  const dina = await invited(ask, ada, 'designer', 'dina');
  const { id } = (await (await dina.get('/api/me')).json()) as { id: string };
  expect(await (await person(ask).get('/api/auth/methods')).json()).toEqual({
    mail: false,
    singleSignOn: null,
  });
  const made = await (await ada.send('POST', `/api/members/${id}/reset-link`)).json();
  const token = tokenOf((made as { url: string }).url);
  await done(person(ask).send('POST', '/api/auth/reset', { token, password: NEW }));
  await done(person(ask).send('POST', '/api/auth/sign-in', { email: 'dina@example.com', password: NEW }));
});

test.each([null, '', [], {}, ['x'], 0, true, 'undefined', 'null', '%00', 'a'.repeat(500)])(
  'no such token: %j',
  async (token) => {
    const { ask, firstAdmin } = await started();
    await firstAdmin();
    const one = person(ask);
    for (const path of ['/api/auth/reset', '/api/auth/join', '/api/auth/invitation'])
      expect((await one.send('POST', path, { token, password: NEW, name: 'Eve' })).status).toBe(400);
  },
);

test.each(['short', 'password1', 'PASSWORD1', '12345678', 'Qwerty123'])('refuses %s', async (password) => {
  const { ask, firstAdmin } = await started();
  const ada = await firstAdmin();
  const answer = await ada.send('POST', '/api/me/password', { current: PASSWORD, password });
  expect(await answer.json()).toMatchObject({ code: 'request.invalid', fields: [{ path: 'json.password' }] });
  expect(ask).toBeTypeOf('function');
});
