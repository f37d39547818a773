import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium as playwright, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, onTestFinished } from 'vitest';
import { chromium } from './browser-setup.ts';
import { PASSWORD } from './people.ts';
import { type RunningServer, runningServer, said } from './running-server.ts';

/** A browser for the tests of one file, and a server for each test; a page that complains fails its test. */
export interface EditorStage {
  /** A browser at the editor of a fresh installation, in which somebody has become its first admin. */
  admin(options?: BrowserContextOptions): Promise<{ page: Page; server: RunningServer }>;
  /** A browser of somebody whom no server knows yet. */
  person(options?: BrowserContextOptions): Promise<Page>;
}

export function editorStage(): EditorStage {
  let browser: Browser;
  const problems: string[] = [];
  beforeAll(async () => {
    browser = await playwright.launch({
      executablePath: chromium,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
    });
  });
  afterAll(() => browser.close());
  afterEach(() => {
    const [first] = problems.splice(0);
    if (first !== undefined) throw new Error(`The page complained: ${first}`);
  });
  const person = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await browser.newContext({ locale: 'en-GB', colorScheme: 'light', ...options });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      // A refusal is an answer like any other; the browser notes it as a fault.
      const refusal = /Failed to load resource.* 4\d\d/.test(message.text());
      // So is a line that breaks: tests cut the network, and end the server.
      const cut =
        /WebSocket connection to .*\/live' failed|net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED)/.test(
          message.text(),
        );
      if (message.type() === 'error' && !refusal && !cut) problems.push(message.text());
    });
    return page;
  };
  return {
    person,
    async admin(options = {}) {
      const server = await runningServer();
      const link = await said(server, /(\S+\/welcome\?token=\S+)/);
      const page = await person(options);
      await page.goto(link);
      await page.locator('[name=name]').fill('Ada Admin');
      await page.locator('[name=email]').fill('ada@clinic.example');
      await page.locator('[name=password]').fill(PASSWORD);
      await page.locator('[type=submit]').click();
      await page.locator('.flows').waitFor();
      return { page, server };
    },
  };
}

/** What axe finds wrong for people with disabilities: with the page, or with a part of it. */
export async function barriers(page: Page, within?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
