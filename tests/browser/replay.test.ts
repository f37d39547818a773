import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { FlowNode } from '../../runtime/engine/index.ts';
import { barriers, editorStage } from '../kit/editor-stage.ts';
import { flowOf, node } from '../kit/flow-builder.ts';
import { picture } from '../kit/picture.ts';
import { asked, talk } from '../kit/talk.ts';

const stage = editorStage();

const named = (name: string, of: FlowNode): FlowNode => ({ ...of, name });
const bye = named('Goodbye', node('end', { text: { en: 'Goodbye.' } }));
/** Asks who it is: called by the other one. */
const who = flowOf(
  {
    name: named(
      'Ask name',
      node(
        'collect',
        { prompt: { en: 'Your name?' }, ask: { as: 'text' }, saveTo: 'name' },
        { valid: 'bye', noInput: 'bye', invalid: 'bye' },
      ),
    ),
    bye: named('Back', node('end')),
  },
  {
    id: 'who',
    name: 'Who',
    channels: ['api', 'chat'],
    variables: [{ name: 'name', type: 'text', output: true }],
  },
);

/** Books a day, which is understood as four digits, or as whatever is said. */
const dates = (ask: Record<string, unknown>) =>
  flowOf(
    {
      main: named(
        'Main menu',
        node(
          'menu',
          {
            prompt: { en: 'What can we do?' },
            options: [
              { id: 'book', label: { en: 'Book' }, key: '1' },
              { id: 'prices', label: { en: 'Prices' }, key: '2' },
            ],
          },
          { book: 'who', prices: 'bye', noInput: 'bye', noMatch: 'bye' },
        ),
      ),
      who: named('Who is it', node('sub-flow', { flow: 'who' }, { completed: 'date', failed: 'bye' })),
      date: named(
        'Ask date',
        node(
          'collect',
          { prompt: { en: 'Which day?' }, ask, saveTo: 'day', attempts: 3 },
          { valid: 'bye', noInput: 'bye', invalid: 'bye' },
        ),
      ),
      bye,
    },
    {
      id: 'dates',
      name: 'Dates',
      channels: ['api', 'chat'],
      start: 'main',
      annotations: {
        frames: { top: { title: 'Asked first', x: -40, y: -60, width: 420, height: 320 } },
        notes: { why: { text: 'Ask Ada about this', x: 0, y: -200, width: 220, height: 90 } },
      },
      variables: [{ name: 'day', type: 'text' }],
    },
  );

/** A contact that gave no valid day and left, and one that still goes on, of a flow whose draft takes any day. */
async function withContacts() {
  const { page, server } = await stage.admin({ reducedMotion: 'reduce' });
  await asked(page, 'POST', '/flows/publish', who);
  await asked(page, 'POST', '/flows/publish', dates({ as: 'digits', minDigits: 4, maxDigits: 4 }));
  const { say } = await talk(page, server.url, 'dates');
  const { contact } = await say('lost', { from: 'ann', name: 'Ann', text: 'Hello' });
  for (const text of ['Book', 'Ann Archer', 'on Friday', 'the day after']) await say('lost', { text });
  await say('lost', { left: true });
  const live = await say('live', { from: 'bob', name: 'Bob' });
  const { revision } = await asked<{ revision: number }>(page, 'GET', '/flows/dates');
  await asked(page, 'PUT', '/flows/dates/draft', { revision, draft: dates({ as: 'text' }) });
  return { page, url: server.url, say, contact, live: live.contact };
}

const rings = (page: Page, light: string) => page.locator(`.lights-ring[data-light=${light}]`);
const current = (page: Page) => rings(page, 'current').getAttribute('data-node');
const counts = (page: Page) =>
  page
    .locator('.lights-count')
    .evaluateAll((all) =>
      Object.fromEntries(all.map((one) => [one.getAttribute('data-way'), one.textContent])),
    );

/**
 * Looks into the flow that was called, follows the contact out of it, comes back to it from the list of steps and returns to
 * the main flow, with the walk where it was.
 */
