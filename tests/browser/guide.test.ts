import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { editorStage } from '../kit/editor-stage.ts';

const stage = editorStage();

const coach = (page: Page) => page.getByRole('complementary', { name: 'Your first flow' });
/** Waits until the panel asks for this. */
const asks = (page: Page, what: string) => coach(page).getByText(what, { exact: true }).waitFor();

test('the guide is left and taken up again where it was, by key alone', async () => {
  const { page, server } = await stage.admin();
  await page.getByRole('button', { name: 'Lead me' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByLabel('Name').fill('Mine');
  await page.keyboard.press('Enter');
  await asks(page, 'Add a menu');
  await coach(page).getByRole('button', { name: 'Later' }).focus();
  await page.keyboard.press('Enter');
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
