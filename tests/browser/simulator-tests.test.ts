import { expect, test } from 'vitest';
import { barriers, editorStage } from '../kit/editor-stage.ts';
import { picture } from '../kit/picture.ts';
import { onMonday, openSimulator } from '../kit/simulator-panel.ts';
import { asked } from '../kit/talk.ts';

const stage = editorStage();

/** One long walk in place of many servers. */
const timeout = 120_000;

test(
  'a test is made of a walk, run, changed as text until it fails, drawn, and keeps from publishing',
  { timeout },
  async () => {
    const open = await openSimulator(stage);
    const { page, panel } = open;
    await onMonday(open);
    await panel.getByLabel('Channel').selectOption({ label: 'Web chat' });
    await panel.getByRole('button', { name: 'Begin the conversation' }).click();
    await panel.getByRole('log').getByRole('button', { name: 'English' }).click();
    await panel.getByRole('log').getByText('Welcome to the Dental Clinic Demo.').waitFor();
    await panel.getByRole('tab', { name: 'Tests' }).click();
    await panel.getByLabel('Name of the test').fill('Played by hand');
    await panel.getByRole('button', { name: 'Save as a test' }).click();
    await panel.getByText('Kept: Played by hand').waitFor();
    await panel.getByRole('button', { name: 'Run Played by hand' }).click();
    await panel.getByText('1 passed, 0 failed').waitFor();

    await panel.getByRole('button', { name: 'Edit Played by hand' }).click();
    await panel.locator('.monaco-editor .view-line').first().waitFor();
    const rewrite = async (test: object) => {
      await panel.locator('.monaco-editor textarea, .monaco-editor .native-edit-context').first().focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(JSON.stringify(test));
      // What the editor closed by itself.
      await page.keyboard.press('Control+Shift+End');
      await page.keyboard.press('Delete');
      await panel.getByRole('button', { name: 'Save', exact: true }).click();
    };
    const changed = {
      id: 'played-by-hand',
      name: 'Played by hand',
      channels: ['chat', 'voice'],
      languages: ['en', 'tr'],
      customer: { language: null },
    };
    await rewrite({ ...changed, steps: [{ hears: 'x', says: 'y' }] });
    await panel.getByText('one thing per step').waitFor();
    // The list of tests comes late: what is run at once is what was saved.
    await page.route(/\/tests$/, async (route) => {
      if (route.request().method() === 'GET') await new Promise((resolve) => setTimeout(resolve, 1_000));
      await route.continue();
    });
    await rewrite({ ...changed, steps: [{ presses: '2' }, { hears: 'Good morning, world' }] });
    // On each of its channels, in each of its languages. What the world refuses is said in the language of the interface.
    await panel.getByRole('button', { name: 'Run Played by hand' }).click();
    await panel.getByText('0 passed, 4 failed').waitFor();
    await panel.getByText('Found: Web chat: there are no keys to press. Write instead.').first().waitFor();
    await panel.getByText('Step 2: hears “Good morning, world”').first().waitFor();
    await panel.getByText('Expected: Good morning, world').first().waitFor();
    await panel
      .getByText(/Found: Welcome to the Dental Clinic Demo/)
      .first()
      .waitFor();
    await panel.getByRole('button', { name: 'Show on the canvas: Played by hand, Phone, English' }).click();
    const failure = page.locator('.lights-ring[data-light=failed][data-node=main] .lights-failure');
    await failure.waitFor({ state: 'attached' });
    expect(await failure.textContent()).toMatch(
      /Expected: Good morning, world\s+Found: +Welcome to the Dental Clinic Demo/,
    );
    await picture(page, 'simulator-failed-test');
    expect(await barriers(page, '.simulated')).toEqual([]);

    // Publishing runs the tests; red ones keep the flow from going live, where the organisation wants that.
    const settings = await asked<object>(page, 'GET', '/settings');
    await asked(page, 'PUT', '/settings', { ...settings, testsBlock: true });
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await dialog.getByText('Tests of this flow fail, so it is not published:').waitFor();
    await dialog.getByText('Played by hand', { exact: true }).first().waitFor();
    await dialog.getByText('expected: presses 2').first().waitFor();
  },
);

test('tests run all, or on one channel and in one language; what they cover is drawn; they are deleted', async () => {
  const { page, panel } = await openSimulator(stage);
  await panel.getByRole('tab', { name: 'Tests' }).click();
  await panel.getByRole('button', { name: 'Run all' }).click();
  await panel.getByText(/^\d+ passed, 0 failed$/).waitFor();
  const runs = async () => panel.locator('.tests-runs > li').count();
  const all = await runs();
  await panel.getByLabel('Channels').selectOption({ label: 'Phone' });
  await panel.getByLabel('Languages').selectOption({ label: 'English' });
  await panel.getByRole('button', { name: 'Run all' }).click();
  await expect.poll(runs).toBeLessThan(all);
  await panel.getByText(/^\d+ passed, 0 failed$/).waitFor();
  await panel.getByRole('button', { name: 'Draw coverage' }).click();
  await page.locator('.lights-ring[data-light=walked]').first().waitFor();
  // By phone and in English alone, ways stay untaken: they are drawn, too, with a nought.
  const untaken = page.locator('.lights-count[data-missed]');
  await untaken.first().waitFor({ state: 'attached' });
  expect(new Set(await untaken.allTextContents())).toEqual(new Set(['0']));
  await picture(page, 'simulator-coverage');
  // A tablet held upright shows the same panel whole, and what is in it works.
  await page.setViewportSize({ width: 834, height: 1112 });
  const { x = -1, width = 0 } = (await panel.boundingBox()) ?? {};
  expect([x >= 0, x + width <= 834]).toEqual([true, true]);
  await panel.getByRole('tab', { name: 'Conversation' }).click();
  await panel.getByLabel('Channel').selectOption({ label: 'Web chat' });
  await panel.getByRole('button', { name: 'Begin the conversation' }).click();
  await panel.getByRole('log').getByRole('button', { name: 'English' }).waitFor();
  await panel.getByRole('tab', { name: 'Tests' }).click();
  await panel
    .locator('.tests-list')
    .getByRole('button', { name: 'Delete Somebody new chooses English, and it is remembered' })
    .click();
  await panel.getByRole('button', { name: 'Yes, delete it' }).click();
  await expect.poll(() => panel.getByText('Somebody new chooses English').count()).toBe(0);
});
