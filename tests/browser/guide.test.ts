import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { barriers, editorStage } from '../kit/editor-stage.ts';

const stage = editorStage();

const coach = (page: Page) => page.getByRole('complementary', { name: 'Your first flow' });
/** Waits until the panel asks for this. */
const asks = (page: Page, what: string) => coach(page).getByText(what, { exact: true }).waitFor();
const said = async (page: Page): Promise<string> => (await coach(page).textContent()) ?? '';
const card = (page: Page, name: string) => page.locator('.card', { hasText: name });

test('an admin who has never seen it is led to a menu that is published and chatted with', async () => {
  const { page } = await stage.firstAdmin();
  await page.getByRole('button', { name: 'Lead me' }).click();

  await asks(page, 'Make a flow');
  // The window for a new flow is open at once; what the panel says is done in it.
  const dialog = page.getByRole('dialog', { name: 'New flow' });
  await dialog.getByLabel('Name').fill('My first menu');
  expect(await dialog.getByLabel('An empty drawing').isChecked()).toBe(true);
  await dialog.getByRole('button', { name: 'Create' }).click();

  await asks(page, 'Add a menu');
  expect(await said(page)).toContain('Open the list “Add” at the side and choose “Menu”');
  await page.getByRole('tab', { name: 'Add', exact: true }).click();
  const list = page.locator('.workspace-list');
  await list
    .getByRole('option', { name: /^Menu/ })
    .or(list.getByRole('button', { name: /^Menu/ }))
    .first()
    .click();
  await card(page, 'Menu').first().waitFor();

  await asks(page, 'Lead every exit to an end');
  const end = list
    .getByRole('option', { name: /^End/ })
    .or(list.getByRole('button', { name: /^End/ }))
    .first();
  await end.click();
  await card(page, 'End').first().waitFor();
  await card(page, 'Menu').first().click();
  await end.click();
  await expect.poll(() => page.locator('.react-flow__node').count()).toBe(3);
  await card(page, 'Menu').first().click();
  const exits = page.getByRole('region', { name: 'Exits' });
  for (const name of [/person/i, /no input/i, /no match/i]) {
    await exits.getByRole('combobox', { name }).fill('End');
    await page.getByRole('option', { name: /^End/ }).last().click();
  }

  await asks(page, 'Publish it');
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await asks(page, 'Chat with it');
  await page.getByRole('button', { name: 'Give it a chat page' }).click();
  const chatting = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Chat with it' }).click();
  const chat = await chatting;
  await chat.locator('.theirs .bubble').first().waitFor();
  // The menu is answered: the flow goes its way, and the conversation is over.
  expect(new URL(chat.url()).pathname).toBe('/chat');
  await chat.locator('.theirs button').first().click();
  await chat.locator('.own .bubble').first().waitFor();
  await chat.getByRole('button', { name: 'Start a new conversation' }).waitFor();

  await page.keyboard.press('Escape');
  await asks(page, 'Your flow is in service');
  await coach(page).getByRole('button', { name: 'Done' }).click();
  expect(await coach(page).count()).toBe(0);
});

test('the guide is left and taken up again where it was, by key alone', async () => {
  const { page, server } = await stage.admin();
  await page.getByRole('button', { name: 'Lead me' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('Name').fill('Mine');
  await page.keyboard.press('Enter');
  await asks(page, 'Add a menu');
  // Nobody presses a key while the page is still coming.
  await page.getByRole('heading', { name: 'Mine' }).waitFor();
  await page.locator('.react-flow').waitFor();
  await coach(page).getByRole('button', { name: 'Later' }).press('Enter');
  await expect.poll(() => coach(page).count()).toBe(0);
  await page.goto(server.url);
  await page.getByRole('heading', { name: 'Your first flow is waiting' }).waitFor();
  await page.getByRole('button', { name: 'Go on' }).focus();
  await page.keyboard.press('Enter');
  await asks(page, 'Go back to your flow');
  await coach(page).getByRole('link', { name: 'Open it' }).focus();
  await page.keyboard.press('Enter');
  await asks(page, 'Add a menu');
  await page.goto(server.url);
  await asks(page, 'Go back to your flow');
});

test('whoever does not want to be led is not asked again', async () => {
  const { page } = await stage.admin();
  await page.getByRole('button', { name: 'No, thank you' }).click();
  await page.reload();
  await page.locator('.flow').first().waitFor();
  expect(await page.getByText('Draw your first flow in five minutes').count()).toBe(0);
});
