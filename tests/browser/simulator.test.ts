import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { barriers, editorStage } from '../kit/editor-stage.ts';
import { picture } from '../kit/picture.ts';

const stage = editorStage();

/** An admin who has the simulator open beside the clinic's drawing; the browser's voice writes down what it says. */
async function atPlay(options: Parameters<typeof stage.admin>[0] = {}) {
  const { page, server } = await stage.admin(options);
  await page.addInitScript(() => {
    const spoken: string[] = [];
    Object.assign(window, { spoken });
    speechSynthesis.speak = ({ lang, text }) => void spoken.push(`${lang} ${text}`);
  });
  await page.goto(`${server.url}/flows/clinic`);
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByRole('heading', { name: 'Simulator' }).waitFor();
  const panel = page.getByRole('complementary', { name: 'Simulator' });
  await panel.getByLabel('Channel').waitFor();
  return { page, server, panel };
}

const spoken = (page: Page) => page.evaluate(() => (window as unknown as { spoken: string[] }).spoken);
/** The clock, so that no test depends on the day it runs. */
async function onMonday(panel: ReturnType<Page['getByRole']>) {
  await panel.getByRole('tab', { name: 'World' }).click();
  await panel.getByLabel('Day and time').fill('2026-03-02T10:00');
  await panel.getByRole('button', { name: 'Jump there' }).click();
  await panel.getByText('Monday, March 2, 2026').waitFor();
  await panel.getByRole('tab', { name: 'Conversation' }).click();
}

describe('a telephone', () => {
  test('is called, spoken to, answered by key, heard aloud and hung up', async () => {
    const { page, panel } = await atPlay();
    await onMonday(panel);
    await panel.getByLabel('Customer’s language').selectOption({ label: 'English' });
    await panel.getByRole('button', { name: 'Call', exact: true }).click();
    await panel.getByRole('log').getByText('Welcome to the Dental Clinic Demo.').waitFor();
    expect((await spoken(page))[0]).toContain('en Welcome to the Dental Clinic Demo.');
    await panel.getByRole('group', { name: 'Telephone keys' }).getByRole('button', { name: '1' }).click();
    await panel.getByRole('log').getByText('by key').waitFor();
    await panel.getByLabel('What the caller says').fill('tomorrow');
    await page.keyboard.press('Enter');
    await panel.getByRole('log').getByText('spoken').waitFor();
    await panel.getByLabel('Speak aloud').uncheck();
    const heard = (await spoken(page)).length;
    await panel.getByRole('button', { name: 'Stay silent' }).click();
    await panel.getByRole('button', { name: 'Hang up' }).click();
    await panel.getByText('The customer left.').waitFor();
    expect((await spoken(page)).length).toBe(heard);
    expect(await panel.getByRole('group', { name: 'Telephone keys' }).count()).toBe(0);
  });

  test('is dialled by the computer’s own keys', async () => {
    const { page, panel } = await atPlay();
    await onMonday(panel);
    await panel.getByRole('button', { name: 'Call', exact: true }).focus();
    await page.keyboard.press('Enter');
    await panel.getByRole('group', { name: 'Telephone keys' }).getByRole('button', { name: '5' }).focus();
    await page.keyboard.press('2');
    await panel.getByRole('log').getByText('Welcome to the Dental Clinic Demo.').waitFor();
  });
});

describe('a conversation in writing', () => {
  test('shows what the channel can show: buttons in chat, text with what to answer in an SMS', async () => {
    const { panel } = await atPlay();
    await onMonday(panel);
    await panel.getByLabel('Channel').selectOption({ label: 'Web chat' });
    await panel.getByRole('button', { name: 'Begin the conversation' }).click();
    await panel.getByRole('log').getByRole('button', { name: 'English' }).click();
    await panel.getByRole('log').getByText('Welcome to the Dental Clinic Demo.').waitFor();
    await panel.getByRole('log').getByRole('button', { name: 'Appointment' }).waitFor();
    // The same walk, on another channel: nothing to press there.
    await panel.getByLabel('Channel').selectOption({ label: 'SMS' });
    await panel.getByRole('log').getByText('1. Appointment').waitFor();
    expect(await panel.getByRole('log').getByRole('button').count()).toBe(0);
    expect(await panel.getByRole('group', { name: 'Telephone keys' }).count()).toBe(0);
    await panel.getByLabel('What the customer writes').fill('1');
    await panel.getByRole('button', { name: 'Send' }).click();
    await panel.getByText(/Step 3 of 3/).waitFor();
  });

  test('is compared with the same on another channel, side by side', async () => {
    const { panel } = await atPlay();
    await onMonday(panel);
    await panel.getByLabel('Channel').selectOption({ label: 'Web chat' });
    await panel.getByRole('button', { name: 'Begin the conversation' }).click();
    await panel.getByLabel('Beside it').selectOption({ label: 'SMS' });
    await panel.getByRole('region', { name: 'SMS' }).getByText('2. English').waitFor();
    await panel.getByRole('log').getByRole('button', { name: 'English' }).click();
    await panel
      .getByRole('region', { name: 'SMS' })
      .getByText('Welcome to the Dental Clinic Demo.')
      .waitFor();
  });
});

