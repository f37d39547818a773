import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../kit/authenticator.ts';
import { barriers, editorStage } from '../kit/editor-stage.ts';
import { identityProvider } from '../kit/identity-provider.ts';
import { PASSWORD } from '../kit/people.ts';
import { picture } from '../kit/picture.ts';
import { talk } from '../kit/talk.ts';

const stage = editorStage();

/** The admin invites somebody, who comes in with the link. */
async function invite(page: Page, url: string, name: string, role: string): Promise<Page> {
  await page.goto(`${url}/settings/members`);
  await page.getByLabel('E-mail').fill(`${name.toLowerCase()}@clinic.example`);
  await page.getByLabel('Role', { exact: true }).selectOption(role);
  await page.getByRole('button', { name: 'Make the link' }).click();
  const link = await page.getByLabel(`Link for ${name.toLowerCase()}@clinic.example`).inputValue();
  const theirs = await stage.person();
  await theirs.goto(link);
  await theirs.getByText(`You come in as ${role}`).waitFor();
  await theirs.getByLabel('Your name').fill(name);
  await theirs.getByLabel('New password').fill(PASSWORD);
  await theirs.getByRole('button', { name: 'Come in' }).click();
  await theirs.getByRole('link', { name, exact: true }).waitFor();
  return theirs;
}

