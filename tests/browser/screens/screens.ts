import type { Page } from 'playwright-core';
import { flowOf, node } from '../../kit/flow-builder.ts';
import { asked } from '../../kit/talk.ts';

/** A screen in one of its states: its name, and how one comes there. They are walked in this order, on one server. */
export interface Screen {
  name: string;
  /** Other tests look for barriers there. */
  pictureOnly?: true;
  open(page: Page, url: string): Promise<void>;
}

const hello = (text: string, id = 'hello') =>
  flowOf(
    {
      hello: { ...node('message', { text: { en: text } }, { done: 'bye' }), name: 'Say hello' },
      bye: { ...node('end'), name: 'Goodbye' },
    },
    { id, name: 'Hello', channels: ['chat'] },
  );

/** A flow of two versions, a broken one, and one in a folder with tags. */
export async function furnish(page: Page): Promise<void> {
  await asked(page, 'POST', '/flows/publish?note=The%20first', hello('One'));
  const second = hello('Two');
  second.nodes['more'] = { ...node('message', { text: { en: 'More' } }, { done: 'bye' }), name: 'Some more' };
  second.nodes['hello']!.exits = { done: 'more' };
  second.layout = { hello: { x: 0, y: 0 }, more: { x: 360, y: 120 }, bye: { x: 720, y: 0 } };
  await asked(page, 'POST', '/flows/publish?note=A%20second%20word', second);
  const broken = hello('One', 'broken');
  broken.nodes['hello']!.exits = {};
  broken.layout = { hello: { x: 0, y: 0 }, bye: { x: 380, y: 60 } };
  await asked(page, 'POST', '/flows/import', { document: { ...broken, name: 'Not yet right' } });
  for (const template of ['returns', 'survey', 'parcel'])
    await asked(page, 'POST', '/flows', { name: `Our ${template}`, template });
  await asked(page, 'PUT', '/flows/our-returns/folder', { folder: 'Shop/Returns' });
  await asked(page, 'PUT', '/flows/our-returns/tags', { tags: ['live', 'chat'] });
}

const at =
  (path: string, wait: string) =>
  async (page: Page, url: string): Promise<void> => {
    // From elsewhere: an address that differs behind the # alone would load nothing.
    await page.goto('about:blank');
    await page.goto(`${url}${path}`);
    await page.locator(wait).first().waitFor();
  };

/** A drawing, when all around it is there. */
const drawn =
  (path: string, wait: string) =>
  async (page: Page, url: string): Promise<void> => {
    await at(path, wait)(page, url);
    await page.locator('.inspector :is(input, textarea)').first().waitFor({ state: 'attached' });
    await page.locator('.problems[aria-busy=false]').waitFor();
  };

/** In the order of the tabs, whatever they are called. */
const tab = (page: Page, id: string) => page.locator(`#tab-${id}`).click();
const main = (page: Page) => page.locator('.builder-bar .button.main').click();

