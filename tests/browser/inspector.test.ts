import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openDrawing } from '../kit/drawing.ts';
import { barriers, editorStage } from '../kit/editor-stage.ts';
import { flowOf, node } from '../kit/flow-builder.ts';
import { asked } from '../kit/talk.ts';

const stage = editorStage();
/** axe looks at hundreds of fields. */
const LONG = 180_000;

/** The clinic, opened for editing. */
async function clinic(options: BrowserContextOptions = {}) {
  const { page, server } = await stage.admin({ viewport: { width: 1440, height: 1900 }, ...options });
  await page.goto(`${server.url}/flows/clinic`);
  await page.locator('.outline').waitFor();
  return page;
}

const outlined = (page: Page, name: string) =>
  page
    .locator('.outline')
    .getByRole('treeitem', { name, exact: false })
    .and(page.locator('[aria-level="1"]'))
    .first();
const inspector = (page: Page) => page.getByRole('complementary', { name: 'Settings' });
const problems = (page: Page) => page.getByRole('region', { name: 'Problems' });
/** Titles of the items of a list, from top to bottom. */
const items = (page: Page) => inspector(page).locator('.inspector-item-title').allTextContents();

describe('a node', () => {
  test('is named, and its prompt is written per language, for a channel, with values, and listened to', async () => {
    const page = await clinic();
    await page.evaluate(() => {
      const said: string[] = [];
      Object.assign(globalThis, { said });
      speechSynthesis.speak = (spoken) => void said.push(`${spoken.lang}: ${spoken.text}`);
    });
    await outlined(page, 'Which day?').click();
    await inspector(page).getByLabel('Name', { exact: true }).fill('Day of the visit');
    await outlined(page, 'Day of the visit').waitFor();

    const prompt = inspector(page).getByRole('textbox', { name: 'Prompt, English', exact: true });
    await prompt.fill('Which day, {{ ph');
    await page.getByRole('listbox').getByText('phone', { exact: true }).waitFor();
    await page.keyboard.press('Enter');
    expect(await prompt.inputValue()).toBe('Which day, {{ phone }}');
    await inspector(page).getByText('Which day, ‹phone›').waitFor();
    await inspector(page).getByRole('button', { name: 'Listen: Prompt', exact: true }).click();
    expect(await page.evaluate(() => (globalThis as unknown as { said: string[] }).said)).toEqual([
      'en: Which day, ‹phone›',
    ]);

    await inspector(page).getByRole('button', { name: 'Turkish' }).first().click();
    const turkish = inspector(page).getByRole('textbox', { name: 'Prompt, Turkish', exact: true });
    await turkish.fill('Hangi gün?');
    await inspector(page).getByText('Other words for a channel, recording').first().click();
    await inspector(page).getByRole('button', { name: 'Other words for SMS' }).first().click();
    await inspector(page).getByRole('textbox', { name: 'Prompt, instead on SMS' }).fill('Gün?');
    await page.getByRole('tab', { name: 'Document' }).click();
    await page.getByRole('tab', { name: 'Texts', exact: true }).click();
    await page.getByRole('textbox', { name: 'Day of the visit, Prompt, Turkish' }).first().waitFor();
    expect(
      await page
        .getByRole('textbox', { name: 'Day of the visit, Prompt, Turkish' })
        .evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value)),
    ).toEqual(expect.arrayContaining(['Hangi gün?', 'Gün?']));
  });

  test('has its options added, moved with the mouse and by key, and removed; exits keep where they lead', async () => {
    const page = await clinic();
    await outlined(page, 'Main menu').click();
    await expect.poll(() => items(page)).toEqual(['Appointment', 'Prices', 'A person']);

    const [first, last] = await Promise.all(
      [0, 2].map((index) => inspector(page).locator('.inspector-handle').nth(index).boundingBox()),
    );
    await page.mouse.move(first!.x + 8, first!.y + 10);
    await page.mouse.down();
    await page.mouse.move(last!.x + 8, last!.y + 30, { steps: 8 });
    await page.mouse.up();
    await expect.poll(() => items(page)).toEqual(['Prices', 'A person', 'Appointment']);

    await inspector(page).getByRole('button', { name: 'Move Appointment', exact: true }).focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => items(page)).toEqual(['Appointment', 'Prices', 'A person']);
    await page.getByText('Appointment is now 1 of 3').waitFor({ state: 'attached' });
    expect(await inspector(page).getByRole('combobox', { name: 'Appointment (1)' }).inputValue()).toBe(
      'Which day?',
    );

    await inspector(page).getByRole('button', { name: 'Add to: Options' }).click();
    await inspector(page).getByRole('textbox', { name: 'Label, English' }).fill('Directions');
    await inspector(page).getByRole('textbox', { name: 'Key', exact: true }).fill('3');
    await inspector(page).getByRole('combobox', { name: 'Directions (3)' }).waitFor();
    await inspector(page).getByRole('button', { name: 'Remove Prices', exact: true }).click();
    await expect.poll(() => items(page)).toEqual(['Appointment', 'A person', 'Directions']);
    await expect.poll(() => inspector(page).getByRole('combobox', { name: 'Prices (2)' }).count()).toBe(0);
  });

  test('has its condition written as sentences, with a variable that is made on the spot', async () => {
    const page = await clinic();
    await outlined(page, 'What for?').click();
    await inspector(page).locator('.inspector-item-title').first().click();
    await inspector(page).getByRole('button', { name: 'Add a sentence' }).click();
    const second = inspector(page).locator('.inspector-comparisons > li').last();
    const left = second.getByRole('combobox', { name: 'What is compared' }).last();
    await left.fill('order count');
    await page.getByRole('option', { name: 'Declare “order count” as a new variable' }).click();
    await inspector(page).getByLabel('Type').selectOption({ label: 'number' });
    await inspector(page).getByRole('button', { name: 'Declare', exact: true }).click();
    await second.getByLabel('How', { exact: true }).selectOption({ label: 'is greater than' });
    await second.getByRole('textbox', { name: 'Compared with' }).fill('3');
    await inspector(page)
      .getByText(/, and orderCount is greater than 3$/)
      .waitFor();
    await page.getByRole('tab', { name: 'Variables' }).click();
    expect(await page.getByLabel('Type of orderCount').inputValue()).toBe('number');
  });

  test('is connected without a mouse', async () => {
    const page = await clinic();
    await page.locator('.outline-tree').focus();
    for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter'])
      await page.keyboard.press(key);
    await inspector(page).getByRole('heading', { name: 'Main menu' }).waitFor();
    const exit = inspector(page).getByRole('combobox', { name: 'No match' });
    await exit.focus();
    await exit.press('ControlOrMeta+a');
    await page.keyboard.type('Goodb');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    const taken = await page.getByRole('listbox').getByRole('option').first().textContent();
    await page.keyboard.press('Enter');
    expect(await exit.inputValue()).toBe(taken);
  });

  test('goes by a calendar that is picked by its name', async () => {
    const page = await clinic();
    const [first] = await asked<{ id?: string; updatedAt?: number; name: string }[]>(
      page,
      'GET',
      '/calendars',
    );
    const { id: _id, updatedAt: _at, ...hours } = first!;
    await asked(page, 'POST', '/calendars', { ...hours, name: 'Night duty' });
    await page.reload();
    await outlined(page, 'Are we open?').click();
    const calendar = inspector(page).getByRole('combobox', { name: 'Calendar' });
    await expect.poll(() => calendar.inputValue()).toBe(hours.name);
    await calendar.fill('nig');
    await page.getByRole('option', { name: 'Night duty' }).click();
    await expect.poll(() => calendar.inputValue()).toBe('Night duty');
    // What the card says is the calendar it goes by.
    await page.locator('.card[data-selected]').getByText('Night duty').waitFor();
  });

  test('tells its request, which is tried through the guard', async () => {
    const page = await clinic();
    await outlined(page, 'Ask for the price list').click();
    await inspector(page).getByText('Try the request').click();
    await inspector(page).getByRole('button', { name: 'Send', exact: true }).click();
    await inspector(page).getByText('Answered with 200').waitFor();
    await inspector(page).getByText('prices becomes').waitFor();
  });
});

