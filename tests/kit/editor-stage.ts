import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContextOptions, chromium as playwright, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { chromium } from './browser-setup.ts';
import { Installations } from './installations.ts';
import { PASSWORD } from './people.ts';
import { type RunningServer, runningServer, said, type Until } from './running-server.ts';
import { asked } from './talk.ts';
import { WarmBrowser } from './warm-browser.ts';

/** A browser for the tests of one file, and an installation for each test; a page that complains fails its test. */
export interface EditorStage {
  /**
   * A browser at the editor of a fresh installation, whose first admin it is signed in as. The installations of a file share
   * a process, which is this test's alone: it may be ended, and the database be opened by another server.
   */
  admin(options?: BrowserContextOptions): Promise<{ page: Page; server: RunningServer }>;
  /** The same by the long way: a server as it is started for the first time, and the form for its first admin filled in. */
  firstAdmin(options?: BrowserContextOptions): Promise<{ page: Page; server: RunningServer }>;
  /** A browser of somebody whom no server knows yet. */
  person(options?: BrowserContextOptions): Promise<Page>;
  /** Somebody else, invited by an admin, in a browser of their own. */
  colleague(admin: Page, url: string, name: string, role?: string): Promise<Page>;
}

export function editorStage(): EditorStage {
  let browser: Browser;
  let installations: Installations;
  const ends: Parameters<Until>[0][] = [];
  let problems: string[] = [];
  const warm = new WarmBrowser(() => browser);
  beforeAll(async () => {
    installations = new Installations((end) => ends.push(end));
    browser = await playwright.launch({
      executablePath: chromium,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
    });
  });
  afterAll(async () => {
    await browser.close();
    for (const end of ends.toReversed()) await end();
  });
  afterEach(() => {
    const [first] = problems;
    // What a page says while it is being closed is nobody's complaint, least of all that of the test after it.
    problems = [];
    if (first !== undefined) throw new Error(`The page complained: ${first}`);
  });
  const person = async (
    options: BrowserContextOptions = {},
    at?: { url: string; cookie: string },
  ): Promise<Page> => {
    const page = await warm.page({ locale: 'en-GB', colorScheme: 'light', ...options }, at);
    const complaints = problems;
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      // A refusal is an answer like any other; the browser notes it as a fault.
      const refusal = /Failed to load resource.* 4\d\d/.test(message.text());
      // So is a line that breaks: tests cut the network, and end the server.
      const cut =
        /WebSocket connection to .*\/live' failed|net::ERR_(INTERNET_DISCONNECTED|CONNECTION_(REFUSED|RESET|CLOSED)|EMPTY_RESPONSE|CONTENT_LENGTH_MISMATCH|INCOMPLETE_CHUNKED_ENCODING)/.test(
          message.text(),
        );
      if (message.type() === 'error' && !refusal && !cut) complaints.push(message.text());
    });
    return page;
  };
  return {
    person: (options) => person(options),
    async colleague(admin, url, name, role = 'designer') {
      const email = `${name.toLowerCase()}@clinic.example`;
      const invitation = await asked<{ url: string }>(admin, 'POST', '/invitations', { email, role });
      const page = await person();
      const { pathname, search } = new URL(invitation.url);
      await page.goto(`${url}${pathname}${search}`);
      await page.locator('[name=name]').fill(name);
      await page.locator('[name=password]').fill(PASSWORD);
      await page.locator('[type=submit]').click();
      await page.getByRole('link', { name, exact: true }).waitFor();
      return page;
    },
    async admin(options = {}) {
      const { server, cookie } = await installations.open();
      const page = await person(options, { url: server.url, cookie });
      await page.goto(server.url);
      await page.locator('.flows').waitFor();
      return { page, server };
    },
    async firstAdmin(options = {}) {
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
  // In the page alone: pages of other origins are in none of ours, and a page to put results together costs as much as they.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  const { violations } = await (within === undefined ? axe : axe.include(within)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}
