import { AxeBuilder } from '@axe-core/playwright';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium as playwright,
  type Locator,
  type Page,
} from 'playwright-core';
import { afterAll, afterEach, beforeAll, onTestFinished } from 'vitest';
import { chromium } from './browser-setup.ts';

/** Debian's browser, kept from calling home: on a closed network those calls only fail, by the dozen. */
const launchChromium = (): Promise<Browser> =>
  playwright.launch({
    executablePath: chromium,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

/** A browser for the tests of one file; a page that complains fails its test. */
export interface ChatStage {
  context(options?: BrowserContextOptions): Promise<BrowserContext>;
  page(url: string, context?: BrowserContext, query?: string): Promise<ChatPage>;
}

export function chatStage(): ChatStage {
  let browser: Browser;
  let problems: string[] = [];
  beforeAll(async () => void (browser = await launchChromium()));
  afterAll(() => browser.close());
  afterEach(() => {
    const [first] = problems;
    problems = [];
    if (first !== undefined) throw new Error(`The page complained: ${first}`);
  });
  const context = async (options: BrowserContextOptions = {}): Promise<BrowserContext> => {
    const made = await browser.newContext(options);
    onTestFinished(() => made.close());
    return made;
  };
  return {
    context,
    page: async (url, given, query) => chatPage(given ?? (await context()), url, problems, query),
  };
}

/** The widget on the demo page, as a customer sees it. */
export interface ChatPage {
  page: Page;
  field: Locator;
  says(text: string): Promise<void>;
  chooses(label: string): Promise<void>;
  /** Waits until the conversation ends with this line. */
  hears(text: string): Promise<void>;
  /** Every bubble in order; own ones begin with "> ". */
  lines(): Promise<string[]>;
  /** What axe finds in the page as it is. */
  barriers(): Promise<string[]>;
}

/** @param problems what the page complains of is put there */
async function chatPage(
  context: BrowserContext,
  url: string,
  problems: string[],
  query = 'lang=en',
): Promise<ChatPage> {
  const page = await context.newPage();
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    // A server that is away is what the tests ask for; the browser reports it all the same.
    if (message.type() === 'error' && !/ERR_|WebSocket|Failed to load/.test(message.text()))
      problems.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(`${url}/chat?connection=clinic&${query}`);
  const field = page.locator('textarea');
  const lines = () =>
    page.locator('.bubble').evaluateAll((bubbles) =>
      bubbles.map((bubble) => {
        const own = bubble.parentElement?.classList.contains('own') ?? false;
        const said = [...bubble.childNodes].slice(1).map((node) => node.textContent);
        return `${own ? '> ' : ''}${said.join('')}`;
      }),
    );
  return {
    page,
    field,
    async says(text) {
      await field.fill(text);
      await field.press('Enter');
    },
    async chooses(label) {
      const button = page.getByRole('button', { name: label, exact: true, disabled: false });
      await button.click().catch(async (cause: unknown) => {
        const state = await page.locator('.state').textContent();
        throw new Error(`"${label}" is not offered (${state}); there is:\n${(await lines()).join('\n')}`, {
          cause,
        });
      });
    },
    async hears(text) {
      const bubble = page.locator('.theirs .bubble', { hasText: text }).last();
      await bubble.waitFor().catch(async (cause: unknown) => {
        const state = await page.locator('.state').textContent();
        throw new Error(`"${text}" was not said (${state}), but:\n${(await lines()).join('\n')}`, { cause });
      });
    },
    lines,
    async barriers() {
      // A colour in the middle of a movement is no one's colour.
      await page.waitForTimeout(400);
      const { violations } = await new AxeBuilder({ page }).analyze();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    },
  };
}