describe('the world', () => {
  test('has a clock that jumps and skips to the next timer', async () => {
    const { panel } = await atPlay();
    await onMonday(panel);
    await panel.getByLabel('Channel').selectOption({ label: 'Web chat' });
    await panel.getByRole('button', { name: 'Begin the conversation' }).click();
    await panel.getByRole('tab', { name: 'World' }).click();
    await panel.getByRole('button', { name: /To the next timer/ }).click();
    await panel.getByText(/Step 2 of 2/).waitFor();
    await panel.getByLabel('Day and time').fill('2026-03-01T10:00');
    await panel.getByRole('button', { name: 'Jump there' }).click();
    await panel.getByText('Time does not run back.').waitFor();
    await panel.getByRole('button', { name: '7 days' }).click();
    await panel.getByText('Monday, March 9, 2026').waitFor();
  });

  test('has calendars with their switch for emergencies, and the next walk meets them', async () => {
    const { panel } = await atPlay();
    await onMonday(panel);
    await panel.getByLabel('Customer’s language').selectOption({ label: 'English' });
    await panel.getByRole('tab', { name: 'World' }).click();
    await panel.getByLabel('clinic-hours says').selectOption({ label: 'Closed' });
    await panel.getByRole('tab', { name: 'Conversation' }).click();
    await panel.getByRole('button', { name: 'Call', exact: true }).click();
    await panel.getByRole('tab', { name: 'Steps' }).click();
    await panel.locator('.story-turns code', { hasText: 'closed' }).waitFor();
    await panel.getByRole('tab', { name: 'World' }).click();
    await panel.getByLabel('Emergency in clinic-hours').check();
    await panel.getByRole('button', { name: 'Begin again' }).click();
    await panel.getByRole('tab', { name: 'Conversation' }).click();
    await panel.getByRole('button', { name: 'Call', exact: true }).waitFor();
  });
});

describe('time travel', () => {
  test('goes back to a step and on in another way; both branches stay', async () => {
    const { page, panel } = await atPlay();
    await onMonday(panel);
    await panel.getByLabel('Channel').selectOption({ label: 'Web chat' });
    await panel.getByRole('button', { name: 'Begin the conversation' }).click();
    await panel.getByRole('log').getByRole('button', { name: 'English' }).click();
    await panel.getByRole('log').getByText('Welcome to the Dental Clinic Demo.').waitFor();
    await panel.getByRole('slider', { name: 'Step' }).focus();
    await page.keyboard.press('ArrowLeft');
    await panel.getByText(/Step 1 of 2/).waitFor();
    await panel.getByRole('log').getByRole('button', { name: 'Türkçe' }).click();
    await panel.getByRole('log').getByText('hoş geldiniz').waitFor();
    await panel.getByLabel('Branch').selectOption({ index: 0 });
    await panel.getByRole('log').getByText('Welcome to the Dental Clinic Demo.').waitFor();
  });
});

describe('on the canvas', () => {
  test('the way lights up with its counts, and the node where the contact is', async () => {
    const { page, panel } = await atPlay();
    await onMonday(panel);
    await panel.getByLabel('Channel').selectOption({ label: 'Web chat' });
    expect(await page.locator('.lights-ring').count()).toBe(0);
    await panel.getByRole('button', { name: 'Begin the conversation' }).click();
    await page.locator('.lights-ring[data-light=current][data-node=ask-language]').waitFor();
    await panel.getByRole('log').getByRole('button', { name: 'English' }).click();
    await page.locator('.lights-ring[data-light=current][data-node=main]').waitFor();
    await page.locator('.lights-ring[data-light=walked][data-node=ask-language]').waitFor();
    await expect
      .poll(() => page.locator('.lights-count[data-way="ask-language:english"]').textContent())
      .toBe('1');
    // Going back takes the lights back.
    await panel.getByRole('button', { name: 'One step back' }).click();
    await page.locator('.lights-ring[data-light=current][data-node=ask-language]').waitFor();
    expect(await page.locator('.lights-count[data-way="ask-language:english"]').count()).toBe(0);
    await panel.getByRole('button', { name: 'Close the simulator' }).click();
    await expect.poll(() => page.locator('.lights').count()).toBe(0);
  });

  test('the current node pulses, unless nothing may move', async () => {
    for (const [reducedMotion, animation] of [
      ['no-preference', 'pulse'],
      ['reduce', 'none'],
    ] as const) {
      const { page, panel } = await atPlay({ reducedMotion });
      await panel.getByRole('button', { name: 'Call', exact: true }).click();
      const ring = page.locator('.lights-ring[data-light=current]');
      await ring.waitFor();
      expect(await ring.evaluate((element) => getComputedStyle(element).animationName)).toBe(animation);
    }
  });
});

