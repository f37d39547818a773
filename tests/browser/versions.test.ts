import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { barriers, editorStage } from '../kit/editor-stage.ts';
import { flowOf, node } from '../kit/flow-builder.ts';
import { asked } from '../kit/talk.ts';

const stage = editorStage();

const hello = (text: string, more: object = {}) => ({
  ...flowOf(
    { hello: node('message', { text: { en: text } }, { done: 'bye' }), bye: node('end') },
    { id: 'hello', name: 'Hello', channels: ['chat'] },
  ),
  ...more,
});

/** The builder at a flow of two versions and a draft that goes on from the second. */
async function atVersions(options: Parameters<typeof stage.admin>[0] = {}) {
  const { page, server } = await stage.admin(options);
  await asked(page, 'POST', '/flows/publish?note=The%20first', hello('One'));
  const second = hello('Two');
  second.nodes['hello']!.exits = { done: 'more' };
  second.nodes['more'] = { ...node('message', { text: { en: 'More' } }, { done: 'bye' }), name: 'Some more' };
  second.annotations = {
    frames: { top: { title: 'To begin with', x: -40, y: -60, width: 300, height: 240 } },
    notes: { why: { text: 'Ask Ada about this', x: 0, y: 420, width: 220, height: 90 } },
  };
  second.layout = { ...second.layout, more: { x: 240, y: 260 }, bye: { x: 640, y: 0 } };
  await asked(page, 'POST', '/flows/publish?note=The%20second', second);
  await page.goto(`${server.url}/flows/hello`);
  return { page, server };
}

const versionsTab = (page: Page) => page.getByRole('tab', { name: 'Versions' }).click();
const version = (page: Page, number: number) =>
  page.getByRole('listitem', { name: `Version ${number}`, exact: true });

