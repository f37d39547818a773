import { expect, test } from 'vitest';
import { byKey } from '../kit/by-key.ts';
import { drawingOn } from '../kit/drawing.ts';
import { editorStage } from '../kit/editor-stage.ts';

const stage = editorStage();

test(
  'a flow is drawn, the clinic changed, published with a note and rolled back by key alone',
  { timeout: 180_000 },
  async () => {
    const { page } = await stage.admin({ viewport: { width: 1440, height: 900 } });
    const { press, type, reach } = byKey(page);
    const { names, line } = drawingOn(page);
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    const tree = page.getByRole('tree', { name: 'Outline' });
    const current = page.locator('.outline-row[data-current]');
    const settings = page.getByRole('complementary', { name: 'Settings' });
    /** Waits until a screen reader has been told. */
    const hears = (text: string) =>
      page.locator('output', { hasText: text }).first().waitFor({ state: 'attached' });

    // A flow of one's own: nodes, lines and texts.
    await reach(button('New flow'));
    await press('Enter');
    await page.getByRole('dialog', { name: 'New flow' }).waitFor();
    await reach(page.getByRole('textbox', { name: 'Name' }));
    await type('Front desk');
    await press('Enter');
    await page.getByRole('heading', { name: 'Front desk' }).waitFor();
    await reach(tree);
    await press('a');
    await page.getByRole('dialog', { name: 'Add a node' }).waitFor();
    await type('ivr');
    await press('Enter');
    await expect.poll(names).toEqual(['Menu']);
    await hears('Done: Add');
    await reach(tree);
    await press('a');
    await page.getByRole('dialog', { name: 'Add after Menu' }).waitFor();
    await type('hang');
    await press('Enter');
    await line('Menu', 'Appointment', 'End').waitFor({ state: 'attached' });
    for (const exit of ['Prices', 'A person', 'No input', 'No match']) {
      await reach(tree);
      await press('Home', 'c');
      await page.getByRole('dialog', { name: 'Connect Menu' }).waitFor();
      await type('End');
      await press('Enter');
      await line('Menu', exit, 'End').waitFor({ state: 'attached' });
    }
    await hears('Done: Connect');
    await press('Home', 'Enter');
    await settings.getByRole('heading', { name: 'Menu' }).waitFor();
    const prompt = settings.getByRole('textbox', { name: /^Prompt/ });
    await reach(prompt);
    await press('Control+a');
    await type('What can we do for you?');
    await page.locator('.card-text', { hasText: 'What can we do for you?' }).waitFor();
    expect(await page.getByRole('treeitem', { name: /^Menu.*Menu/ }).getAttribute('aria-level')).toBe('1');

    // The clinic: opened, changed, published with a note.
    await reach(page.getByRole('link', { name: 'All flows' }), 'Shift+Tab');
    await press('Enter');
    await reach(page.getByRole('link', { name: 'Open Dental clinic' }));
    await press('Enter');
    await page.getByRole('heading', { name: 'Dental clinic' }).waitFor();
    await reach(tree);
    await press('Home', 'ArrowDown');
    await expect.poll(() => current.textContent()).toContain('Welcome');
    await press('Enter');
    await settings.getByRole('heading', { name: 'Welcome' }).waitFor();
    await reach(settings.getByRole('textbox', { name: 'Text, English', exact: true }));
    await press('Control+a');
    await type('Good to hear you.');
    await page.locator('.card-text', { hasText: 'Good to hear you.' }).waitFor();
    await reach(button('Publish'), 'Shift+Tab');
    await press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Publish Dental clinic' });
    await dialog.locator('ins', { hasText: 'Good to hear you.' }).waitFor();
    await reach(dialog.getByRole('textbox', { name: 'Note' }));
    await type('A warmer welcome');
    await reach(dialog.getByRole('button', { name: 'Publish' }));
    await press('Enter');
    await page.getByRole('dialog', { name: 'Published' }).waitFor();
    await hears('Version 2 of Dental clinic runs now.');
    await press('Escape');
    expect(await button('Publish').evaluate((element) => element === document.activeElement)).toBe(true);

    // And back again.
    await reach(page.getByRole('tab', { name: 'Drawing' }), 'Shift+Tab');
    while ((await page.getByRole('tab', { name: 'Versions' }).getAttribute('aria-selected')) !== 'true')
      await press('ArrowRight');
    await page
      .getByRole('listitem', { name: 'Version 2', exact: true })
      .getByText('A warmer welcome')
      .waitFor();
    await reach(button('Roll back to Version 1'));
    await press('Enter');
    await press('Enter');
    await hears('Version 1 runs again, as version 3.');
    await page.getByRole('listitem', { name: 'Version 3', exact: true }).getByText('Runs now').waitFor();
  },
);

test('who loses what has the focus goes on from the nearest thing around it that is in sight', async () => {
  const { page } = await stage.admin();
  const focused = () => page.evaluate(() => document.activeElement?.id);
  // Layers as of a drawing: what holds the cards has been moved out of sight, together with the one that goes.
  await page.evaluate(() => {
    const [frame, layer] = ['frame', 'layer'].map((id) =>
      Object.assign(document.createElement('div'), { id, style: 'position: fixed; inset: 0' }),
    );
    const card = Object.assign(document.createElement('button'), { id: 'card', textContent: 'A card' });
    layer!.style.translate = '0 -200vh';
    layer!.append(card);
    frame!.append(layer!);
    document.body.append(frame!);
    card.focus();
  });
  expect(await focused()).toBe('card');
  await page.evaluate(() => document.getElementById('card')?.remove());
  await expect.poll(focused).toBe('frame');
  await page.evaluate(() => document.getElementById('frame')?.remove());
});
