import { describe, expect, test } from 'vitest';
import { barriers, editorStage } from '../kit/editor-stage.ts';
import { picture } from '../kit/picture.ts';
import { heardIn, onMonday, openSimulator, spoken, willHear } from '../kit/simulator-panel.ts';

const stage = editorStage();

describe('a telephone', () => {
  test('is called, spoken to by voice and by typing, answered by key, heard aloud and hung up', async () => {
    const open = await openSimulator(stage);
    const { page, panel } = open;
    const log = panel.getByRole('log');
    const keys = panel.getByRole('group', { name: 'Telephone keys' });
    await onMonday(open);
    await panel.getByLabel('Customer’s language').selectOption({ label: 'English' });
    await panel.getByRole('button', { name: 'Call', exact: true }).focus();
    await page.keyboard.press('Enter');
    await log.getByText('Welcome to the Dental Clinic Demo.').waitFor();
    expect((await spoken(page))[0]).toContain('en Welcome to the Dental Clinic Demo.');
    // The computer's own keys dial too.
    await keys.getByRole('button', { name: '5' }).focus();
    await page.keyboard.press('1');
    await log.getByText('by key').waitFor();
    // The next key is pressed right away: the focus stays where it is.
    await keys.locator('button:focus').waitFor();
    await panel.getByLabel('What the caller says').fill('no day at all');
    await page.keyboard.press('Enter');
    await log.getByText('spoken').waitFor();

    // The browser may ask for the microphone here; what it refuses is said calmly, and typing stays.
    const allowed = () =>
      page.evaluate(() =>
        (
          document as unknown as { featurePolicy: { allowsFeature(name: string): boolean } }
        ).featurePolicy.allowsFeature('microphone'),
      );
    expect(await allowed()).toBe(true);
    await willHear(page, { error: 'not-allowed' });
    await panel.getByRole('button', { name: 'Speak', exact: true }).click();
    await panel.getByText('The microphone is not allowed here.').waitFor();
    expect(await panel.getByLabel('What the caller says').isEnabled()).toBe(true);
    await willHear(page, { words: 'tomorrow' });
    await panel.getByRole('button', { name: 'Speak', exact: true }).click();
    await log.getByText('tomorrow').waitFor();
    expect(await heardIn(page)).toEqual(['en', 'en']);
    await expect.poll(() => panel.getByText('The microphone is not allowed here.').count()).toBe(0);

    await panel.getByLabel('Speak aloud').uncheck();
    const heard = (await spoken(page)).length;
    await panel.getByRole('button', { name: 'Stay silent' }).click();
    await panel.getByRole('button', { name: 'Hang up' }).click();
    await panel.getByText('The customer left.').waitFor();
    expect((await spoken(page)).length).toBe(heard);
    expect(await keys.count()).toBe(0);
  });
});

describe('a conversation in writing', () => {
  test('shows what the channel can show, and the same on another channel beside it', async () => {
    const open = await openSimulator(stage);
    const { panel } = open;
    const log = panel.getByRole('log');
    await onMonday(open);
    await panel.getByLabel('Channel').selectOption({ label: 'Web chat' });
    await panel.getByRole('button', { name: 'Begin the conversation' }).click();
    await panel.getByLabel('Beside it').selectOption({ label: 'SMS' });
    const beside = panel.getByRole('region', { name: 'SMS' });
    await beside.getByText('2. English').waitFor();
    await log.getByRole('button', { name: 'English' }).click();
    await beside.getByText('Welcome to the Dental Clinic Demo.').waitFor();
    await log.getByRole('button', { name: 'Appointment' }).waitFor();
    // The same walk, on another channel: nothing to press there.
    await panel.getByLabel('Channel').selectOption({ label: 'SMS' });
    await log.getByText('1. Appointment').waitFor();
    expect(await log.getByRole('button').count()).toBe(0);
    expect(await panel.getByRole('group', { name: 'Telephone keys' }).count()).toBe(0);
    await panel.getByLabel('What the customer writes').fill('1');
    await panel.getByRole('button', { name: 'Send' }).click();
    await panel.getByText(/Step 3 of 3/).waitFor();
  });
});

