import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openDrawing } from '../kit/drawing.ts';
import { editorStage } from '../kit/editor-stage.ts';
import { flowOf, node } from '../kit/flow-builder.ts';

const stage = editorStage();
const SIZE = { viewport: { width: 1900, height: 1000 } };

/** Presses Tab until the focus is in something. */
async function tabTo(page: Awaited<ReturnType<typeof openDrawing>>['page'], selector: string) {
  for (let count = 0; count < 60; count += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${selector}.`);
}

const row = () =>
  flowOf({
    hello: { ...node('message', { text: { en: 'Good morning' } }, { done: 'offer' }), name: 'Hello' },
    offer: { ...node('message', { text: { en: 'News' } }, { done: 'goodbye' }), name: 'Offer' },
    goodbye: { ...node('message', { text: { en: 'See you' } }), name: 'Goodbye' },
  });

describe('the outline', () => {
  test('is walked along nodes, exits and problems, and renames and removes what is current', async () => {
    const { page, names, line } = await openDrawing(await stage.admin(SIZE), row());
    const { keyboard } = page;
    const current = () => page.locator('.outline-row[data-current]').textContent();
    await tabTo(page, '.outline-tree');
    await keyboard.press('End');
    await expect.poll(current).toContain('Goodbye');
    await page.locator('.outline-count').first().waitFor();
    await keyboard.press('ArrowRight');
    await keyboard.press('ArrowRight');
    await expect
      .poll(() => page.locator('.outline-row[data-current]').getAttribute('data-kind'))
      .toBe('problem');
    await keyboard.press('ArrowLeft');
    await keyboard.press('ArrowUp');
    await expect.poll(current).toContain('Offer');
    await keyboard.press('F2');
    await page.getByRole('dialog', { name: 'Rename' }).waitFor();
    await keyboard.type('Newsletter');
    await keyboard.press('Enter');
    await expect.poll(names).toEqual(['Hello', 'Newsletter', 'Goodbye']);
    await line('Hello', 'Done', 'Newsletter').waitFor({ state: 'attached' });
    await keyboard.press('Delete');
    await expect.poll(names).toEqual(['Hello', 'Goodbye']);
    await page.locator('output', { hasText: 'Done: Delete' }).waitFor({ state: 'attached' });
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('tree');
    await keyboard.press('Control+z');
    await expect.poll(names).toEqual(['Hello', 'Newsletter', 'Goodbye']);
    await keyboard.press('Enter');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('.inspector') !== null))
      .toBe(true);
  });

  test('leads into the settings at once, and to their first field when it has come', async () => {
    const admin = await stage.admin(SIZE);
    let come: () => void = () => undefined;
    const forms = new Promise<void>((resolve) => (come = resolve));
    await admin.page.route('**/chosen-forms*.js', async (route) => {
      await forms;
      await route.continue();
    });
    const { page } = await openDrawing(admin, row());
    const settings = page.getByRole('complementary', { name: 'Settings' });
    const holdsFocus = (place: Locator) =>
      place.evaluate((element) => element.contains(document.activeElement));
    await tabTo(page, '.outline-tree');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    expect(await holdsFocus(settings)).toBe(true);
    come();
    await expect.poll(() => holdsFocus(settings.getByRole('textbox', { name: 'Name' }))).toBe(true);
  });

  test('speaks the language of the interface', async () => {
    const admin = await stage.admin({ ...SIZE, locale: 'fa' });
    const { page } = await openDrawing(admin, row());
    await tabTo(page, '.outline-tree');
    await page.keyboard.press('Delete');
    await page.locator('output', { hasText: 'انجام شد: حذف' }).waitFor({ state: 'attached' });
  });
});

describe('the canvas', () => {
  test('moves by arrows as one step, walks by Tab, and keeps the focus when a card is gone', async () => {
    const { page, card, names } = await openDrawing(await stage.admin(SIZE), row());
    const { keyboard } = page;
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-id'));
    await tabTo(page, '.react-flow__node');
    expect(await focused()).toBe('hello');
    const before = (await card('Hello').boundingBox())!;
    for (let count = 0; count < 3; count += 1) await keyboard.press('Shift+ArrowDown');
    await expect.poll(async () => (await card('Hello').boundingBox())!.y).toBeGreaterThan(before.y + 60);
    await keyboard.press('Control+z');
    await expect.poll(async () => (await card('Hello').boundingBox())!.y).toBeCloseTo(before.y, 0);
    await keyboard.press('Tab');
    await expect.poll(focused).toBe('offer');
    await keyboard.press('Delete');
    await expect.poll(names).toEqual(['Hello', 'Goodbye']);
    await expect.poll(focused).toBe('hello');
    await keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Add node…' }).waitFor();
    for (let count = 0; count < 2; count += 1) await keyboard.press('ArrowDown');
    await keyboard.press('Escape');
    await expect.poll(() => page.getByRole('menu').count()).toBe(0);
  });

  test('shows what was chosen last, however fast one chooses', async () => {
    const layout = { hello: { x: 0, y: 0 }, offer: { x: 240, y: 0 }, goodbye: { x: 6_000, y: 0 } };
    const { page, card } = await openDrawing(await stage.admin(SIZE), { ...row(), layout });
    const middle = async (thing: Locator) => {
      const { x, width } = (await thing.boundingBox({ timeout: 500 }))!;
      return x + width / 2;
    };
    await tabTo(page, '.outline-tree');
    await page.keyboard.press('Home');
    await card('Hello').waitFor();
    // While the view is on its way to the one far away, the first is still to be seen: there it must not be left.
    for (const key of ['End', 'Home']) await page.keyboard.press(key);
    const centre = await middle(page.locator('.canvas'));
    await expect.poll(async () => Math.abs((await middle(card('Hello'))) - centre)).toBeLessThan(5);
  });

  test('hears Delete only while it has the focus', async () => {
    const { page, card, names } = await openDrawing(await stage.admin(SIZE), row());
    await card('Offer').locator('.card-head').click();
    const name = page.locator('.inspector').getByRole('textbox', { name: 'Name' });
    await name.focus();
    await page.keyboard.press('Delete');
    await page.keyboard.press('Home');
    await page.keyboard.press('Backspace');
    expect(await names()).toHaveLength(3);
    await page.getByRole('link', { name: 'All flows' }).focus();
    await page.keyboard.press('Delete');
    expect(await names()).toHaveLength(3);
  });

  test('hears the key right after the Escape that closed a dialog', async () => {
    const { page } = await openDrawing(await stage.admin(SIZE), row());
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').waitFor();
    await page.evaluate(async () => {
      // As Escape closes it; a key of a keyboard may come before the browser tells that it is closed.
      document.querySelector('dialog')?.requestClose();
      await Promise.resolve();
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }));
    });
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  });

  test('tells its keys, and finds commands, nodes and types by name', async () => {
    const { page, card, names } = await openDrawing(await stage.admin(SIZE), row());
    const { keyboard } = page;
    await tabTo(page, '.react-flow__node');
    await keyboard.press('?');
    const map = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await map.getByText('Ctrl+D').waitFor();
    await map.getByText('Duplicate').waitFor();
    await keyboard.press('Escape');
    await keyboard.press('Control+k');
    await keyboard.type('goodb');
    await keyboard.press('Enter');
    await expect.poll(() => card('Goodbye').locator('.card').getAttribute('data-selected')).toBe('true');
    await keyboard.press('Control+k');
    await keyboard.type('add: end');
    await keyboard.press('Enter');
    await expect.poll(names).toEqual(['Hello', 'Offer', 'Goodbye', 'End']);
  });
});
