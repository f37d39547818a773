import { gzipSync } from 'node:zlib';
import type { Page, Response } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import clinic from '../../runtime/demo/clinic.flow.json';
import { barriers, editorStage } from '../kit/editor-stage.ts';

const stage = editorStage();
const outlined = (page: Page, name: string) =>
  page.locator('.outline').getByRole('treeitem', { name, exact: false });
const NODES = Object.keys(clinic.nodes).length;
const EDGES = Object.values(clinic.nodes).reduce((sum, node) => sum + Object.keys(node.exits).length, 0);

describe('a flow', () => {
  test('is found on the first page, drawn, and shown as the machine it runs as', async () => {
    const { page } = await stage.admin();
    await page.getByText('Version 1').waitFor();
    await page.getByText('Phone line').waitFor();
    expect(await page.getByRole('link', { name: 'Chat with Dental clinic' }).getAttribute('href')).toBe(
      '/chat?connection=web',
    );
    await page.getByRole('link', { name: 'Open Dental clinic' }).click();

    await page.getByRole('heading', { name: 'Dental clinic' }).waitFor();
    await page.getByRole('group', { name: 'Remembered language, Set language' }).waitFor();
    await page.getByText(`${NODES} nodes`).waitFor();
    await page.getByRole('button', { name: 'Show all of it' }).click();
    await expect.poll(() => page.locator('.react-flow__node').count()).toBe(NODES);
    await expect.poll(() => page.locator('.react-flow__edge').count()).toBe(EDGES);
    await page
      .getByRole('img', { name: 'From Main menu by Appointment to Which day?' })
      .waitFor({ state: 'attached' });

    await page.getByRole('tab', { name: 'Machine' }).click();
    await page.locator('.monaco-editor').getByText('"clinic"').first().waitFor();
    await page.getByText('What runs: an XState machine as JSON, version 1.').waitFor();
    await page.getByRole('tab', { name: 'Document' }).click();
    await page.locator('.monaco-editor').getByText('"format"').first().waitFor();
  });

  test('is shown in the language of its texts that one chooses', async () => {
    const { page, server } = await stage.admin();
    await page.goto(`${server.url}/flows/clinic`);
    await page.getByText('Welcome to the Dental Clinic Demo.').waitFor();
    await page.getByLabel('Texts in').selectOption({ label: 'Turkish' });
    await page.getByText("Diş Klinik Demo'ya hoş geldiniz.").waitFor();
    expect(await page.getByText('Welcome to the Dental Clinic Demo.').count()).toBe(0);
  });

  test('is walked by key in the outline, and the canvas follows', async () => {
    const { page, server } = await stage.admin();
    await page.goto(`${server.url}/flows/clinic`);
    await page.getByRole('tree', { name: 'Outline' }).focus();
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown');
    await page.locator('.card[data-selected]', { hasText: 'Main menu' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await outlined(page, 'Appointment leads to Which day?').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.locator('.card[data-selected]', { hasText: 'Which day?' }).waitFor();
    await page.keyboard.press('End');
    await expect.poll(() => page.locator('.card[data-selected]').count()).toBe(1);
  });

  test('keeps its direction where the page is read from right to left', async () => {
    const { page, server } = await stage.admin();
    await page.getByLabel('Language', { exact: true }).selectOption('fa');
    await page.getByRole('heading', { name: 'جریان‌ها' }).waitFor();
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
    await page.goto(`${server.url}/flows/clinic`);
    await page.getByText(`${new Intl.NumberFormat('fa').format(NODES)} گره`).waitFor();
    expect(await page.locator('.canvas .react-flow').getAttribute('dir')).toBe('ltr');
    const [start, next] = ['Remembered language', 'Welcome'].map((name) =>
      page.locator('.react-flow__node', { hasText: name }).first(),
    );
    expect((await start?.boundingBox())?.x).toBeLessThan((await next?.boundingBox())?.x ?? 0);
    const outline = await page.locator('.outline').boundingBox();
    const canvas = await page.locator('.canvas').boundingBox();
    expect(outline?.x).toBeGreaterThan(canvas?.x ?? Infinity);
  });

  test('that is not there is said to be so', async () => {
    const { page, server } = await stage.admin();
    await page.goto(`${server.url}/flows/nowhere`);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('There is no such flow');
  });
});

describe('the node types', () => {
  test('are grouped, found by a word of the language, and opened', async () => {
    const { page } = await stage.admin();
    await page.getByRole('link', { name: 'Node types' }).click();
    await page.getByRole('heading', { name: 'Decide' }).waitFor();
    await page.getByRole('searchbox').fill('announce');
    await expect.poll(() => page.locator('.node-type').count()).toBeLessThan(6);
    await page.locator('#message summary').click();
    await page.getByText('Says a text on the phone and sends it on every other channel.').waitFor();
    await page.getByRole('searchbox').fill('qqqq');
    await page.getByText('Nothing fits “qqqq”.').waitFor();
    await page.getByLabel('Language', { exact: true }).selectOption('tr');
    await page.getByRole('searchbox').fill('anons');
    await page.getByRole('heading', { name: 'Mesaj' }).waitFor();
  });
});

describe.each(['light', 'dark'] as const)('in %s, nobody meets a barrier', (colorScheme) => {
  test('on any page', async () => {
    const { page, server } = await stage.admin({ colorScheme });
    const found: string[] = [];
    const look = async (where: string) =>
      found.push(...(await barriers(page)).map((barrier) => `${where}: ${barrier}`));
    await look('home');
    await page.goto(`${server.url}/node-types`);
    await page.locator('#menu summary').click();
    await page.locator('.docs p').first().waitFor();
    await look('node types');
    await page.goto(`${server.url}/flows/clinic`);
    await outlined(page, 'Main menu').click();
    await page.locator('.card[data-selected]').waitFor();
    await look('drawing');
    await page.getByRole('tab', { name: 'Machine' }).click();
    await page.locator('.monaco-editor .view-line').first().waitFor();
    await look('machine');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await look('sign-in');
    expect(found).toEqual([]);
  });
});

test('signing out and in again', async () => {
  const { page } = await stage.admin();
  await page.getByText('Ada Admin').waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('E-mail').fill('ada@clinic.example');
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Password').fill('a long enough password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Dental clinic' }).waitFor();
  expect(await page.getByText('Ada Admin').count()).toBe(1);
});

test('a builder that has just been opened needs less than 350 kB, and no Monaco', async () => {
  const { page, server } = await stage.admin();
  const arrived = new Map<string, Response>();
  page.on('response', (response) => arrived.set(response.url(), response));
  await page.addInitScript(() => {
    new MutationObserver((_changes, observer) => {
      if (!document.querySelector('.card')) return;
      performance.mark('first card');
      observer.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${server.url}/flows/clinic`);
  await page.locator('.card').first().waitFor();
  // Whatever was asked for before the first card was there, however long it took: the rest comes after the picture.
  const needed = await page.evaluate(() => {
    const [{ startTime: drawn }] = performance.getEntriesByName('first card') as [PerformanceEntry];
    return performance
      .getEntriesByType('resource')
      .filter(({ name, startTime }) => startTime < drawn && /\/assets\/.*\.(js|css)$/.test(name))
      .map(({ name }) => name);
  });
  const files = needed.filter((file) => !/worker/i.test(file));
  expect(files.filter((file) => /json-view|monaco/i.test(file))).toEqual([]);
  expect(files.length).toBeGreaterThan(5);
  // What always comes together is one file: seventy small ones took longer to ask for than to send.
  expect(files.length).toBeLessThan(30);
  // What is large travels compressed.
  const plain = files.filter((file) => arrived.get(file)!.headers()['content-encoding'] !== 'gzip');
  for (const file of plain) expect((await arrived.get(file)!.body()).length).toBeLessThanOrEqual(1_000);
  const bytes = await Promise.all(
    files.map(async (file) => gzipSync(await arrived.get(file)!.body()).length),
  );
  expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(350_000);
});
