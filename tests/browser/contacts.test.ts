import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { cardFlow } from '../kit/conversations.ts';
import { barriers, editorStage } from '../kit/editor-stage.ts';
import { picture } from '../kit/picture.ts';
import { asked, talk } from '../kit/talk.ts';

const stage = editorStage();

/** An admin's page, and a flow that asks for a name and a card, with a way in. */
async function withConversations(options: Parameters<typeof stage.admin>[0] = {}) {
  const { page, server } = await stage.admin(options);
  await asked(page, 'POST', '/flows/publish', cardFlow());
  return { page, url: server.url, ...(await talk(page, server.url, 'card')) };
}

const rows = (page: Page) => page.locator('.contact-row');
const titles = (page: Page) => page.locator('.contact-who a').allTextContents();

describe('the list', () => {
  test('teaches what to do while it is empty, and says so when nothing fits', async () => {
    const { page } = await stage.admin();
    await page.getByRole('link', { name: 'Contacts' }).click();
    await page.getByText('There are no contacts yet.').waitFor();
    await page.getByLabel('State').selectOption('ended');
    await page.getByText('No contact fits this search.').waitFor();
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByText('There are no contacts yet.').waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  test('finds by address, flow, state, channel and day, and keeps the search for the way back', async () => {
    const { page, url, say, connection } = await withConversations();
    const clinic = await talk(page, url, 'clinic');
    await say('one', { from: 'ann', name: 'Ann' });
    await say('two', { from: 'bob', name: 'Bob' });
    await say('two', { left: true });
    await clinic.say('three', { from: 'cem', name: 'Cem' });
    await page.goto(`${url}/contacts`);
    await rows(page).nth(2).waitFor();
    expect((await titles(page)).toSorted()).toEqual(['Ann', 'Bob', 'Cem']);
    const narrowed = async (work: () => Promise<unknown>, expected: string[]) => {
      await work();
      await expect.poll(() => titles(page).then((all) => all.toSorted())).toEqual(expected);
    };
    await narrowed(() => page.getByLabel('State').selectOption('ended'), ['Bob']);
    await narrowed(() => page.getByLabel('State').selectOption('live'), ['Ann', 'Cem']);
    await narrowed(() => page.getByLabel('Flow').selectOption('clinic'), ['Cem']);
    await page.getByRole('link', { name: 'Cem' }).click();
    await page.getByRole('heading', { name: 'Cem' }).waitFor();
    await page.goBack();
    await expect.poll(() => titles(page)).toEqual(['Cem']);
    expect(await page.getByLabel('Flow').inputValue()).toBe('clinic');
    await narrowed(() => page.getByLabel('Flow').selectOption(''), ['Ann', 'Cem']);
    await narrowed(() => page.getByLabel('State').selectOption(''), ['Ann', 'Bob', 'Cem']);
    await narrowed(() => page.getByLabel('Number or address').fill(`${connection}/bob`), ['Bob']);
    await narrowed(() => page.getByLabel('Number or address').fill(''), ['Ann', 'Bob', 'Cem']);
    await narrowed(() => page.getByLabel('Channel').selectOption('chat'), []);
    await narrowed(() => page.getByLabel('Channel').selectOption('http'), ['Ann', 'Bob', 'Cem']);
    await narrowed(() => page.getByLabel('From').fill('2001-01-01'), ['Ann', 'Bob', 'Cem']);
    await narrowed(() => page.getByLabel('Until').fill('2001-01-02'), []);
  });

  test('grows page by page', async () => {
    const { page, url, say } = await withConversations();
    for (let index = 0; index < 53; index += 1) await say(`c${index}`, { from: `p${index}` });
    await page.goto(`${url}/contacts`);
    await page.getByText('50 shown').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByText('53 shown').waitFor();
    expect(await rows(page).count()).toBe(53);
    expect(new Set(await titles(page)).size).toBe(53);
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
  });

  test('says when the server does not answer, and tries again', async () => {
    const { page, url } = await withConversations();
    await page.route('**/api/contacts?*', (route) =>
      route.fulfill({ status: 429, json: { status: 429, code: 'x', detail: 'Too often.' } }),
    );
    await page.route('**/api/contacts', (route) =>
      route.fulfill({ status: 429, json: { status: 429, code: 'x', detail: 'Too often.' } }),
    );
    await page.goto(`${url}/contacts`);
    await page.getByRole('alert').getByText('Too often.').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('There are no contacts yet.').waitFor();
  });
});

describe('a contact', () => {
  test('shows what was said, what happened, where it is, and hides what was sensitive', async () => {
    const { page, url, say, connection } = await withConversations();
    const { contact } = await say('one', { from: 'ann', name: 'Ann' });
    await say('one', { text: 'Ann Archer' });
    await say('one', { text: '4111111111111111' });
    await page.goto(`${url}/contacts/${contact}`);
    await page.getByRole('heading', { name: 'Ann', exact: true }).waitFor();
    const lines = await page.locator('.line-text').allTextContents();
    expect(lines).toEqual([
      'Your name?',
      'Ann Archer',
      'Your card?',
      'Hidden: it was sensitive and is not kept.',
      expect.stringContaining('Thanks Ann Archer') as string,
    ]);
    expect(await page.content()).not.toContain('4111111111111111');
    expect(await page.locator('.contact-addresses').textContent()).toContain(`${connection}/ann`);
    await page.getByRole('tab', { name: 'Event log' }).click();
    await page.getByText('Contact opened').waitFor();
    expect(await page.locator('.event').count()).toBeGreaterThan(2);
    await page.locator('.event summary').first().click();
    expect(await page.locator('.event pre').first().textContent()).toContain('"contact.opened"');
    // On to the node it waits at, on the canvas of its flow.
    await page.getByRole('link', { name: /^Show collect in its flow/ }).click();
    await page.locator('.card[data-selected]').waitFor();
    const { pathname, hash } = new URL(page.url());
    expect(pathname + hash).toBe('/flows/card#more');
  });

  test('goes on while one looks at it', async () => {
    const { page, url, say } = await withConversations();
    const { contact } = await say('one', { from: 'ann', name: 'Ann' });
    await page.goto(`${url}/contacts/${contact}`);
    await page.getByText('Your name?').waitFor();
    await say('one', { text: 'said meanwhile' });
    await page.locator('.line-text', { hasText: 'said meanwhile' }).waitFor();
  });

  test('shows the customer’s other contacts, and whether they want to be written to', async () => {
    const { page, url, say } = await withConversations();
    const first = await say('one', { from: 'ann', name: 'Ann' });
    await say('one', { left: true });
    const second = await say('two', { from: 'ann' });
    const { customer } = await asked<{ customer: { id: string } }>(
      page,
      'GET',
      `/contacts/${second.contact}`,
    );
    await asked(page, 'PUT', `/customers/${customer.id}/opt-outs/sms`);
    await page.goto(`${url}/contacts/${second.contact}`);
    await page.getByText('Does not want to be written to: SMS').waitFor();
    await page.locator('.contact-history a').click();
    await page.getByText('The customer left').waitFor();
    expect(page.url()).toContain(first.contact);
    expect(await page.getByRole('button', { name: 'End contact' }).count()).toBe(0);
  });

  test('is moved, put back, and ended, each after a second thought, by keyboard alone', async () => {
    const { page, url, say } = await withConversations();
    const { contact } = await say('one', { from: 'ann', name: 'Ann' });
    await page.goto(`${url}/contacts/${contact}`);
    const where = async () =>
      (await asked<{ frames: { node: string }[] }>(page, 'GET', `/contacts/${contact}`)).frames[0]?.node;
    const place = page.getByLabel('Move to', { exact: true });
    await place.waitFor();
    await place.selectOption('more');
    await place.press('Tab');
    await page.keyboard.press('Enter');
    // The first key asked; nothing has happened yet.
    await page.getByRole('button', { name: 'Yes, move it' }).waitFor();
    expect(await where()).toBe('name');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Moved to').waitFor();
    expect(await where()).toBe('more');
    await page.getByRole('button', { name: 'Undo' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(where).toBe('name');
    // It is moved before the page has heard of it, and until then there is nothing to press.
    await expect.poll(() => page.getByRole('button', { name: 'End contact' }).isEnabled()).toBe(true);
    await page.getByRole('button', { name: 'End contact' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Yes, end it' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await where()).toBe('name');
    await page.getByRole('button', { name: 'End contact' }).click();
    await page.getByRole('button', { name: 'Yes, end it' }).click();
    await page.getByText('This contact is over.').waitFor();
    expect(await page.locator('.line', { hasText: 'Moved to' }).count()).toBe(2);
    await page.getByText('Ended: closed').waitFor();
  });

  test('that is not there is said to be so', async () => {
    const { page, server } = await stage.admin();
    await page.goto(`${server.url}/contacts/nobody`);
    await page.getByRole('alert').getByText('There is no such contact.').waitFor();
  });
});

describe.each(['light', 'dark'] as const)('in %s, nobody meets a barrier', (colorScheme) => {
  test.each(['en', 'fa'])('in %s', async (language) => {
    const { page, url, say } = await withConversations({ colorScheme });
    const { contact } = await say('one', { from: 'ann', name: 'Ann' });
    await say('one', { text: 'Ann Archer' });
    await say('one', { text: '4111111111111111' });
    await say('two', { from: 'ann', text: 'Hi' });
    await say('two', { left: true });
    await page.getByLabel('Language', { exact: true }).selectOption(language);
    const found: string[] = [];
    const look = async (where: string) => {
      await picture(page, `contacts-${where}-${language}-${colorScheme}`);
      found.push(...(await barriers(page)).map((barrier) => `${where}: ${barrier}`));
    };
    await page.goto(`${url}/contacts`);
    await rows(page).first().waitFor();
    await look('list');
    await page.goto(`${url}/contacts?flow=nothing`);
    await page.locator('.panel.notice').waitFor();
    await look('none');
    await page.goto(`${url}/contacts/${contact}`);
    await page.locator('.contact-history a').waitFor();
    await look('contact');
    await page.locator('.contact-move button').click();
    await page.getByRole('tab').nth(1).click();
    await page.locator('.event summary').first().click();
    await look('events');
    const said = await page.locator('.contact-said').boundingBox();
    const aside = await page.locator('.contact-aside').boundingBox();
    expect((aside?.x ?? 0) < (said?.x ?? 0)).toBe(language === 'fa');
    await page.setViewportSize({ width: 420, height: 900 });
    await look('narrow');
    // Nothing is wider than the page.
    expect(await page.evaluate(() => document.querySelector('main')!.scrollWidth)).toBeLessThanOrEqual(420);
    expect(found).toEqual([]);
  });
});
