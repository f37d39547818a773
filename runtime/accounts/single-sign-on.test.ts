import { expect, test } from 'vitest';
import { type IdentityProvider, identityProvider } from '../../tests/kit/identity-provider.ts';
import { done, invited, joined, type Person, person } from '../../tests/kit/people.ts';
import { started, type Started } from '../../tests/kit/started.ts';

const URL_OF_TEST = 'http://127.0.0.1:3999';
const callbackOf = (organisation: string) => `${URL_OF_TEST}/api/auth/callback/oidc-${organisation}`;

async function withProvider() {
  const provider = await identityProvider(['main', 'other'].map(callbackOf));
  const runtime = await started({ publicUrl: URL_OF_TEST });
  const admin = await runtime.firstAdmin();
  await done(admin.send('PUT', '/api/organisation/single-sign-on', settingsFor(provider)));
  return { provider, runtime, admin };
}

const settingsFor = ({ issuer, clientId, secret }: IdentityProvider) => ({
  label: 'Clinic account',
  issuer,
  clientId,
  secret,
  domains: ['clinic.example'],
  newUserRole: 'agent',
  insideNetwork: true,
});

/** Signs in by way of the provider; gives the browser and where it ended up. */
async function comeIn({ ask }: Started, provider: IdentityProvider, organisation = 'main') {
  const one = person(ask, URL_OF_TEST);
  const begun = await done(one.send('POST', '/api/auth/single-sign-on', { organisation }));
  const { url } = (await begun.json()) as { url: string };
  const back = await provider.walk(url, callbackOf(organisation));
  const answer = await one.get(back.slice(URL_OF_TEST.length));
  return { one, back, landed: answer.headers.get('location') ?? '' };
}

const me = async (one: Person) => (await (await one.get('/api/me')).json()) as { [name: string]: unknown };

test('people of the domain become members, and are known again', async () => {
  const { provider, runtime, admin } = await withProvider();
  await provider.become({ sub: 'e1', email: 'eda@clinic.example', name: 'Eda', email_verified: true });
  const first = await comeIn(runtime, provider);
  expect(first.landed).toMatch(/^(http:\/\/127\.0\.0\.1:3999)?\/$/);
  expect(await me(first.one)).toMatchObject({
    name: 'Eda',
    role: 'agent',
    method: 'sso',
    organisation: { id: 'main' },
  });
  await comeIn(runtime, provider);
  const members = (await (await admin.get('/api/members')).json()) as { email: string }[];
  expect(members.filter(({ email }) => email === 'eda@clinic.example')).toHaveLength(1);
});

test('who was invited keeps their role; who is of another domain stays outside', async () => {
  const { provider, runtime, admin } = await withProvider();
  await invited(runtime.ask, admin, 'designer', 'dina', URL_OF_TEST);
  await provider.become({ sub: 'd1', email: 'dina@example.com', name: 'Dina', email_verified: true });
  expect(await me((await comeIn(runtime, provider)).one)).toMatchObject({ role: 'designer', name: 'dina' });
  await provider.become({ sub: 'x1', email: 'mallory@elsewhere.example', email_verified: true });
  const refused = await comeIn(runtime, provider);
  expect(refused.landed).toMatch(/\/sign-in\?organisation=main&error=/);
  expect((await refused.one.get('/api/me')).status).toBe(401);
});

test('an unproven address makes nobody somebody else', async () => {
  const { provider, runtime } = await withProvider();
  await provider.become({ sub: 'm1', email: 'ada@example.com', email_verified: false });
  expect((await (await comeIn(runtime, provider)).one.get('/api/me')).status).toBe(401);
});

test("another organisation's provider cannot become anybody of this one", async () => {
  const { provider, runtime } = await withProvider();
  const machine = {
    authorization: `Bearer ${runtime.running.localToken}`,
    'content-type': 'application/json',
  };
  const body = JSON.stringify({ name: 'Other' });
  const founded = await runtime.ask(
    new Request(`${URL_OF_TEST}/api/organisations`, { method: 'POST', headers: machine, body }),
  );
  const { path } = (await founded.json()) as { path: string };
  const mallory = await joined(runtime.ask, path, { name: 'Mallory', email: 'm@other.example' }, URL_OF_TEST);
  const theirs = { ...settingsFor(provider), domains: ['example.com', 'other.example'] };
  await done(mallory.send('PUT', '/api/organisation/single-sign-on', theirs));
  await provider.become({ sub: 'm2', email: 'ada@example.com', name: 'Ada', email_verified: true });
  const tried = await comeIn(runtime, provider, 'other');
  expect((await tried.one.get('/api/me')).status).toBe(401);
  // Nor did it leave a login behind that would do it the next time.
  expect((await (await comeIn(runtime, provider, 'other')).one.get('/api/me')).status).toBe(401);
});

test('who is disabled stays outside, and an answer cannot be used twice', async () => {
  const { provider, runtime, admin } = await withProvider();
  await provider.become({ sub: 'e1', email: 'eda@clinic.example', email_verified: true });
  const { one, back } = await comeIn(runtime, provider);
  const again = person(runtime.ask, URL_OF_TEST);
  await again.get(back.slice(URL_OF_TEST.length));
  expect((await again.get('/api/me')).status).toBe(401);
  const { id } = await me(one);
  await done(admin.send('PATCH', `/api/members/${String(id)}`, { disabled: true }));
  expect((await (await comeIn(runtime, provider)).one.get('/api/me')).status).toBe(401);
});

test('its secret is never shown, and does not follow to another address', async () => {
  const { provider, runtime, admin } = await withProvider();
  const shown = await (await admin.get('/api/organisation/single-sign-on')).text();
  expect(shown).not.toContain(provider.secret);
  expect(JSON.parse(shown)).toMatchObject({
    redirectUrl: callbackOf('main'),
    provider: { clientId: 'patchbay' },
  });
  const { secret: _, ...withoutSecret } = settingsFor(provider);
  expect((await admin.send('PUT', '/api/organisation/single-sign-on', withoutSecret)).status).toBe(204);
  const elsewhere = { ...withoutSecret, issuer: 'https://mallory.example' };
  const refused = await admin.send('PUT', '/api/organisation/single-sign-on', elsewhere);
  expect(await refused.json()).toMatchObject({ code: 'sso.secret-missing' });
  expect(await (await person(runtime.ask).get('/api/auth/methods')).json()).toMatchObject({
    singleSignOn: { label: 'Clinic account' },
  });
});

test('an admin cannot look around in the network with it', async () => {
  const { provider, admin } = await withProvider();
  const asked = { ...settingsFor(provider), insideNetwork: false };
  for (const issuer of [provider.issuer, 'http://169.254.169.254', 'https://127.0.0.1', 'https://[::1]']) {
    const answer = await admin.send('PUT', '/api/organisation/single-sign-on', { ...asked, issuer });
    expect(await answer.json(), issuer).toMatchObject({ status: 422, code: 'sso.unreachable' });
  }
});
