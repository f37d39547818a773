import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { barriers, editorStage } from '../kit/editor-stage.ts';
import { flowOf, node } from '../kit/flow-builder.ts';
import { asked } from '../kit/talk.ts';

const stage = editorStage();

const hello = (text: string, id = 'hello', name = 'Hello') =>
  flowOf(
    {
      greet: { ...node('message', { text: { en: text } }, { done: 'bye' }), name: 'Say hello' },
      bye: node('end'),
    },
    { id, name, channels: ['chat'] },
  );

const flow = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true });
async function more(page: Page, name: string, what: string) {
  await flow(page, name).getByLabel(`More for ${name}`).click();
  await flow(page, name).getByText(what, { exact: true }).click();
}

/** The first page, with flows of ours beside the clinic. */
async function atHome(options: Parameters<typeof stage.admin>[0] = {}) {
  const { page, server } = await stage.admin(options);
  await asked(page, 'POST', '/flows/import', { document: hello('Bugün hava çok güzel.') });
  await asked(page, 'POST', '/flows/import', { document: hello('Press 1', 'cards', 'Cards') });
  await page.reload();
  await flow(page, 'Hello').waitFor();
  return { page, server };
}

describe('a flow is found', () => {
  test('by any of its texts, and the node that says it is told and opened', async () => {
    const { page } = await atHome();
    await page.getByLabel('Search all flows').fill('guzel');
    await expect.poll(() => page.locator('.flow').count()).toBe(1);
    const hit = page.getByRole('list', { name: 'Where it was found' });
    await hit.getByText('Bugün hava çok güzel.').waitFor();
    await hit.getByRole('link', { name: 'Say hello' }).click();
    await page.locator('.card[data-selected]', { hasText: 'Say hello' }).waitFor();
    await page.goBack();
    await page.getByLabel('Search all flows').fill('qqqq');
    await page.getByText('No flow has “qqqq” in any of its texts.').waitFor();
  });

  test('in its folder and by its tags, and sorted by name', async () => {
    const { page } = await atHome();
    await more(page, 'Cards', 'Folder and tags');
    const dialog = page.getByRole('dialog', { name: 'Folder and tags of Cards' });
    await dialog.getByLabel('Folder').fill('Bank / Cards');
    await dialog.getByLabel('Tags').fill('live, new');
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Cards is put in order.').waitFor();
    await page.getByRole('button', { name: 'Bank', exact: true }).click();
    await expect.poll(() => page.locator('.flow h2').allTextContents()).toEqual(['Cards']);
    await page.getByRole('button', { name: 'All flows' }).click();
    await page.getByRole('button', { name: 'live 1' }).click();
    await expect.poll(() => page.locator('.flow h2').allTextContents()).toEqual(['Cards']);
    await page.getByRole('button', { name: 'live 1' }).click();
    await page.getByLabel('Sort by').selectOption('Name');
    await expect
      .poll(() => page.locator('.flow h2').allTextContents())
      .toEqual(['Cards', 'Dental clinic', 'Hello']);
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => page.getByRole('button', { name: 'live 1' }).count()).toBe(0);
  });

  test('where it is used', async () => {
    const { page } = await atHome();
    await more(page, 'Dental clinic', 'Where used');
    const way = page.getByRole('dialog').getByRole('listitem').filter({ hasText: 'Clinic phone' });
    await way.getByText('+15005550006').waitFor();
    await page.getByRole('dialog').getByText('Clinic hours').waitFor();
    await page.keyboard.press('Escape');
    await more(page, 'Hello', 'Where used');
    await page.getByText('Nothing leads to it').waitFor();
  });
});