async function signIn(page: Page, url: string, email: string): Promise<void> {
  await page.goto(url);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

describe('each sees what the role allows', () => {
  test('an admin everything, a designer flows, an agent neither', async () => {
    const { page, server } = await stage.firstAdmin();
    const { url } = server;
    const dina = await invite(page, url, 'Dina', 'designer');
    const arif = await invite(page, url, 'Arif', 'agent');

    await page.goto(`${url}/settings/members`);
    await page.getByRole('heading', { name: '3 members' }).waitFor();
    expect(await page.getByRole('navigation', { name: 'Settings' }).getByRole('link').count()).toBe(6);

    await dina.getByRole('link', { name: 'Open Dental clinic' }).waitFor();
    await dina.getByRole('link', { name: 'Dina', exact: true }).click();
    await dina.getByRole('heading', { name: 'Your account' }).waitFor();
    expect(await dina.getByRole('navigation', { name: 'Settings' }).count()).toBe(0);

    await arif.getByRole('heading', { name: 'Hello, Arif' }).waitFor();
    expect(await arif.getByRole('link', { name: 'Flows', exact: true }).count()).toBe(0);
    for (const [who, path] of [
      [dina, '/settings/members'],
      [arif, '/settings/audit'],
      [arif, '/flows/clinic'],
    ] as const) {
      await who.goto(`${url}${path}`);
      await who.getByRole('heading', { name: 'There is nothing at this address.' }).waitFor();
    }

    // What the admin changes counts at once.
    await page.getByRole('button', { name: 'Disable Dina' }).click();
    await page.getByText('Disabled', { exact: true }).waitFor();
    await dina.goto(url);
    await dina.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto(`${url}/settings/audit`);
    await page.getByText('became a member').first().waitFor();
  });

  test('from the first link on, each on a picture: what they may open, and what they may do there', async () => {
    const { page, server } = await stage.admin();
    const { url } = server;
    const { say } = await talk(page, url, 'clinic');
    const { contact } = await say('one', { from: 'ann', name: 'Ann Archer', text: 'Hello' });
    const screensOf = (who: Page) =>
      who.getByRole('navigation', { name: 'Main' }).getByRole('link').allTextContents();
    const people = {
      admin: page,
      designer: await invite(page, url, 'Dina', 'designer'),
      supervisor: await invite(page, url, 'Suna', 'supervisor'),
      agent: await invite(page, url, 'Arif', 'agent'),
      viewer: await invite(page, url, 'Vera', 'viewer'),
    };
    const sees: { [role: string]: { screens: string[]; contact: string; steers: boolean } } = {};
    for (const [role, who] of Object.entries(people)) {
      await who.goto(url);
      await who.getByRole('heading', { level: 1 }).waitFor();
      await picture(who, `as-${role}-first`);
      const screens = await screensOf(who);
      await who.goto(`${url}/contacts/${contact}`);
      const heading = who.getByRole('heading', { level: 1 });
      await heading.waitFor();
      await picture(who, `as-${role}-contact`);
      const steers = (await who.getByRole('button', { name: 'End contact' }).count()) === 1;
      sees[role] = { screens, contact: (await heading.textContent()) ?? '', steers };
    }
    const nowhere = 'There is nothing at this address.';
    expect(sees).toEqual({
      admin: { screens: ['Flows', 'Contacts', 'Node types'], contact: 'Ann Archer', steers: true },
      designer: { screens: ['Flows', 'Node types'], contact: nowhere, steers: false },
      supervisor: { screens: ['Flows', 'Contacts', 'Node types'], contact: 'Ann Archer', steers: true },
      agent: { screens: ['Node types'], contact: nowhere, steers: false },
      viewer: { screens: ['Flows', 'Contacts', 'Node types'], contact: '«masked»', steers: false },
    });
  });

  test('whoever is not signed in sees the door, and the chat stays open', async () => {
    const { server } = await stage.admin();
    const stranger = await stage.person();
    for (const path of ['/', '/flows/clinic', '/settings/members', '/settings/account']) {
      await stranger.goto(`${server.url}${path}`);
      await stranger.getByRole('heading', { name: 'Sign in' }).waitFor();
    }
    expect((await stranger.goto(`${server.url}/chat`))?.status()).toBe(200);
  });
});

test('a second factor: set up with the QR code, asked for at sign-in, demanded by the organisation', async () => {
  const { page, server } = await stage.admin();
  const { url } = server;
  await page.goto(`${url}/settings/rules`);
  await page.getByLabel('Admins and supervisors need a second factor').check();
  await page.getByRole('button', { name: 'Save' }).click();
  // From now on nothing else is open.
  await page.getByText('Your organisation asks for a second factor').waitFor();
  await page.goto(url);
  await page.getByText('Your organisation asks for a second factor').waitFor();
  const factor = page.locator('section', { hasText: 'Second factor' });
  await factor.getByLabel('Current password').fill(PASSWORD);
  await factor.getByRole('button', { name: 'Set up' }).click();
  await page.getByRole('figure', { name: 'QR code for your authenticator app' }).waitFor();
  const secret = (await page.locator('.factor-words code').first().textContent())!.replaceAll(' ', '');
  const code = () => codeOf(`otpauth://totp/x?secret=${secret}`);
  const backup = (await page.locator('.codes code').first().textContent())!;
  await page.getByLabel('Code from your authenticator app').fill(code());
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('link', { name: 'Open Dental clinic' }).waitFor();

  const again = await stage.person();
  await signIn(again, url, 'ada@clinic.example');
  await again.getByLabel('Code from your authenticator app').fill('000000');
  await again.getByRole('button', { name: 'Sign in' }).click();
  await again.getByText('This code is wrong.').waitFor();
  await again.getByLabel('Code from your authenticator app').fill(code());
  await again.getByRole('button', { name: 'Sign in' }).click();
  await again.getByRole('link', { name: 'Open Dental clinic' }).waitFor();

  const third = await stage.person();
  await signIn(third, url, 'ada@clinic.example');
  await third.getByRole('button', { name: 'Use a backup code' }).click();
  await third.getByLabel('Backup code').fill(backup);
  await third.getByRole('button', { name: 'Sign in' }).click();
  await third.getByRole('link', { name: 'Open Dental clinic' }).waitFor();
});

test('a forgotten password: an admin hands on a link, which works once', async () => {
  const { page, server } = await stage.admin();
  const dina = await invite(page, server.url, 'Dina', 'designer');
  await dina.getByRole('button', { name: 'Sign out' }).click();
  await dina.getByRole('link', { name: 'Forgotten your password?' }).click();
  await dina.getByText('Ask an admin of your organisation').waitFor();
  await page.goto(`${server.url}/settings/members`);
  await page.getByRole('button', { name: 'Link to a new password for Dina' }).click();
  const link = await page.getByLabel('Link for Dina').inputValue();
  await dina.goto(link);
  await dina.getByLabel('New password').fill('password1');
  await dina.getByRole('button', { name: 'Save' }).click();
  await dina.getByText('none that everybody tries first').waitFor();
  await dina.getByLabel('New password').fill(PASSWORD);
  await dina.getByRole('button', { name: 'Save' }).click();
  await signIn(dina, server.url, 'dina@clinic.example');
  await dina.getByRole('link', { name: 'Open Dental clinic' }).waitFor();
  // What is written before it is known who is there stays.
  let go: () => void = () => undefined;
  const written = new Promise<void>((resolve) => (go = resolve));
  await dina.route('**/api/me', async (route) => {
    await written;
    await route.continue();
  });
  await dina.goto(link);
  await dina.getByLabel('New password').fill(PASSWORD);
  go();
  await dina.getByRole('link', { name: 'Dina' }).waitFor();
  await dina.getByRole('button', { name: 'Save' }).click();
  await dina.getByText('This link was used, or is too old').waitFor();
});

test('single sign-on: set up by an admin, signed in with, in the role it gives; who is of elsewhere is told', async () => {
  const { page, server } = await stage.admin();
  const { url } = server;
  const provider = await identityProvider([`${url}/api/auth/callback/oidc-main`]);
  await page.goto(`${url}/settings/single-sign-on`);
  // What the admin enters at the provider is what the provider was given above.
  expect(await page.getByLabel('Redirect address').inputValue()).toBe(`${url}/api/auth/callback/oidc-main`);
  await page.getByLabel('Name on the button').fill('Clinic account');
  await page.getByLabel('Address of the provider (issuer)').fill(provider.issuer);
  await page.getByLabel('Client ID').fill(provider.clientId);
  await page.getByLabel('Client secret').fill(provider.secret);
  await page.getByLabel('Mail domains').fill('clinic.example');
  await page.getByLabel('Role of new members').selectOption('designer');
  const save = page.getByRole('button', { name: 'Save' });
  await save.click();
  // An address inside is called only where that is said.
  await page.getByRole('alert').waitFor();
  await page.getByLabel('The provider is in our own network').check();
  await save.click();
  await page.getByRole('button', { name: 'Remove single sign-on' }).waitFor();
  expect(await page.content()).not.toContain(provider.secret);

  const eda = await stage.person();
  await provider.become({ sub: 'e1', email: 'eda@clinic.example', name: 'Eda', email_verified: true });
  await eda.goto(url);
  await eda.getByRole('button', { name: 'Sign in with Clinic account' }).click();
  await eda.getByRole('link', { name: 'Open Dental clinic' }).waitFor();
  await eda.getByRole('link', { name: 'Eda', exact: true }).click();
  await eda.getByRole('heading', { name: 'Your account' }).waitFor();
  expect(await eda.getByRole('navigation', { name: 'Settings' }).count()).toBe(0);

  const mallory = await stage.person();
  await provider.become({ sub: 'x1', email: 'mallory@elsewhere.example', email_verified: true });
  await mallory.goto(url);
  await mallory.getByRole('button', { name: 'Sign in with Clinic account' }).click();
  await mallory.getByRole('alert').waitFor();
  await mallory.getByRole('button', { name: 'Sign in', exact: true }).waitFor();

  await page.goto(`${url}/settings/members`);
  await page.getByRole('heading', { name: '2 members' }).waitFor();
  await page.getByText('eda@clinic.example').waitFor();
});

test('an API token is shown once, works, and is revoked', async () => {
  const { page, server } = await stage.admin();
  await page.goto(`${server.url}/settings/tokens`);
  await page.getByLabel('Name').fill('nightly export');
  await page.getByLabel('Read flows').check();
  await page.getByRole('button', { name: 'Make the token' }).click();
  const token = await page.getByLabel('Your new token').inputValue();
  const ask = async () =>
    (await fetch(`${server.url}/api/flows`, { headers: { authorization: `Bearer ${token}` } })).status;
  expect(await ask()).toBe(200);
  await page.reload();
  await page.getByText('nightly export', { exact: true }).waitFor();
  expect(await page.content()).not.toContain(token);
  await page.getByRole('button', { name: 'Revoke nightly export' }).click();
  await page.getByRole('button', { name: 'Yes, do it' }).click();
  await page.getByText('There are none yet.').waitFor();
  expect(await ask()).toBe(401);
});

describe.each(['light', 'dark'] as const)('in %s, nobody meets a barrier', (colorScheme) => {
  test.each(['en', 'fa'])('in %s', async (language) => {
    const { page, server } = await stage.admin({ colorScheme });
    await page.locator('.header select').first().selectOption(language);
    const found: string[] = [];
    for (const name of ['account', 'members', 'rules', 'single-sign-on', 'tokens', 'audit']) {
      await page.goto(`${server.url}/settings/${name}`);
      await page.locator('.admin-section').first().waitFor();
      found.push(...(await barriers(page)).map((barrier) => `${name}: ${barrier}`));
    }
    const stranger = await stage.person({ colorScheme });
    for (const path of ['/', '/forgotten', '/reset?token=x']) {
      await stranger.goto(`${server.url}${path}`);
      await stranger.locator('.account').waitFor();
      found.push(...(await barriers(stranger)).map((barrier) => `${path}: ${barrier}`));
    }
    expect(found).toEqual([]);
  });
});