describe('on the canvas', () => {
  test('the way lights up with its counts, the current node pulses; variables, events and effects are told', async () => {
    const open = await openSimulator(stage, { reducedMotion: 'no-preference' });
    const { page, panel } = open;
    const log = panel.getByRole('log');
    const ring = (light: string, node: string) =>
      page.locator(`.lights-ring[data-light=${light}][data-node=${node}]`);
    const animation = () =>
      page
        .locator('.lights-ring[data-light=current]')
        .evaluate((element) => getComputedStyle(element, '::after').animationName);
    await onMonday(open);
    await panel.getByLabel('Channel').selectOption({ label: 'Web chat' });
    expect(await page.locator('.lights-ring').count()).toBe(0);
    await panel.getByRole('button', { name: 'Begin the conversation' }).click();
    await ring('current', 'ask-language').waitFor();
    expect(await animation()).toBe('pulse');
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await animation()).toBe('none');
    await log.getByRole('button', { name: 'English' }).click();
    await ring('current', 'main').waitFor();
    await ring('walked', 'ask-language').waitFor();
    const count = page.locator('.lights-count[data-way="ask-language:english"]');
    await expect.poll(() => count.textContent()).toBe('1');
    // Going back takes the lights back, and going on in another way keeps both.
    await panel.getByRole('slider', { name: 'Step' }).focus();
    await page.keyboard.press('ArrowLeft');
    await panel.getByText(/Step 1 of 2/).waitFor();
    await ring('current', 'ask-language').waitFor();
    expect(await count.count()).toBe(0);
    await log.getByRole('button', { name: 'Türkçe' }).click();
    await log.getByText('hoş geldiniz').waitFor();
    await panel.getByLabel('Branch').selectOption({ index: 0 });
    await log.getByText('Welcome to the Dental Clinic Demo.').waitFor();

    await log.getByRole('button', { name: 'Appointment' }).click();
    await panel.getByLabel('What the customer writes').fill('tomorrow');
    await page.keyboard.press('Enter');
    await panel.getByRole('tab', { name: 'Steps' }).click();
    await panel.getByText('Contact opened').waitFor();
    await panel.getByText('Listens').first().waitFor();
    await panel.locator('.story-turns code', { hasText: 'appointment' }).waitFor();
    await panel.getByLabel('Value of day').fill('2026-03-09');
    await panel.getByRole('button', { name: 'Set day' }).click();
    await panel.getByText('A variable is set').waitFor();
    const history = panel.locator('.story-variable', { has: page.getByLabel('Value of day') });
    await history.getByText('3 values so far').click();
    await history.getByText('2026-03-03').waitFor();
    expect(await panel.getByLabel('Value of day').inputValue()).toBe('2026-03-09');
    // A node in the list leads to it on the drawing.
    await panel.locator('.story-turns').getByRole('button', { name: 'Main menu' }).first().click();
    await page.locator('.card[data-selected]', { hasText: 'Main menu' }).waitFor();
    await panel.getByRole('button', { name: 'Close the simulator' }).click();
    await expect.poll(() => page.locator('.lights').count()).toBe(0);
  });
});

describe.each([
  ['light', 'en', 'chat', ['simTests']],
  ['dark', 'fa', 'sms', ['simWorld', 'simStory']],
] as const)('in %s and %s, nobody meets a barrier', (colorScheme, language, writing, views) => {
  test('in the views of the simulator', { timeout: 120_000 }, async () => {
    const { page, server } = await stage.admin({ colorScheme, viewport: { width: 1440, height: 900 } });
    await page.evaluate((tag) => localStorage.setItem('patchbay.language', tag), language);
    await page.goto(`${server.url}/flows/clinic`);
    await page.locator('.builder-bar button[aria-pressed]', { hasText: '▶' }).click();
    const panel = page.locator('.simulator');
    const found: string[] = [];
    const look = async (name: string) => {
      await picture(page, `simulator-${name}-${language}`);
      found.push(...(await barriers(page, '.simulator')).map((barrier) => `${name}: ${barrier}`));
    };
    await panel.locator('.composer button').click();
    await panel.locator('.keypad').waitFor();
    await panel.locator('.keypad button').nth(1).click();
    await look('phone');
    await panel.locator('.simulator-bar select').first().selectOption(writing);
    await look(writing);
    for (const id of views) {
      await panel.locator(`#tab-${id}`).click();
      await look(id);
    }
    expect(found).toEqual([]);
  });
});