describe('a flow is', () => {
  test('renamed, and that is undone', async () => {
    const { page } = await atHome();
    await more(page, 'Hello', 'Rename');
    await page.getByRole('dialog').getByLabel('Name').fill('Good day');
    await page.keyboard.press('Enter');
    await flow(page, 'Good day').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await flow(page, 'Hello').waitFor();
  });

  test('duplicated', async () => {
    const { page } = await atHome();
    await more(page, 'Hello', 'Duplicate');
    await flow(page, 'Hello (copy)').waitFor();
    expect(await asked(page, 'GET', '/flows/hello-copy')).toMatchObject({
      draft: { nodes: { greet: { config: { text: { en: 'Bugün hava çok güzel.' } } } } },
    });
  });

  test('deleted and brought back at once, or from the bin', async () => {
    const { page } = await atHome();
    await more(page, 'Hello', 'Delete');
    await page.getByText('Hello is in the bin.').waitFor();
    await expect.poll(() => flow(page, 'Hello').count()).toBe(0);
    await page.getByRole('button', { name: 'Undo' }).click();
    await more(page, 'Hello', 'Delete');
    await expect.poll(() => flow(page, 'Hello').count()).toBe(0);
    await page.getByRole('button', { name: 'Bin' }).click();
    await page.getByRole('button', { name: 'Bring Hello back' }).click();
    await page.getByText('Nothing is deleted.').waitFor();
    await page.getByRole('button', { name: 'Bin' }).click();
    await flow(page, 'Hello').waitFor();
  });

  test('not deleted while something leads to it: that is shown', async () => {
    const { page } = await atHome();
    await more(page, 'Dental clinic', 'Delete');
    await page
      .getByRole('dialog', { name: 'Where Dental clinic is used' })
      .getByText('Clinic phone')
      .waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('Something still leads to this flow.').waitFor();
  });

  test('exported to a file, and taken in again', async () => {
    const { page } = await atHome();
    const download = page.waitForEvent('download');
    await more(page, 'Hello', 'Export as a file');
    const file = await (await download).path();
    expect((JSON.parse(readFileSync(file, 'utf8')) as { id: string }).id).toBe('hello');
    await page.getByRole('button', { name: 'Import' }).click();
    await page.getByLabel('File of a flow').setInputFiles(file);
    await page.getByText('There is a flow of this id already.').waitFor();
    await page.getByRole('button', { name: 'Keep both' }).click();
    await page.getByText('Hello is taken in as a draft.').waitFor();
    await page.getByRole('dialog').getByRole('link', { name: 'Open' }).click();
    await page.waitForURL('**/flows/hello-2');
    await page.goBack();
    await page.getByRole('button', { name: 'Import' }).click();
    await page.getByLabel('File of a flow').setInputFiles({
      name: 'hello.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(hello('Better words.'))),
    });
    await page.getByRole('button', { name: 'Replace its draft' }).click();
    await page.getByText('Hello is taken in as a draft.').waitFor();
    const words = async (id: string) =>
      ((await asked(page, 'GET', `/flows/${id}`)) as { draft: ReturnType<typeof hello> }).draft.nodes['greet']
        ?.config['text'];
    expect(await words('hello')).toEqual({ en: 'Better words.' });
    expect(await words('hello-2')).toEqual({ en: 'Bugün hava çok güzel.' });
  });

  test('refused from a broken file, with the node and the field', async () => {
    const { page } = await atHome();
    const give = async (text: string) => {
      await page
        .getByLabel('File of a flow')
        .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    };
    await page.getByRole('button', { name: 'Import' }).click();
    const broken = hello('One', 'broken') as unknown as { nodes: { greet: { exits: unknown } } };
    broken.nodes.greet.exits = { done: 7 };
    await give(JSON.stringify(broken));
    const alert = page.getByRole('dialog').getByRole('alert');
    await alert.getByText('This file is broken').waitFor();
    await alert.getByText('greet · exits · done').waitFor();
    expect(await barriers(page)).toEqual([]);
    await give('{');
    await page.getByText('This file is no JSON').waitFor();
    expect(await asked(page, 'GET', '/flows?text=broken')).toMatchObject({ items: [] });
  });
});

describe('a new flow', () => {
  test('begins with a template, seen in a picture', async () => {
    const { page } = await stage.admin();
    await page.getByRole('button', { name: 'New flow' }).click();
    const dialog = page.getByRole('dialog', { name: 'New flow' });
    await expect.poll(() => dialog.locator('.template-picture').count()).toBe(8);
    await dialog.getByLabel('Name').fill('Our returns');
    await dialog.getByText('Web-shop returns').click();
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { name: 'Our returns' }).waitFor();
    await page.locator('.card', { hasText: 'Order number' }).waitFor();
  });

  test('begins empty, or with a copy', async () => {
    const { page, server } = await stage.admin();
    await page.getByRole('button', { name: 'New flow' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('From nothing');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'From nothing' }).waitFor();
    await page.goto(server.url);
    await page.getByRole('button', { name: 'New flow' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Second clinic');
    await dialog.getByText('A copy', { exact: true }).click();
    await dialog.getByLabel('Copy of').selectOption('Dental clinic');
    await dialog.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('heading', { name: 'Second clinic' }).waitFor();
    await page.locator('.card', { hasText: 'Welcome' }).first().waitFor();
  });
});

test('an empty bin says so, in the dark too', async () => {
  const { page } = await stage.admin({ colorScheme: 'dark' });
  await page.getByRole('button', { name: 'Bin' }).click();
  await page.getByText('Nothing is deleted.').waitFor();
  expect(await barriers(page)).toEqual([]);
});

test('five hundred flows are all there, and searched at once', async () => {
  const { page } = await stage.admin();
  await page.evaluate(async () => {
    for (let number = 1; number <= 500; number += 1)
      await fetch('/api/flows', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: `Flow ${number}` }),
      });
  });
  await page.reload();
  await page.getByText('501 flows').waitFor();
  expect(await page.locator('.flow').count()).toBe(501);
  await page.getByLabel('Search all flows').fill('flow 499');
  await expect.poll(() => page.locator('.flow h2').allTextContents()).toEqual(['Flow 499']);
});