describe('publishing', () => {
  test('shows what changes, takes a note, and tells where the flow runs', async () => {
    const { page, server } = await stage.admin();
    await asked(page, 'POST', '/flows/publish', hello('One'));
    const flow = await asked<{ revision: number }>(page, 'GET', '/flows/hello');
    await asked(page, 'PUT', '/flows/hello/draft', { revision: flow.revision, draft: hello('Two') });
    await page.goto(`${server.url}/flows/hello`);
    await page.getByRole('button', { name: 'Publish' }).click();
    const dialog = page.getByRole('dialog', { name: 'Publish Hello' });
    await dialog.getByText('Text · English').waitFor();
    expect(await dialog.locator('del').allTextContents()).toEqual(['One']);
    expect(await dialog.locator('ins').allTextContents()).toEqual(['Two']);
    expect(await barriers(page)).toEqual([]);
    await dialog.getByLabel('Note').fill('A warmer word');
    await dialog.getByRole('button', { name: 'Publish' }).click();
    const live = page.getByRole('dialog', { name: 'Published' });
    await live.getByText('Version 2 of Hello runs now.').waitFor();
    await live.getByRole('button', { name: 'Give it a chat page' }).click();
    const link = live.getByRole('link', { name: 'Chat with it' });
    await link.waitFor();
    const href = await link.getAttribute('href');
    await page.keyboard.press('Escape');
    await versionsTab(page);
    await version(page, 2).getByText('A warmer word').waitFor();
    await version(page, 2).getByText('Ada Admin').waitFor();
    await version(page, 2).getByText('Runs now').waitFor();
    await page.goto(`${server.url}${href}&lang=en`);
    await page.locator('.bubble', { hasText: 'Two' }).waitFor();
  });

  test('is refused while there are errors, and each leads to its node', async () => {
    const { page, server } = await stage.admin();
    const broken = hello('One');
    broken.nodes['hello']!.exits = {};
    broken.nodes['hello']!.name = 'Say hello';
    await asked(page, 'POST', '/flows/import', { document: broken });
    await page.goto(`${server.url}/flows/hello`);
    await page.getByRole('button', { name: 'Publish' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Mend these first').waitFor();
    expect(await dialog.getByRole('button', { name: 'Publish' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: /Say hello.*leads nowhere/ }).click();
    await page.locator('.card[data-selected]', { hasText: 'Say hello' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
  });
});

describe('the versions of a flow', () => {
  test('are compared on the canvas, in words, and as JSON', async () => {
    const { page } = await atVersions();
    await versionsTab(page);
    await page.getByRole('button', { name: 'Compare Version 2 with the one before' }).click();
    const canvas = page.locator('.compared');
    await canvas.locator('[data-mark=added] .card', { hasText: 'Some more' }).waitFor();
    expect(await canvas.locator('.react-flow__node[data-mark=changed]').count()).toBe(1);
    expect(await canvas.locator('.react-flow__node[data-mark=moved]').count()).toBe(1);
    await canvas.locator('[data-mark=added] .note', { hasText: 'Ask Ada about this' }).waitFor();
    await canvas.locator('[data-mark=added] .frame', { hasText: 'To begin with' }).waitFor();
    await page.getByLabel('Before', { exact: true }).selectOption({ label: 'Version 2' });
    await page.getByLabel('After', { exact: true }).selectOption({ label: 'Version 1' });
    await canvas.locator('[data-mark=removed] .card', { hasText: 'Some more' }).waitFor();
    await canvas.locator('[data-mark=removed] .note', { hasText: 'Ask Ada about this' }).waitFor();
    await page.getByRole('tab', { name: 'In words' }).click();
    await page.locator('.changes li', { hasText: 'Removed Note Ask Ada about this' }).waitFor();
    await page.getByText('Exit · done').or(page.getByText('Exit · Done')).first().waitFor();
    expect(await page.locator('.comparing del').allTextContents()).toContain('Two');
    await page.getByRole('tab', { name: 'JSON side by side' }).click();
    const beside = page.locator('.monaco-diff-editor');
    // What is the same on both sides is folded when the two have been compared.
    await beside.locator('.diff-hidden-lines').first().waitFor({ state: 'attached' });
    await beside.getByText('"Two"').first().waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  test('are rolled back, and that is undone by publishing the other again', async () => {
    const { page } = await atVersions();
    await versionsTab(page);
    await page.getByRole('button', { name: 'Roll back to Version 1' }).click();
    await page.getByRole('button', { name: 'Yes, run this again' }).click();
    await page.getByText('Version 1 runs again, as version 3.').waitFor();
    await version(page, 3).getByText('Runs exactly like version 1.').waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await version(page, 4).getByText('Runs now').waitFor();
    await version(page, 4).getByText('Runs exactly like version 2.').waitFor();
  });

  test('are put into the draft again, as a step that can be undone', async () => {
    const { page } = await atVersions();
    await versionsTab(page);
    await page.getByRole('button', { name: 'Put Version 1 into the draft' }).click();
    await page.getByText('Version 1 is in the draft now.').waitFor();
    await page.getByRole('tab', { name: 'Drawing' }).first().click();
    await expect.poll(() => page.locator('.react-flow__node').count()).toBe(2);
    await versionsTab(page);
    await page.getByRole('button', { name: 'Put Version 1 into the draft' }).click();
    await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  });

  test('get names, by key alone', async () => {
    const { page } = await atVersions();
    await versionsTab(page);
    await page.getByRole('button', { name: 'Name Version 1' }).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.type('Opening day');
    await page.keyboard.press('Enter');
    await version(page, 1).getByText('Opening day').waitFor();
    await page
      .getByLabel('Before')
      .getByRole('option', { name: 'Version 1 · Opening day' })
      .waitFor({ state: 'attached' });
  });

  test.each(['light', 'dark'] as const)('are without barriers in %s', async (colorScheme) => {
    const { page } = await atVersions({ colorScheme });
    await versionsTab(page);
    await page.locator('.compared .card').first().waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('tab', { name: 'In words' }).click();
    expect(await barriers(page)).toEqual([]);
  });
});
