import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { editorStage } from '../kit/editor-stage.ts';

const stage = editorStage();

async function opened(tab: string) {
  const { page, server } = await stage.admin({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${server.url}/flows/clinic`);
  await page.getByRole('tab', { name: tab, exact: true }).click();
  await page.getByRole('heading', { name: tab, exact: true }).waitFor();
  return page;
}

const give = async (page: Page, name: string, text: string) => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import…' }).click();
  await (await chooser).setFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
};

async function downloaded(page: Page, button: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return readFile(await (await download).path(), 'utf8');
}

test('a variable is found where it is written and read, renamed everywhere, and not removed while it is used', async () => {
  const page = await opened('Variables');
  const row = page.getByRole('row').filter({ has: page.getByLabel('Name of day') });
  await row.getByRole('button', { name: 'Which day?' }).waitFor();
  await row.getByRole('button', { name: 'Is it a Sunday?' }).waitFor();
  await page.getByRole('row').filter({ hasText: 'never read' }).first().waitFor();

  await page.getByLabel('Name of day').fill('visitDay');
  await page.keyboard.press('Enter');
  await page.getByLabel('Name of visitDay').waitFor();
  await page.getByRole('button', { name: 'Remove visitDay' }).click();
  await page.getByRole('button', { name: 'Really remove visitDay?' }).click();
  await page.getByText(/“visitDay” is used in \d+ places/).waitFor();

  await page.getByRole('button', { name: 'New variable' }).click();
  await page.getByLabel('Name', { exact: true }).fill('spare');
  await page.getByRole('button', { name: 'Declare', exact: true }).click();
  await page.getByLabel('Name of spare').waitFor();
  await page.getByRole('button', { name: 'Remove spare' }).click();
  await page.getByRole('button', { name: 'Really remove spare?' }).click();
  await expect.poll(() => page.getByLabel('Name of spare').count()).toBe(0);

  await page.getByRole('button', { name: 'Is it a Sunday?' }).first().click();
  await page.getByRole('complementary', { name: 'Settings' }).getByText('{{ visitDay').first().waitFor();
});

test('texts are searched and written in a table; the graph stays that of the published version', async () => {
  const page = await opened('Texts');
  await page.getByText('Only words differ from version 1').waitFor();
  await page.getByLabel('Search the texts').fill('hoş geldiniz');
  await expect.poll(() => page.getByRole('row').count()).toBe(2);
  await page.getByRole('textbox', { name: 'Welcome, Text, English' }).fill('Good day from the clinic.');
  await page.getByText('Only words differ from version 1').waitFor();

  // With the drawing locked only words can be changed, and only words are published.
  await page.getByRole('button', { name: 'Only words', exact: true }).click();
  await page.locator('.words-only').getByText('The drawing is locked').waitFor();
  await page.getByRole('textbox', { name: 'Welcome, Text, English' }).fill('Good day from us.');
  await page.getByRole('tab', { name: 'Drawing' }).click();
  await page.getByText('Good day from us.').first().waitFor();
  await page.locator('.outline').getByRole('treeitem', { name: 'Welcome' }).first().click();
  expect(await page.locator('#inspector-name').isDisabled()).toBe(true);
  expect(await page.getByRole('toolbar').getByRole('button', { name: 'Add node…' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Publish', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Only words differ from version 1').waitFor();
  await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
  await dialog.getByRole('heading', { name: 'Published' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Only words', exact: true }).click();

  await page.getByRole('tab', { name: 'Texts', exact: true }).click();
  await page.getByRole('textbox', { name: 'Welcome, Text, English' }).fill('Good day from the clinic.');
  await page.getByRole('tab', { name: 'Drawing' }).click();
  await page.getByText('Good day from the clinic.').first().waitFor();
  await page.locator('.outline').getByRole('treeitem', { name: 'Welcome' }).first().click();
  await page.getByRole('combobox', { name: 'Done' }).fill('Main');
  await page.getByRole('option', { name: 'Main menu' }).click();
  await page.getByRole('tab', { name: 'Texts', exact: true }).click();
  await page.getByText('More than words differs from version 2').waitFor();
});

test('texts go out as CSV and XLIFF and come back; hostile files do not', async () => {
  const page = await opened('Texts');
  const csv = await downloaded(page, 'Export as CSV');
  expect(csv).toContain('id,node,field,channel,tr,en');
  await give(page, 'back.csv', csv.replace('Welcome to the Dental Clinic Demo.', 'Welcome dear patient.'));
  await page.getByText('1 text taken in, 0 not known here.').waitFor();
  expect(await page.getByRole('textbox', { name: 'Welcome, Text, English' }).inputValue()).toBe(
    'Welcome dear patient.',
  );

  const xliff = await downloaded(page, 'Export as XLIFF');
  expect(xliff).toContain('version="2.1"');
  await give(page, 'back.xlf', xliff.replace('Welcome dear patient.', 'Hello &amp; welcome'));
  await expect
    .poll(() => page.getByRole('textbox', { name: 'Welcome, Text, English' }).inputValue())
    .toBe('Hello & welcome');

  await give(
    page,
    'bomb.xlf',
    `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">]>${xliff.slice(xliff.indexOf('<xliff'))}`,
  );
  expect(await page.getByRole('alert').textContent()).toContain('declarations of its own');
  await give(page, 'large.csv', `id,en\n${'x'.repeat(4_000_001)}`);
  await page.getByText('This file is larger than any flow').waitFor();
  await give(page, 'other.csv', 'name,age\nAda,36\n');
  await page.getByText('This is no table of texts').waitFor();
});