export const SCREENS: readonly Screen[] = [
  { name: 'home', open: at('/', '.flow') },
  {
    name: 'home-more',
    open: async (page) => {
      await page.locator('.more summary').first().click();
    },
  },
  {
    name: 'home-found',
    open: async (page) => {
      await page.locator('[type=search]').fill('more');
      await page.locator('.hits').first().waitFor();
    },
  },
  {
    name: 'home-nothing-found',
    open: async (page) => {
      await page.locator('[type=search]').fill('qqqq');
      await page.locator('.flows.notice').waitFor();
    },
  },
  {
    name: 'new-flow',
    open: async (page, url) => {
      await at('/', '.flow')(page, url);
      await page.locator('.home-acts .main').click();
      await page.locator('.template-picture').first().waitFor();
    },
  },
  {
    name: 'import-broken',
    open: async (page, url) => {
      await at('/', '.flow')(page, url);
      await page.locator('.home-acts .button').nth(1).click();
      const buffer = Buffer.from(JSON.stringify({ ...hello('One'), nodes: { hello: { type: 7 } } }));
      await page
        .locator('[type=file]')
        .setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer });
      await page.locator('.faults').waitFor();
    },
  },
  {
    name: 'bin-empty',
    open: async (page, url) => {
      await at('/', '.flow')(page, url);
      await page.locator('.home-acts .button').nth(2).click();
      await page.locator('.flows.notice').waitFor();
    },
  },
  {
    name: 'guide',
    open: async (page, url) => {
      await at('/', '.guide-offer')(page, url);
      await page.locator('.guide-offer .button').first().click();
      await page.keyboard.press('Escape');
      await page.locator('.coach').waitFor();
    },
  },
  {
    name: 'drawing',
    open: async (page, url) => {
      await page.locator('.coach .button').last().click();
      await drawn('/flows/clinic', '.card')(page, url);
    },
  },
  { name: 'drawing-chosen', open: drawn('/flows/clinic#main', '.card[data-selected]') },
  {
    name: 'drawing-problems',
    open: async (page, url) => {
      await drawn('/flows/broken', '.card-trouble')(page, url);
      await page.locator('.problems-bar').click();
      await page.locator('.problem').first().waitFor();
    },
  },
  ...(['variables', 'allTexts', 'document', 'machine'] as const).map((id) => ({
    name: id,
    open: async (page: Page, url: string) => {
      await at('/flows/clinic', '.card')(page, url);
      await tab(page, id);
      // Each is loaded when it is opened.
      await page.locator(`#panel-${id} :is(table, .view-line)`).first().waitFor();
    },
  })),
  {
    name: 'palette',
    pictureOnly: true,
    open: async (page, url) => {
      await at('/flows/clinic', '.card')(page, url);
      await tab(page, 'palette');
      await page.locator('.finder-item').first().waitFor();
    },
  },
  {
    name: 'from-afar',
    pictureOnly: true,
    open: async (page, url) => {
      await at('/flows/clinic', '.card')(page, url);
      await page.locator('.canvas-zoom .button').last().click();
    },
  },
  {
    name: 'commands',
    pictureOnly: true,
    open: async (page) => {
      await page.keyboard.press('Control+k');
      await page.locator('dialog .finder-item').first().waitFor();
    },
  },
  {
    name: 'keys',
    pictureOnly: true,
    open: async (page) => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await page.locator('dialog[open] kbd').first().waitFor();
    },
  },
  {
    name: 'simulator',
    pictureOnly: true,
    open: async (page, url) => {
      await at('/flows/clinic', '.card')(page, url);
      await page.locator('.builder-bar .button[aria-pressed]', { hasText: '▶' }).click();
      await page.locator('.simulator [role=tab]').first().waitFor();
    },
  },
  {
    name: 'drawing-empty',
    pictureOnly: true,
    open: async (page, url) => {
      const made = await asked<{ id: string }>(page, 'POST', '/flows', {
        name: 'New',
        channels: ['voice', 'chat'],
        languages: ['en'],
      });
      await drawn(`/flows/${made.id}`, '.beginning')(page, url);
    },
  },
  {
    name: 'versions',
    open: async (page, url) => {
      await at('/flows/hello', '.card')(page, url);
      await tab(page, 'versions');
      await page.locator('.version .button').first().click();
      await page.locator('.compared .card').first().waitFor();
    },
  },
  {
    name: 'versions-in-words',
    open: async (page) => {
      await tab(page, 'inWords');
      await page.locator('.changes').waitFor();
    },
  },
  {
    name: 'versions-json',
    open: async (page) => {
      await tab(page, 'asJson');
      await page.locator('.monaco-diff-editor .view-line').first().waitFor();
    },
  },
  {
    name: 'versions-none',
    open: async (page, url) => {
      await at('/flows/our-survey', '.card')(page, url);
      await tab(page, 'versions');
    },
  },
  {
    name: 'publish',
    open: async (page, url) => {
      await at('/flows/our-survey', '.card')(page, url);
      await main(page);
      await page.locator('.publish-form').waitFor();
    },
  },
  {
    name: 'published',
    open: async (page) => {
      await page.locator('.publish-form [type=submit]').click();
      await page.locator('dialog output').first().waitFor();
      await page.locator('dialog .button.main').waitFor();
    },
  },
  {
    name: 'publish-refused',
    open: async (page, url) => {
      await at('/flows/broken', '.card')(page, url);
      await main(page);
      await page.locator('.findings').waitFor();
    },
  },
  { name: 'node-types', open: at('/node-types', '.node-type') },
  { name: 'contacts-empty', open: at('/contacts', 'main h1') },
  ...['account', 'members', 'rules', 'single-sign-on', 'tokens', 'audit'].map((id) => ({
    name: `settings-${id}`,
    open: at(`/settings/${id}`, 'main h2'),
  })),
  { name: 'nowhere', open: at('/nothing-here', 'main h1') },
  { name: 'flow-that-is-not-there', open: at('/flows/nothing', '[role=alert]') },
  {
    name: 'sign-in',
    open: async (page, url) => {
      await at('/', '.flow')(page, url);
      await page.locator('.header .button').last().click();
      await page.locator('[name=password]').waitFor();
    },
  },
  { name: 'forgotten', open: at('/forgotten', 'main h1') },
];
