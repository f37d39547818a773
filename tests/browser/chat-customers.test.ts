import type { BrowserContextOptions } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chatRuntime } from '../kit/chat-installation.ts';
import { chatStage } from '../kit/chat-page.ts';

const MENU = 'How can we help?';
const VISIT = 'Tomorrow at 10:00 is free. We will call you to confirm.';
const PRICES = 'A check-up is 900 TRY, a cleaning 1,800 TRY.';
const stage = chatStage();

describe('a customer who', () => {
  test('has only a keyboard', async () => {
    const { url } = await chatRuntime();
    const chat = await stage.page(url);
    const { page } = chat;
    await chat.hears(MENU);
    const focused = () =>
      page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.getAttribute('class') ?? '');
    await page.keyboard.press('Escape');
    await page.locator('.log').focus();
    await page.keyboard.press('Escape');
    expect(await focused()).toBe('launcher');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Shift+Tab');
    expect(await focused()).toContain('choice');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await chat.hears(PRICES);
    // Written at once: the buttons that were pressed have given the focus to the field.
    await page.keyboard.type('visit');
    await page.keyboard.press('Enter');
    await chat.hears(VISIT);
    expect(await chat.lines()).toContain('> visit');
  });

  const small = { viewport: { width: 360, height: 640 } };
  test.each<[string, BrowserContextOptions]>([
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['small', small],
    ['small and dark', { ...small, colorScheme: 'dark' }],
  ])('uses a screen reader or needs contrast meets no barriers: %s', async (_, options) => {
    const { url } = await chatRuntime();
    const chat = await stage.page(url, await stage.context(options));
    const launcher = chat.page.getByRole('button', { name: 'Open chat' });
    if (options.viewport === undefined) await chat.page.getByRole('button', { name: 'Close chat' }).click();
    await launcher.waitFor();
    expect(await chat.barriers()).toEqual([]);
    await launcher.click();
    await chat.chooses('Prices');
    await chat.hears(PRICES);
    expect(await chat.barriers()).toEqual([]);
    await chat.chooses('That is all');
    await chat.page.getByText('The conversation has ended.').waitFor();
    expect(await chat.barriers()).toEqual([]);
  });

  test('has a small screen cannot lose the focus behind the window, nor anything to the side', async () => {
    const { url } = await chatRuntime();
    const chat = await stage.page(url, await stage.context({ viewport: { width: 320, height: 480 } }));
    const { page } = chat;
    await page.getByRole('button', { name: 'Open chat' }).click();
    await chat.hears(MENU);
    for (let stop = 0; stop < 12; stop++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement !== null)).toBe(
        true,
      );
    }
    const sideways = () => page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
    expect(await sideways()).toBe(false);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Open chat' }).waitFor();
  });

  test('reads from right to left', async () => {
    const { url } = await chatRuntime();
    const chat = await stage.page(url, await stage.context(), 'lang=fa');
    const { page } = chat;
    await chat.hears('چه کمکی از ما برمی‌آید؟');
    expect(await page.locator('.root').getAttribute('dir')).toBe('rtl');
    const bubble = page.locator('.theirs .bubble').first();
    expect(await bubble.getAttribute('dir')).toBe('rtl');
    expect(await bubble.evaluate((shown) => getComputedStyle(shown).direction)).toBe('rtl');
    await chat.chooses('قیمت‌ها');
    await chat.hears('معاینه');
    await chat.says('hello');
    const [own, theirs] = [page.locator('.own .bubble').last(), page.locator('.theirs .bubble').last()];
    // A bubble is drawn anew when it has arrived.
    const left = async (bubbles: typeof own) => (await bubbles.boundingBox())?.x ?? Number.NaN;
    await expect.poll(async () => (await left(own)) < (await left(theirs))).toBe(true);
    expect(await chat.barriers()).toEqual([]);
  });

  test('has two tabs sees the same conversation in both', async () => {
    const { url } = await chatRuntime();
    const browsing = await stage.context();
    const left = await stage.page(url, browsing);
    await left.hears(MENU);
    const right = await stage.page(url, browsing);
    await right.hears(MENU);
    await left.chooses('Prices');
    await right.hears(PRICES);
    await right.says('visit');
    await left.hears(VISIT);
    await left.chooses('That is all');
    await right.hears('Goodbye!');
    expect(await right.lines()).toEqual(await left.lines());
  });
});
