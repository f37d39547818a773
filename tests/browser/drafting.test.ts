import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { connect, writerPragmas } from '../../db/guard.ts';
import { barriers, editorStage } from '../kit/editor-stage.ts';
import { PASSWORD } from '../kit/people.ts';
import { runningServer } from '../kit/running-server.ts';

const stage = editorStage();

/** Opens the clinic and waits until its draft is there. */
async function openClinic(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/flows/clinic`);
  await isSaved(page);
}

const isSaved = (page: Page) => page.locator('.draft-saved[data-saved=saved]').waitFor();
const says = (page: Page, words: string) => page.locator('.draft-saved', { hasText: words }).waitFor();

/** Chooses a node in the outline and gives it another name, as a person does. */
async function rename(page: Page, node: string, name: string): Promise<void> {
  await page.locator('.outline').getByText(node, { exact: true }).first().click();
  const field = page.locator('#inspector-name');
  await field.click();
  await field.press('ControlOrMeta+A');
  await page.keyboard.type(name);
}

const seen = (page: Page, name: string) =>
  page.locator('.outline').getByText(name, { exact: true }).first().waitFor();

/** Lets go of the field one writes in, so that keys mean the drawing again. */
const letGo = (page: Page) => page.locator('.builder-bar h1').click();

describe('two people at once', () => {
  test('see each other, and what each does; each undoes only their own', async () => {
    const { page: ada, server } = await stage.admin();
    const ben = await stage.colleague(ada, server.url, 'Ben');
    await openClinic(ada, server.url);
    await openClinic(ben, server.url);
    await ada.getByRole('list', { name: 'Also here' }).getByText('Ben').waitFor({ state: 'attached' });
    await ben.getByRole('list', { name: 'Also here' }).getByText('Ada Admin').waitFor({ state: 'attached' });

    await rename(ada, 'Welcome', 'By Ada');
    await seen(ben, 'By Ada');
    await ben.locator('.other-chosen', { hasText: 'Ada Admin' }).waitFor();
    await rename(ben, 'By Ada', 'By Ada and Ben');
    await rename(ben, 'Main menu', 'Menu of Ben');
    await seen(ada, 'Menu of Ben');

    const canvas = (await ben.locator('.canvas').boundingBox())!;
    await ben.mouse.move(canvas.x + 300, canvas.y + 200);
    await ben.mouse.move(canvas.x + 340, canvas.y + 240);
    await ada.locator('.other-pointer', { hasText: 'Ben' }).waitFor();

    await letGo(ben);
    await ben.keyboard.press('ControlOrMeta+Z');
    await seen(ada, 'Main menu');
    await seen(ada, 'By Ada and Ben');
    await ben.keyboard.press('ControlOrMeta+Z');
    await seen(ada, 'By Ada');
    expect(await ben.getByRole('button', { name: 'Take back the last step' }).first().isDisabled()).toBe(
      true,
    );
    await ben.keyboard.press('ControlOrMeta+Shift+Z');
    await seen(ada, 'By Ada and Ben');
    await ben.close();
    await ada.getByRole('list', { name: 'Also here' }).waitFor({ state: 'detached' });
  });

  test('mention each other in notes, by key; who is mentioned is told at home until they have looked', async () => {
    const { page: ada, server } = await stage.admin();
    const ben = await stage.colleague(ada, server.url, 'Ben');
    await openClinic(ben, server.url);
    await ben.locator('.outline').getByText('Welcome', { exact: true }).first().click();
    await ben.keyboard.press('Shift+N');
    await ben
      .getByRole('textbox', { name: /^Text of the note/ })
      .and(ben.locator(':focus'))
      .waitFor();
    await ben.keyboard.type('Is this right, @admi');
    await ben.getByRole('option', { name: 'Ada Admin' }).waitFor();
    await ben.keyboard.press('Enter');
    await ben.keyboard.press('Escape');
    await ben.locator('.note mark', { hasText: '@Ada Admin' }).waitFor();
    await isSaved(ben);
    await ada.goto(server.url);
    const told = ada.waitForResponse((response) => response.url().endsWith('/me/mentions/seen'));
    await ada.getByRole('region', { name: '1 note mentions you' }).getByRole('link').click();
    await ada.locator('.note[data-selected]', { hasText: 'Is this right' }).waitFor();
    await isSaved(ada);
    await told;
    await ada.goto(server.url);
    await ada.locator('.flows').waitFor();
    expect(await ada.getByRole('region', { name: /mentions? you/ }).count()).toBe(0);
  });

  test('whoever may only look sees it change, and cannot change it', async () => {
    const { page: ada, server } = await stage.admin();
    const vera = await stage.colleague(ada, server.url, 'Vera', 'viewer');
    await openClinic(ada, server.url);
    await openClinic(vera, server.url);
    expect(await vera.getByRole('button', { name: 'Take back the last step' }).count()).toBe(0);
    await rename(ada, 'Welcome', 'Seen by Vera');
    await seen(vera, 'Seen by Vera');
  });
});

describe('nothing is lost', () => {
  test('by a reload in the middle of an edit', async () => {
    const { page, server } = await stage.admin();
    await openClinic(page, server.url);
    await rename(page, 'Welcome', 'Half a wor');
    await page.reload();
    await isSaved(page);
    await seen(page, 'Half a wor');
  });

  test('without a network: it is said, kept, and merged when the network is back', async () => {
    const { page: ada, server } = await stage.admin();
    const ben = await stage.colleague(ada, server.url, 'Ben');
    await openClinic(ada, server.url);
    await openClinic(ben, server.url);
    await ada.getByRole('button', { name: 'Publish', exact: true }).click();
    const publish = ada.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true });
    await publish.waitFor();
    await ada.context().setOffline(true);
    await says(ada, 'Offline');
    await publish.click();
    await ada.getByRole('alert').getByText('Publish again when the network is back').waitFor();
    expect(await publish.isEnabled()).toBe(true);
    await ada.keyboard.press('Escape');
    await rename(ada, 'Welcome', 'Under way');
    await rename(ben, 'Main menu', 'Menu of Ben');
    await isSaved(ben);
    await ada.context().setOffline(false);
    await isSaved(ada);
    await says(ada, 'Saved');
    await seen(ada, 'Menu of Ben');
    await seen(ben, 'Under way');
  });

  test('when the server is killed in between', async () => {
    const { page, server } = await stage.admin();
    await openClinic(page, server.url);
    await rename(page, 'Welcome', 'Before the end');
    await isSaved(page);
    server.child.kill('SIGKILL');
    await server.exited;
    await says(page, 'Offline');
    await rename(page, 'Main menu', 'While it was gone');
    const { port } = new URL(server.url);
    await runningServer({ env: { DATABASE_URL: server.database, PORT: port } });
    // What was on disk as a change only is in the draft everybody else reads, before anybody opens it.
    const stored = await page.request.get(`${server.url}/api/flows/clinic/document`);
    expect(await stored.text()).toContain('Before the end');
    await isSaved(page);
    await page.reload();
    await isSaved(page);
    await seen(page, 'Before the end');
    await seen(page, 'While it was gone');
  });

  test('when one is signed out meanwhile: it is told, and what was drawn since is there after signing in', async () => {
    const { page, server } = await stage.admin();
    await openClinic(page, server.url);
    await page.evaluate(() => fetch('/api/auth/sign-out', { method: 'POST' }));
    await rename(page, 'Welcome', 'Signed out');
    await page.getByRole('alert').getByText('You are signed out').waitFor();
    await says(page, 'Not saved');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('[name=email]').fill('ada@clinic.example');
    await page.locator('[name=password]').fill(PASSWORD);
    await page.locator('[type=submit]').click();
    await isSaved(page);
    await seen(page, 'Signed out');
  });
});

test('two drafts that cannot be merged are shown side by side, and one is chosen', async () => {
  const { page, server } = await stage.admin();
  await openClinic(page, server.url);
  await page.context().setOffline(true);
  await rename(page, 'Welcome', 'Drawn apart');
  const { port } = new URL(server.url);
  server.child.kill('SIGKILL');
  await server.exited;
  // The document people changed together is gone: what is made of the JSON has nothing in common with it.
  const file = connect(server.database, writerPragmas);
  file.exec('delete from draft_states; delete from draft_updates');
  file.close();
  await runningServer({ env: { DATABASE_URL: server.database, PORT: port } });
  await page.context().setOffline(false);
  await page.getByRole('heading', { name: 'Two drafts that cannot be merged' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Put mine in its place' }).click();
  await isSaved(page);
  await seen(page, 'Drawn apart');
  await page.reload();
  await isSaved(page);
  await seen(page, 'Drawn apart');
});

test('the history names the steps, and a click goes there; by keyboard as well', async () => {
  const { page, server } = await stage.admin();
  await openClinic(page, server.url);
  await rename(page, 'Welcome', 'First');
  await rename(page, 'Main menu', 'Second');
  const button = page.getByRole('button', { name: 'History', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('region', { name: 'History' });
  const steps = panel.getByRole('button');
  expect(await steps.count()).toBe(3);
  expect(await barriers(page)).toEqual([]);
  await steps.nth(1).click();
  await seen(page, 'First');
  await seen(page, 'Main menu');
  await steps.nth(0).focus();
  await page.keyboard.press('Enter');
  await seen(page, 'Welcome');
  await steps.nth(2).click();
  await seen(page, 'Second');
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'hidden' });
  expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
});
