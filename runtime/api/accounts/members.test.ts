import { expect, test } from 'vitest';
import { done, invited, person, type Person } from '../../../tests/kit/people.ts';
import { started } from '../../../tests/kit/started.ts';

const idOf = async (one: Person): Promise<string> =>
  ((await (await one.get('/api/me')).json()) as { id: string }).id;

test('somebody remains who can set things up, also when two remove each other at once', async () => {
  const { ask, firstAdmin } = await started();
  const ada = await firstAdmin();
  const adaId = await idOf(ada);
  for (const change of [{ role: 'viewer' }, { disabled: true }])
    expect(await (await ada.send('PATCH', `/api/members/${adaId}`, change)).json()).toMatchObject({
      status: 409,
      code: 'member.last-admin',
    });
  expect((await ada.send('DELETE', `/api/members/${adaId}`)).status).toBe(409);
  const bea = await invited(ask, ada, 'admin', 'bea');
  const beaId = await idOf(bea);
  const both = await Promise.all([
    ada.send('DELETE', `/api/members/${beaId}`),
    bea.send('DELETE', `/api/members/${adaId}`),
  ]);
  // The other is refused, or is nobody by then.
  const [first, refused] = both.map(({ status }) => status).toSorted();
  expect(first).toBe(204);
  expect([401, 409]).toContain(refused);
});

test('a disabled admin does not count as one', async () => {
  const { ask, firstAdmin } = await started();
  const ada = await firstAdmin();
  const bea = await invited(ask, ada, 'admin', 'bea');
  await done(ada.send('PATCH', `/api/members/${await idOf(bea)}`, { disabled: true }));
  expect((await ada.send('DELETE', `/api/members/${await idOf(ada)}`)).status).toBe(409);
});

test('an invitation is for one address, one time, seven days, and can be taken back', async () => {
  const { ask, clock, firstAdmin } = await started();
  const ada = await firstAdmin();
  const invite = async () => {
    const made = await done(
      ada.send('POST', '/api/invitations', { email: 'Dina@Example.com', role: 'designer' }),
    );
    return (await made.json()) as { id: string; url: string };
  };
  const look = async (url: string) =>
    person(ask).send('POST', '/api/auth/invitation', { token: new URL(url).searchParams.get('token') });
  const first = await invite();
  expect(await (await look(first.url)).json()).toEqual({
    organisation: 'Patchbay',
    role: 'designer',
    email: 'dina@example.com',
  });
  await done(ada.send('DELETE', `/api/invitations/${first.id}`));
  expect((await look(first.url)).status).toBe(404);
  const second = await invite();
  clock.ahead += 7 * 24 * 60 * 60_000;
  expect((await look(second.url)).status).toBe(404);
});

test('two who use one link at once: one comes in', async () => {
  const { ask, firstAdmin } = await started();
  const ada = await firstAdmin();
  const made = await done(
    ada.send('POST', '/api/invitations', { email: 'dina@example.com', role: 'designer' }),
  );
  const token = new URL(((await made.json()) as { url: string }).url).searchParams.get('token');
  const join = () =>
    person(ask).send('POST', '/api/auth/join', { token, name: 'Dina', password: 'long enough one' });
  const statuses = (await Promise.all([join(), join(), join()])).map(({ status }) => status).toSorted();
  expect(statuses[0]).toBe(204);
  expect(statuses.slice(1).every((status) => status === 404 || status === 409)).toBe(true);
});

test('nobody chooses their own role, organisation or id', async () => {
  const { ask, firstAdmin } = await started();
  const ada = await firstAdmin();
  const made = await done(
    ada.send('POST', '/api/invitations', { email: 'dina@example.com', role: 'viewer' }),
  );
  const token = new URL(((await made.json()) as { url: string }).url).searchParams.get('token');
  for (const more of [{ role: 'admin' }, { organisation: 'other' }, { id: 'me' }, { emailVerified: true }]) {
    const body = { token, name: 'Dina', password: 'long enough one', ...more };
    expect((await person(ask).send('POST', '/api/auth/join', body)).status).toBe(400);
  }
});

test('guessing a password is slowed down for the account and for the address', async () => {
  const { ask, clock, firstAdmin } = await started();
  const ada = await firstAdmin();
  expect(ada.cookie).not.toBe('');
  clock.ahead += 120_000;
  const one = person(ask);
  const guess = (email: string) => one.send('POST', '/api/auth/sign-in', { email, password: 'a guess' });
  const statuses: number[] = [];
  for (let attempt = 0; attempt < 7; attempt += 1) statuses.push((await guess('ada@example.com')).status);
  expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429]);
  const limited = await guess('ada@example.com');
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(50);
  for (let attempt = 0; attempt < 12; attempt += 1) await guess(`nobody${attempt}@example.com`);
  expect((await guess('somebody-else@example.com')).status).toBe(429);
  clock.ahead += 61_000;
  expect((await guess('somebody-else@example.com')).status).toBe(422);
});
