import { describe, expect, test } from 'vitest';
import { chatRuntime, restartChat } from '../kit/chat-installation.ts';
import { chatStage } from '../kit/chat-page.ts';

const WELCOME = 'Welcome to the dental clinic. Opening hours: https://clinic.example/hours';
const MENU = 'How can we help?';
const VISIT = 'Tomorrow at 10:00 is free. We will call you to confirm.';
const PRICES = 'A check-up is 900 TRY, a cleaning 1,800 TRY.';
const stage = chatStage();

describe('a conversation', () => {
  test('by typing and by button, to its end and from the beginning again', async () => {
    const { url } = await chatRuntime();
    const chat = await stage.page(url);
    await chat.hears(MENU);
    await chat.chooses('Prices');
    await chat.hears(PRICES);
    await chat.says('I would like to book a visit');
    await chat.hears(VISIT);
    await chat.chooses('That is all');
    await chat.hears('Goodbye!');
    const visit = ['> I would like to book a visit', VISIT, MENU];
    const all = [WELCOME, MENU, '> Prices', PRICES, MENU, ...visit, '> That is all', 'Goodbye!'];
    expect(await chat.lines()).toEqual(all);
    const link = chat.page.getByRole('link', { name: 'https://clinic.example/hours' });
    expect(await link.getAttribute('rel')).toContain('noopener');
    await chat.page.getByRole('button', { name: 'Start a new conversation' }).click();
    await chat.page.getByText('New conversation', { exact: true }).waitFor();
    await chat.chooses('Prices');
    await chat.hears(PRICES);
  });

  test('goes on after a reload, where it was', async () => {
    const { url } = await chatRuntime();
    const chat = await stage.page(url);
    await chat.hears(MENU);
    await chat.chooses('Prices');
    await chat.hears(PRICES);
    const before = await chat.lines();
    await chat.page.reload();
    await chat.hears(PRICES);
    expect(await chat.lines()).toEqual(before);
  });

  test('what a customer writes is only text', async () => {
    const { url } = await chatRuntime();
    const chat = await stage.page(url);
    await chat.hears(MENU);
    const attack =
      '<img src=x onerror="document.title=1"><script>document.title=2</script>javascript:alert(1)';
    await chat.says(attack);
    await chat.hears('I did not get that.');
    expect(await chat.lines()).toContain(`> ${attack}`);
    expect(await chat.page.title()).toBe('Dental Clinic Demo');
    expect(await chat.page.locator('.own .bubble a, .own .bubble img').count()).toBe(0);
  });
});

describe('a line that breaks', () => {
  test('what is written meanwhile is sent later, once and in order', async () => {
    const { url } = await chatRuntime();
    const browsing = await stage.context();
    const chat = await stage.page(url, browsing);
    await chat.hears(MENU);
    await browsing.setOffline(true);
    await chat.page.getByText('You are offline').waitFor();
    await chat.says('prices');
    await chat.says('visit');
    expect((await chat.lines()).slice(-2)).toEqual(['> prices', '> visit']);
    await browsing.setOffline(false);
    await chat.hears(VISIT);
    expect(await chat.lines()).toEqual([WELCOME, MENU, '> prices', PRICES, MENU, '> visit', VISIT, MENU]);
  });

  test('a server that is killed and started again: nothing lost, nothing doubled', async () => {
    let server = await chatRuntime();
    const chat = await stage.page(server.url);
    await chat.hears(MENU);
    for (let round = 0; round < 3; round++) {
      await chat.says('prices');
      server = await restartChat(server, async () => {
        await chat.page.getByText('Reconnecting…').waitFor();
        await chat.says('visit');
      });
      await expect.poll(() => chat.lines(), { timeout: 30_000 }).toHaveLength(2 + (round + 1) * 6);
    }
    const round = ['> prices', PRICES, MENU, '> visit', VISIT, MENU];
    expect(await chat.lines()).toEqual([WELCOME, MENU, ...round, ...round, ...round]);
  });

  test('a page that is closed before the server is back sends its message after all', async () => {
    let server = await chatRuntime();
    const browsing = await stage.context();
    const chat = await stage.page(server.url, browsing);
    await chat.hears(MENU);
    server = await restartChat(server, async () => {
      await chat.says('prices');
      await chat.page.close();
    });
    const later = await stage.page(server.url, browsing);
    await later.hears(PRICES);
    expect(await later.lines()).toEqual([WELCOME, MENU, '> prices', PRICES, MENU]);
  });
});