async function within(simulator: Locator) {
  const page = simulator.page();
  const drawing = page.getByRole('region', { name: 'Drawing of “Who”, version 1' });
  const called = drawing.locator('.lights-ring[data-light=current]');
  const trail = simulator.getByRole('navigation', { name: 'Whose drawing is shown' });
  const asked = simulator.getByText('In “Who”: Ask name.');
  let back = 0;
  for (; (await asked.count()) === 0; back += 1)
    await simulator.getByRole('button', { name: 'One step back' }).click();
  expect(await drawing.count()).toBe(0);
  await trail.getByRole('button', { name: 'Who', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => called.getAttribute('data-node')).toBe('name');
  await drawing.getByText('only to look at').waitFor();
  // What lies below is out of reach.
  expect(await page.getByRole('button', { name: 'Show all of it' }).count()).toBe(0);
  await picture(page, `simulator-inside-${back}`);
  expect(await barriers(page)).toEqual([]);
  // It goes on in the main flow, and so does the drawing.
  await simulator.getByRole('button', { name: 'One step on' }).click();
  await expect.poll(() => drawing.count()).toBe(0);
  await simulator.getByRole('tab', { name: 'Steps' }).click();
  await simulator.locator('.story-turns').getByRole('button', { name: 'Ask name' }).first().click();
  await expect.poll(() => drawing.locator('[data-way="name:valid"].lights-count').textContent()).toBe('1');
  await drawing.locator('.card[data-selected]', { hasText: 'Ask name' }).waitFor();
  await trail.getByRole('button', { name: 'Dates' }).click();
  await expect.poll(() => drawing.count()).toBe(0);
  await simulator.getByRole('tab', { name: 'Conversation' }).click();
  for (let on = 1; on < back; on += 1) await simulator.getByRole('button', { name: 'One step on' }).click();
}

test(
  'a contact is played on its drawing, explained, and gone on with: on its version and on the draft',
  { timeout: 180_000 },
  async () => {
    const { page, url, say, contact, live } = await withContacts();

    // From the contact to the canvas, by key.
    await page.goto(`${url}/contacts/${contact}`);
    await page.getByRole('link', { name: 'On the canvas' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Replay: Ann' }).waitFor();
    const why = page.getByRole('region', { name: 'Why it ended where it did' });
    expect(await why.textContent()).toContain('was asked 3 times at “Ask date” without a valid answer');
    expect(await why.textContent()).toMatch(/and left at “Ask date” (at once|after)/);
    await expect.poll(() => current(page)).toBe('date');
    expect(await counts(page)).toMatchObject({ 'main:book': '1', 'who:completed': '1' });
    const panel = page.getByRole('complementary', { name: 'What happened' });
    await panel.getByText('sub-flows are called as they are published').waitFor();
    await panel.getByText('the day after').waitFor();

    // Back along its steps with the arrow keys: into the flow that was called, on the version it ran on.
    const step = page.getByRole('slider', { name: 'Step' });
    await step.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => current(page)).toBe('main');
    expect(await panel.getByText('the day after').count()).toBe(0);
    while ((await page.locator('.replay-head').getByText('Who', { exact: true }).count()) === 0) {
      await page.keyboard.press('ArrowRight');
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    await expect.poll(() => current(page)).toBe('name');
    expect(new URL(page.url()).search).toMatch(/^\?step=\d+$/);
    await page.reload();
    await expect.poll(() => current(page)).toBe('name');

    // It plays by itself to the end, and can be stopped.
    await page.getByLabel('Speed').selectOption('8');
    await page.getByRole('button', { name: 'Play' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await page.getByRole('button', { name: 'Play' }).waitFor();
    await expect.poll(() => current(page)).toBe('date');
    await page.getByRole('button', { name: 'One step back' }).click();
    await page.getByRole('button', { name: 'One step on' }).click();

    // A clause of the explanation leads to its step and its node.
    await why.getByRole('button', { name: /at “Main menu”/ }).click();
    await page.locator('.card[data-selected]', { hasText: 'Main menu' }).waitFor();

    // Events with what was done for them, and variables with what they were.
    await panel.getByRole('tab', { name: 'Events' }).click();
    await panel.locator('[aria-current=step]').waitFor();
    await panel.getByText('“Which day?”').first().waitFor();
    await panel.getByRole('button', { name: /“Ann Archer”/ }).click();
    await panel.getByRole('tab', { name: 'Variables' }).click();
    await panel.locator('dt', { hasText: 'day' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await picture(page, 'replay-en-light');

    // On its own version: the simulator stands where the contact stood, and goes on with it.
    await step.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    await panel.getByRole('button', { name: 'On version 1' }).click();
    const simulator = page.getByRole('complementary', { name: 'Simulator' });
    await simulator.getByText('On this drawing it goes the same way.').waitFor();
    await simulator.getByRole('log').getByText('the day after').waitFor();
    await within(simulator);
    await simulator.getByLabel('What the customer writes').fill('2412');
    await page.keyboard.press('Enter');
    await simulator.getByRole('log').getByText('Goodbye.').waitFor();
    await simulator.getByRole('button', { name: 'Close the simulator' }).click();

    // On the draft, which takes any day: it is over where the contact was asked again.
    await panel.getByRole('link', { name: 'On the draft' }).click();
    const status = page.locator('.simulator').getByRole('status');
    await status.getByText('The customer left the contact at “Ask date”.').waitFor();
    expect(await status.textContent()).toMatch(/beyond step \d+: it is over here already \(completed\)/);
    await status.getByText('On this drawing it comes to its end at “Goodbye”.').waitFor();
    await picture(page, 'replay-draft-en-light');
    expect(await barriers(page)).toEqual([]);
    await within(page.locator('.simulator'));
    // The step that the address names is where it stands.
    await page.goto(`${url}/flows/dates?contact=${contact}&step=2`);
    await page.locator('.simulator').getByText('In “Who”: Ask name.').waitFor();

    // One that goes on grows while somebody watches.
    await page.goto(`${url}/contacts/${live}/replay`);
    await expect.poll(() => current(page)).toBe('main');
    await why.getByText('is being asked at “Main menu” now').waitFor();
    await say('live', { text: 'Book' });
    await expect.poll(() => current(page), { timeout: 15_000 }).toBe('name');

    // In Persian and in the dark.
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByLabel('Language', { exact: true }).selectOption('fa');
    await page.goto(`${url}/contacts/${contact}/replay`);
    await page.locator('.lights-ring').first().waitFor();
    await picture(page, 'replay-fa-dark');
    expect(await barriers(page)).toEqual([]);
    await page.setViewportSize({ width: 420, height: 900 });
    await picture(page, 'replay-narrow-fa-dark');
    // Nothing is wider than the page.
    expect(await page.evaluate(() => document.querySelector('main')!.scrollWidth)).toBeLessThanOrEqual(420);
    await page.getByLabel('زبان', { exact: true }).selectOption('en');

    // What is not kept any more is said calmly.
    await page.goto(`${url}/contacts/nobody/replay`);
    await page.getByText('This contact is not kept any more').waitFor();
    await page.route('**/api/contacts/*/replay?*', (route) =>
      route.fulfill({ json: { steps: [], more: false } }),
    );
    await page.goto(`${url}/contacts/${contact}/replay`);
    await page.getByText('What happened in this contact is not kept any more').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  },
);
