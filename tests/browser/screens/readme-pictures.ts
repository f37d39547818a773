import type { Page } from 'playwright-core';
import type { EditorStage } from '../../kit/editor-stage.ts';
import { picture } from '../../kit/picture.ts';
import { onMonday, openSimulator } from '../../kit/simulator-panel.ts';

/** Nothing is caught on its way. */
const window = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' } as const;

/** Each picture the README shows, by its name in `editor/screens`, and how it is taken. */
export const README_PICTURES: { [name: string]: (stage: EditorStage) => Promise<Buffer> } = {
  async 'clinic-flow'(stage) {
    const { page, server } = await stage.admin(window);
    await page.goto(`${server.url}/flows/clinic#main`);
    await page.locator('.card[data-selected]').waitFor();
    return whenDrawn(page, 'clinic-flow');
  },
  async simulator(stage) {
    const open = await openSimulator(stage, window);
    const { page, panel } = open;
    const log = panel.getByRole('log');
    await onMonday(open);
    await panel.getByLabel('Channel').selectOption({ label: 'Web chat' });
    await panel.getByRole('button', { name: 'Begin the conversation' }).click();
    await log.getByRole('button', { name: 'English' }).click();
    await log.getByRole('button', { name: 'Appointment' }).click();
    await log.getByText('On which day would you like to come?').waitFor();
    return whenDrawn(page, 'simulator');
  },
  async 'right-to-left'(stage) {
    const { page } = await stage.admin(window);
    await page.evaluate(() => localStorage.setItem('patchbay.language', 'fa'));
    await page.reload();
    await page.locator('.home-acts .main').click();
    await page.locator('.template-picture').first().waitFor();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('نظرسنجی');
    await dialog.getByText('نظرسنجی', { exact: true }).click();
    await dialog.locator('[type=submit]').click();
    await page.locator('.card').first().waitFor();
    return whenDrawn(page, 'right-to-left');
  },
};

async function whenDrawn(page: Page, name: string): Promise<Buffer> {
  await page.locator('.problems[aria-busy=false]').waitFor();
  await page.mouse.move(0, 0);
  return picture(page, `readme/${name}`);
}