describe('variables and steps', () => {
  test('are listed with every event and effect; a variable has its history and can be set', async () => {
    const { page, panel } = await atPlay();
    await onMonday(panel);
    await panel.getByLabel('Customer’s language').selectOption({ label: 'English' });
    await panel.getByLabel('Channel').selectOption({ label: 'Web chat' });
    await panel.getByRole('button', { name: 'Begin the conversation' }).click();
    await panel.getByRole('log').getByRole('button', { name: 'Appointment' }).click();
    await panel.getByLabel('What the customer writes').fill('tomorrow');
    await page.keyboard.press('Enter');
    await panel.getByRole('tab', { name: 'Steps' }).click();
    await panel.getByText('Contact opened').waitFor();
    await panel.getByText('Listens').first().waitFor();
    await panel.locator('.story-turns code', { hasText: 'appointment' }).waitFor();
    await panel.getByLabel('Value of day').fill('2026-03-09');
    await panel.getByRole('button', { name: 'Set day' }).click();
    await panel.getByText('A variable is set').waitFor();
    await panel
      .getByText(/values so far/)
      .first()
      .click();
    expect(await panel.getByLabel('Value of day').inputValue()).toBe('2026-03-09');
    // A node in the list leads to it on the drawing.
    await panel.locator('.story-turns').getByRole('button', { name: 'Main menu' }).first().click();
    await page.locator('.card[data-selected]', { hasText: 'Main menu' }).waitFor();
  });
});

describe('tests', () => {
  test('are made of a walk, run, changed as JSON until they fail, and drawn', async () => {
    const { page, panel } = await atPlay();
    await onMonday(panel);
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
    await panel.locator('.monaco-editor textarea, .monaco-editor .native-edit-context').first().focus();
    await page.keyboard.press('Control+a');
    const wrong = {
      id: 'played-by-hand',
      name: 'Played by hand',
      channels: ['chat'],
      languages: ['en'],
      customer: { language: null },
      steps: [{ chooses: 'english' }, { hears: 'Good morning, world' }],
    };
    await page.keyboard.insertText(JSON.stringify(wrong));
    // What the editor closed by itself.
    await page.keyboard.press('Control+Shift+End');
    await page.keyboard.press('Delete');
    await panel.getByRole('button', { name: 'Save', exact: true }).click();
    await panel.getByRole('button', { name: 'Run Played by hand' }).click();
    await panel.getByText('0 passed, 1 failed').waitFor();
    await panel.getByText('Expected: Good morning, world').waitFor();
    await panel.getByText(/Found: Welcome to the Dental Clinic Demo/).waitFor();
    await panel.getByRole('button', { name: /Show on the canvas: Played by hand/ }).click();
    await page.locator('.lights-failure', { hasText: 'Good morning, world' }).waitFor({ state: 'attached' });
    await picture(page, 'simulator-failed-test');
    expect(await barriers(page)).toEqual([]);
  });

  test('run all, or on one channel and in one language; what they cover is drawn', async () => {
    const { page, panel } = await atPlay();
    await panel.getByRole('tab', { name: 'Tests' }).click();
    await panel.getByLabel('Channels').selectOption({ label: 'Phone' });
    await panel.getByLabel('Languages').selectOption({ label: 'English' });
    await panel.getByRole('button', { name: 'Run all' }).click();
    await panel.getByText(/^\d+ passed, 0 failed$/).waitFor();
    await panel.getByRole('button', { name: 'Draw coverage' }).click();
    await page.locator('.lights-ring[data-light=walked]').first().waitFor();
    await picture(page, 'simulator-coverage');
    await panel
      .locator('.tests-list')
      .getByRole('button', { name: 'Delete Somebody new chooses English, and it is remembered' })
      .click();
    await panel.getByRole('button', { name: 'Yes, delete it' }).click();
    await expect.poll(() => panel.getByText('Somebody new chooses English').count()).toBe(0);
  });
});

describe.each([
  ['light', 'en'],
  ['dark', 'fa'],
] as const)('in %s and %s, nobody meets a barrier', (colorScheme, language) => {
  test('in any view of the simulator', async () => {
    const { page, server } = await stage.admin({ colorScheme, viewport: { width: 1440, height: 900 } });
    await page.evaluate((tag) => localStorage.setItem('patchbay.language', tag), language);
    await page.goto(`${server.url}/flows/clinic`);
    await page.locator('.builder-bar button[aria-pressed]').first().click();
    const panel = page.locator('.simulator');
    const found: string[] = [];
    const look = async (name: string) => {
      await picture(page, `simulator-${name}-${language}`);
      found.push(...(await barriers(page)).map((barrier) => `${name}: ${barrier}`));
    };
    await panel.locator('.composer button').click();
    await panel.locator('.keypad').waitFor();
    await panel.locator('.keypad button').nth(1).click();
    await look('phone');
    await panel.locator('.simulator-bar select').first().selectOption('chat');
    await look('chat');
    for (const id of ['simWorld', 'simStory', 'simTests']) {
      await panel.locator(`#tab-${id}`).click();
      await look(id);
    }
    expect(found).toEqual([]);
  });
});
