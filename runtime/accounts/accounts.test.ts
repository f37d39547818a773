import { describe, expect, test } from 'vitest';
import { invited, PASSWORD, person } from '../../tests/kit/people.ts';
import { started } from '../../tests/kit/started.ts';

describe('the first admin', () => {
  test('comes in with the link of the start, once', async () => {
    const { running, ask, firstAdmin } = await started();
    const [, link] = running.welcome('http://127.0.0.1')[0]!;
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1\/welcome\?token=[\w-]{43}$/);
    const ada = await firstAdmin();
    const me = await (await ada.get('/api/me')).json();
    expect(me).toMatchObject({
      name: 'Ada',
      email: 'ada@example.com',
      role: 'admin',
      organisation: { id: 'main' },
    });
    const token = new URL(link).searchParams.get('token');
    const again = await person(ask).send('POST', '/api/auth/join', {
      token,
      name: 'Eve',
      email: 'eve@example.com',
      password: PASSWORD,
    });
    expect(again.status).toBe(404);
  });

  test('gets another link at the next start, and none once there is an admin', async () => {
    const runtime = await started();
    const before = runtime.running.welcome('')[0]![1];
    await runtime.restart();
    const after = runtime.running.welcome('')[0]![1];
    expect(after).not.toBe(before);
    const old = await person(runtime.ask).send('POST', '/api/auth/invitation', {
      token: new URL(before, 'http://x').searchParams.get('token'),
    });
    expect(old.status).toBe(404);
    await runtime.firstAdmin();
    await runtime.restart();
    expect(runtime.running.welcome('')).toEqual([]);
  });
});

describe('sign-in', () => {
  test('with the right password gives a session, with a wrong one says no more than that', async () => {
    const { ask, firstAdmin } = await started();
    await firstAdmin();
    const ada = person(ask);
    const wrong = await ada.send('POST', '/api/auth/sign-in', {
      email: 'ada@example.com',
      password: 'not this one',
    });
    const nobody = await ada.send('POST', '/api/auth/sign-in', {
      email: 'nobody@example.com',
      password: PASSWORD,
    });
    expect([wrong.status, nobody.status]).toEqual([422, 422]);
    expect(await wrong.text()).toBe(await nobody.text());
    const right = await ada.send('POST', '/api/auth/sign-in', {
      email: 'Ada@Example.com',
      password: PASSWORD,
    });
    expect(right.headers.getSetCookie().join()).toMatch(/^patchbay\.session_token=.*HttpOnly.*SameSite=Lax/i);
    expect(await right.json()).toEqual({ secondFactor: false });
    expect((await ada.get('/api/me')).status).toBe(200);
    expect((await ada.send('POST', '/api/auth/sign-out', {})).status).toBe(204);
    expect((await ada.get('/api/me')).status).toBe(401);
  });

  test('a designer comes in by invitation', async () => {
    const { ask, firstAdmin } = await started();
    const admin = await firstAdmin();
    const designer = await invited(ask, admin, 'designer', 'dina');
    expect(await (await designer.get('/api/me')).json()).toMatchObject({ role: 'designer' });
    expect((await designer.get('/api/members')).status).toBe(403);
  });
});