describe('problems', () => {
  test('show at the field, lead to it, are repaired by a click, and input that cannot be taken is not lost', async () => {
    const page = await clinic();
    await problems(page).getByText('None found').waitFor();
    await outlined(page, 'Main menu').click();
    const attempts = inspector(page).getByLabel('Attempts');
    await attempts.fill('99');
    await inspector(page).getByText('Write 10 or less.').waitFor();
    await outlined(page, 'Which day?').click();
    await outlined(page, 'Main menu').click();
    expect(await attempts.inputValue()).toBe('99');
    expect(await attempts.getAttribute('aria-invalid')).toBe('true');
    await attempts.fill('2');
    await expect.poll(() => attempts.getAttribute('aria-invalid')).toBeNull();

    await outlined(page, 'Which day?').click();
    const prompt = inspector(page).getByRole('textbox', { name: 'Prompt, English', exact: true });
    await prompt.fill('For {{ nobody }}?');
    await problems(page).getByText('0 errors, 1 warning').first().waitFor();
    await inspector(page).getByText('There is no variable "nobody".').waitFor();
    await outlined(page, 'Welcome').click();
    await problems(page).getByRole('button', { name: 'Problems' }).click();
    await problems(page).getByRole('button', { name: 'There is no variable "nobody".' }).click();
    await expect.poll(() => prompt.evaluate((field) => field === document.activeElement)).toBe(true);
    await problems(page).getByRole('button', { name: 'Declare “nobody”' }).click();
    await problems(page).getByText('None found').first().waitFor();

    await outlined(page, 'Welcome').click();
    const welcome = inspector(page).getByRole('textbox', { name: 'Text, English', exact: true });
    await welcome.fill('');
    await problems(page)
      .getByRole('button', { name: /Take over the words/ })
      .click();
    await expect.poll(() => welcome.inputValue()).toMatch(/^\[…\] /);
  });
});

