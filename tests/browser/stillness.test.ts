import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { editorStage } from '../kit/editor-stage.ts';
import { onMonday, openSimulator, spoken } from '../kit/simulator-panel.ts';

const stage = editorStage();

/** How many places the drawing goes through while it is brought nearer. */
const placesOnTheWay = (page: Page) =>
  page.evaluate(async () => {
    const places = new Set<string>();
    const drawing = document.querySelector<HTMLElement>('.react-flow__viewport')!;
    document.querySelector<HTMLElement>('.canvas-zoom button')!.click();
    for (let frame = 0; frame < 30; frame += 1) {
      await new Promise(requestAnimationFrame);
      places.add(drawing.style.transform);
    }
    return places.size;
  });

const pulse = (page: Page) =>
  page
    .locator('.lights-ring[data-light=current]')
    .evaluate((element) => getComputedStyle(element, '::after').animationName);

test('whoever wants nothing to move ticks a box: nothing glides or pulses, also after the page is loaded again', async () => {
  const open = await openSimulator(stage, { reducedMotion: 'no-preference' });
  const { page, server, panel } = open;
  const walk = async () => {
    await onMonday(open);
    await panel.getByLabel('Channel').selectOption({ label: 'Web chat' });
    await panel.getByRole('button', { name: 'Begin the conversation' }).click();
    await page.locator('.lights-ring[data-light=current]').waitFor();
  };
  await walk();
  expect(await pulse(page)).toBe('pulse');
  expect(await placesOnTheWay(page)).toBeGreaterThan(2);

  await page.goto(`${server.url}/settings/account`);
  await page.getByLabel('Keep everything still').check();
  await page.goto(`${server.url}/flows/clinic`);
  await page.getByRole('button', { name: 'Play' }).click();
  await walk();
  expect(await pulse(page)).toBe('none');
  expect(await placesOnTheWay(page)).toBeLessThanOrEqual(2);

  await page.goto(`${server.url}/settings/account`);
  const box = page.getByLabel('Keep everything still');
  expect(await box.isChecked()).toBe(true);
  await box.uncheck();
  await page.goto(`${server.url}/flows/clinic`);
  await page.getByRole('button', { name: 'Play' }).click();
  await walk();
  expect(await pulse(page)).toBe('pulse');
});

test('whoever wants no sound turns it off once: the simulator is silent, also after the page is loaded again', async () => {
  const open = await openSimulator(stage);
  const { page, panel } = open;
  const call = async () => {
    await onMonday(open);
    await panel.getByLabel('Customer’s language').selectOption({ label: 'English' });
    await panel.getByRole('button', { name: 'Call', exact: true }).click();
    await panel.getByRole('log').getByText('Welcome to the Dental Clinic Demo.').waitFor();
  };
  await call();
  expect((await spoken(page)).length).toBeGreaterThan(0);
  await panel.getByLabel('Speak aloud').uncheck();
  await page.reload();
  await page.getByRole('button', { name: 'Play' }).click();
  await call();
  expect(await spoken(page)).toEqual([]);
  await panel.getByLabel('Speak aloud').check();
  await panel.getByRole('button', { name: 'Stay silent' }).click();
  await expect.poll(async () => (await spoken(page)).length).toBeGreaterThan(0);
});
