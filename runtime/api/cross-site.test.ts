import { expect, test } from 'vitest';
import { started } from '../../tests/kit/started.ts';

const JSON_BODY = { body: '{"name":"Theirs"}', type: 'application/json' };
const FORM = { body: 'name=Theirs', type: 'application/x-www-form-urlencoded' };
const TEXT = { body: '{"name":"Theirs"}', type: 'text/plain' };

test.each<[string, { [name: string]: string }, { body?: string; type?: string }, number]>([
  ['our own page', { origin: 'http://127.0.0.1' }, JSON_BODY, 204],
  ['our own page, said by the browser only', { 'sec-fetch-site': 'same-origin' }, JSON_BODY, 204],
  ['another site', { origin: 'http://evil.example' }, JSON_BODY, 403],
  [
    'another site that pretends',
    { origin: 'http://127.0.0.1', 'sec-fetch-site': 'cross-site' },
    JSON_BODY,
    403,
  ],
  ['a neighbour below the same domain', { 'sec-fetch-site': 'same-site' }, JSON_BODY, 403],
  ['another port', { origin: 'http://127.0.0.1:8080' }, JSON_BODY, 403],
  ['a page without an origin', { origin: 'null' }, JSON_BODY, 403],
  ['nobody says', {}, JSON_BODY, 403],
  ['a form of our own page', { origin: 'http://127.0.0.1' }, FORM, 415],
  ['text that is JSON', { origin: 'http://127.0.0.1' }, TEXT, 415],
  ['no type', { origin: 'http://127.0.0.1' }, { body: '{}' }, 415],
])('%s', async (_, headers, { body, type }, status) => {
  const { ask, firstAdmin } = await started();
  const { cookie } = await firstAdmin();
  const given = new Headers({ ...headers, cookie, host: '127.0.0.1' });
  if (type !== undefined) given.set('content-type', type);
  const request = new Request('http://127.0.0.1/api/organisation', {
    method: 'PATCH',
    headers: given,
    ...(body === undefined ? {} : { body: new TextEncoder().encode(body) }),
  });
  expect((await ask(request)).status).toBe(status);
});

test('a token needs no origin, and brings no cookie along', async () => {
  const { ask, firstAdmin } = await started();
  const ada = await firstAdmin();
  const made = await ada.send('POST', '/api/tokens', { name: 'ci', scopes: ['flows:read'] });
  const { token } = (await made.json()) as { token: string };
  const asked = (authorization: string, path: string) =>
    ask(new Request(`http://127.0.0.1${path}`, { headers: { authorization, cookie: ada.cookie } }));
  expect((await asked(`Bearer ${token}`, '/api/flows')).status).toBe(200);
  expect((await asked(`Bearer ${token}`, '/api/members')).status).toBe(403);
  expect((await asked('Bearer guessed', '/api/members')).status).toBe(401);
  const kept = async () =>
    ((await (await ada.get('/api/tokens')).json()) as { id: string; lastUsedAt: number | null }[])[0]!;
  await expect.poll(async () => (await kept()).lastUsedAt).toBeGreaterThan(0);
  await ada.send('DELETE', `/api/tokens/${(await kept()).id}`);
  expect((await asked(`Bearer ${token}`, '/api/flows')).status).toBe(401);
});