describe('the flow itself', () => {
  test('is set up while nothing is chosen', async () => {
    const page = await clinic();
    await inspector(page).getByLabel('Name of the flow').fill('Dental practice');
    await page.getByRole('heading', { name: 'Dental practice' }).waitFor();
    const language = inspector(page).getByRole('combobox', { name: 'Add a language' });
    await language.fill('Pers');
    await page.getByRole('option', { name: 'Persian' }).click();
    await inspector(page).getByRole('button', { name: 'Remove Persian' }).waitFor();
    // Nothing is said in it yet.
    await problems(page)
      .getByText(/0 errors, \d\d warnings/)
      .first()
      .waitFor();
    await inspector(page).getByRole('button', { name: 'Make English the first language' }).click();
    await inspector(page).getByRole('button', { name: 'Make Turkish the first language' }).waitFor();
  });
});

describe('as JSON', () => {
  const written = (page: Page) => page.locator('.monaco-editor .view-lines').first();
  /** Puts a text in place of all that is in the first editor. */
  async function rewrite(page: Page, change: (text: string) => string) {
    const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
    await page.evaluate(() => navigator.clipboard.writeText('nothing yet'));
    await written(page).click();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+c');
    await expect.poll(clipboard).not.toBe('nothing yet');
    const text = await clipboard();
    await page.evaluate((to) => navigator.clipboard.writeText(to), change(text));
    await page.keyboard.press('ControlOrMeta+v');
  }

  test('the whole flow is written and applied as one step, or refused with node and field; its machine is beside it', async () => {
    const page = await clinic({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('tab', { name: 'Document' }).click();
    await written(page).waitFor();
    await page.getByRole('region', { name: 'Machine of the draft' }).locator('.view-line').first().waitFor();
    await page.getByRole('button', { name: 'Copy for an XState viewer' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('createMachine(');

    await rewrite(page, (text) => text.replace('"name": "Dental clinic"', '"name": "Written clinic"'));
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByRole('heading', { name: 'Written clinic' }).waitFor();
    await rewrite(page, (text) => text.replace(/"attempts": \d+/, '"attempts": "many"'));
    await page.getByRole('button', { name: 'Apply' }).click();
    await page.getByText(/^[\w-]+, config\.attempts: /).waitFor();
  });

  test('a node is written where its form is', async () => {
    const page = await clinic({ permissions: ['clipboard-read', 'clipboard-write'] });
    await outlined(page, 'Welcome').click();
    await inspector(page).getByText('This node as JSON').click();
    await written(page).waitFor();
    await rewrite(page, (text) => text.replace('"name": "Welcome"', '"name": "Hello"'));
    await inspector(page).getByRole('button', { name: 'Apply' }).click();
    await outlined(page, 'Hello').waitFor();
  });

  test('code is completed with what comes in, and its type', async () => {
    const config = { inputs: { amount: { template: '{{ now }}' } }, source: 'return {};' };
    const { page } = await openDrawing(
      await stage.admin(),
      flowOf({ sum: node('code', config, { ok: 'bye', failed: 'bye' }), bye: node('end', {}) }),
    );
    await page.locator('.outline [aria-level="1"]').first().click();
    // What the node takes comes from the server; until then nothing is offered.
    const told = page.waitForResponse((answer) => answer.url().includes('/completion'));
    await inspector(page).getByRole('button', { name: 'Open in the large editor: Code' }).click();
    const editor = page.getByRole('dialog', { name: 'Code' });
    await editor.locator('.monaco-editor.focused').waitFor();
    await (await told).finished();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('return input.');
    const offered = editor.locator('.suggest-widget .monaco-list-row', { hasText: 'amount' });
    await offered.waitFor();
    expect(await offered.textContent()).toContain('string');
    await page.keyboard.press('Enter');
    await page.keyboard.type(';');
    await editor.getByRole('button', { name: 'Done' }).click();
    expect(await inspector(page).getByRole('textbox', { name: 'Code' }).inputValue()).toBe(
      'return input.amount;',
    );
  });
});

describe.each(['light', 'dark'] as const)('in %s, nobody meets a barrier', (colorScheme) => {
  test(
    'while editing',
    async () => {
      const page = await clinic({ colorScheme });
      const found: string[] = [];
      const look = async (where: string) =>
        found.push(...(await barriers(page)).map((barrier) => `${where}: ${barrier}`));
      await look('flow');
      for (const name of ['Main menu', 'What for?', 'Ask for the price list']) {
        await outlined(page, name).click();
        await inspector(page).getByRole('heading', { name }).waitFor();
        await inspector(page).locator('.inspector-item-title').first().click();
        await look(name);
      }
      await page.getByRole('tab', { name: 'Variables' }).click();
      await page.getByRole('heading', { name: 'Variables' }).waitFor();
      await look('variables');
      await page.getByRole('tab', { name: 'Texts', exact: true }).click();
      await page.getByRole('heading', { name: 'Texts' }).waitFor();
      await look('texts');
      expect(found).toEqual([]);
    },
    LONG,
  );
});
