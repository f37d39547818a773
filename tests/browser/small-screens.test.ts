import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { editorStage } from '../kit/editor-stage.ts';

const stage = editorStage();

/** CSS pixels: a laptop at 200 % zoom, and a tablet held upright and across. */
const SIZES = {
  'at 200 % zoom': { width: 720, height: 450 },
  'on a tablet held upright': { width: 768, height: 1024 },
  'on a tablet held across': { width: 1024, height: 768 },
};

test(
  'a flow is edited with a finger, and nothing is cut off or too small to hit',
  { timeout: 180_000 },
  async () => {
    const { page, server } = await stage.admin({ hasTouch: true });
    const wrong: string[] = [];
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      await page.goto(server.url);
      await page.locator('.flow').first().waitFor();
      await walk({ page, url: server.url, said: `Good to hear you ${size}.` }, async (where) => {
        const found = [...(await page.evaluate(faults))];
        if (size.includes('tablet')) found.push(...(await page.evaluate(untidy)));
        wrong.push(...found.map((fault) => `${size}, ${where}: ${fault}`));
      });
    }
    expect(wrong).toEqual([]);
  },
);

/** Through every part of the builder. */
async function walk(
  { page, url, said }: { page: Page; url: string; said: string },
  look: (where: string) => Promise<void>,
): Promise<void> {
  await look('home');

  await page.goto(`${url}/flows/clinic`);
  const settings = page.getByRole('complementary', { name: 'Settings' });
  const line = page.locator('.outline [aria-level="1"]', { hasText: 'Welcome' });
  await line.waitFor();
  await look('drawing');
  await line.tap();
  await settings.getByRole('heading', { name: 'Welcome' }).waitFor();
  await look('a node');
  const text = settings.getByRole('textbox', { name: 'Text, English', exact: true });
  await text.tap();
  expect(await isReached(page)).toBe(true);
  await text.fill(said);
  await page.locator('.card-text', { hasText: said }).waitFor();
  expect(await page.getByRole('button', { name: 'Add node' }).first().isVisible()).toBe(true);

  // The settings of the flow are reached where those of a node were.
  await page.locator('.react-flow__pane').tap({ position: { x: 20, y: 120 } });
  const name = settings.getByLabel('Name of the flow');
  if (!(await name.isVisible())) await settings.getByRole('button', { name: 'Settings' }).tap();
  await name.tap();
  expect(await isReached(page)).toBe(true);
  await look('the flow');

  await page.getByRole('tab', { name: 'Add', exact: true }).tap();
  await page.locator('.palette input').waitFor();
  await look('the palette');

  for (const [tab, there] of [
    ['Variables', 'table'],
    ['Texts', 'textarea.cell'],
    ['Versions', '.version'],
  ] as const) {
    await page.getByRole('tab', { name: tab, exact: true }).tap();
    await page.locator(`[role=tabpanel] ${there}`).first().waitFor();
    await look(tab);
  }
  await page.getByRole('button', { name: 'Publish' }).tap();
  await page.locator('.publish-form').waitFor();
  await look('publishing');
}

/** Whether what has the focus is in sight, and nothing lies over it. */
const isReached = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const { activeElement } = document;
    const { x, y, width, height } = activeElement!.getBoundingClientRect();
    return document.elementFromPoint(x + width / 2, y + Math.min(height / 2, 12)) === activeElement;
  });

/** What a tablet has room for, but does not show well; runs in the page. */
function untidy(): string[] {
  const found: string[] = [];
  for (const place of document.querySelectorAll('.table-place, .workspace-list, .comparing-panel'))
    if (place.checkVisibility() && place.scrollWidth > place.clientWidth + 1)
      found.push(`.${place.className} scrolls to the side`);
  const rows = new Set<number>();
  for (const { children } of document.querySelectorAll('.builder-bar'))
    for (const child of children) {
      const { top, height } = child.getBoundingClientRect();
      if (height > 1 && child.tagName !== 'DIALOG') rows.add(Math.round((top + height / 2) / 24));
    }
  if (rows.size > 2) found.push(`the bar has ${rows.size} rows`);
  return found;
}

/** What cannot be reached or hit; runs in the page. */
function faults(): string[] {
  const found: string[] = [];
  for (const one of [document.documentElement, document.querySelector('#main')!])
    if (one.scrollWidth > one.clientWidth) found.push(`${one.tagName} scrolls to the side`);
  const dialog = document.querySelector('dialog[open]');
  const controls = (dialog ?? document).querySelectorAll(
    'button, a[href], input, select, textarea, [role=tab]',
  );
  for (const control of controls) {
    // The canvas is moved, not scrolled; what is for screen readers alone has no size.
    if (control.closest('.react-flow__viewport, .monaco-editor, .skip') || !control.checkVisibility())
      continue;
    const { left, right, width, height } = control.getBoundingClientRect();
    const name = `${control.tagName} “${(control.getAttribute('aria-label') ?? control.textContent ?? '').trim().slice(0, 30)}” .${control.className}`;
    if (width <= 1 || height <= 1) continue;
    let scroller = control.parentElement;
    while (scroller && scroller.scrollWidth <= scroller.clientWidth) scroller = scroller.parentElement;
    const isScrolled = scroller !== null && /auto|scroll/.test(getComputedStyle(scroller).overflowX);
    if (!isScrolled && (left < -1 || right > innerWidth + 1)) found.push(`${name} is cut off`);
    // A link in a line of text is as high as the text; a box that is ticked has its words to hit.
    const isBare =
      control.matches('input[type=checkbox], input[type=radio]') ||
      getComputedStyle(control).display === 'inline';
    if (!isBare && (width < 24 || height < 24))
      found.push(`${name} is ${Math.round(width)} × ${Math.round(height)}`);
  }
  return found;
}
