import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

/** A context that is used again and again, and the page that keeps its process. */
interface Seat {
  context: BrowserContext;
  keeper?: Page;
  /** Addresses people here may have left something at. */
  visited: Set<string>;
}

/** What a page may leave with the browser that another test must not find. */
const LEFT = 'cookies,local_storage,indexeddb,service_workers,cache_storage,file_systems,websql';

/**
 * Browsers of people. Contexts are used again, emptied, by tests that want the same kind: a new one has to load and compile
 * the whole editor, which costs more than most tests do. What cannot be taken back (`addInitScript`, `exposeFunction`) belongs
 * on a page, never on its context.
 */
export class WarmBrowser {
  readonly #free = new Map<string, Seat[]>();
  readonly #browser: () => Browser;

  constructor(browser: () => Browser) {
    this.#browser = browser;
  }

  /**
   * An empty page of somebody's own until the test ends.
   * @param cookie what they send along to `url`
   */
  async page(options: BrowserContextOptions, at?: { url: string; cookie: string }): Promise<Page> {
    const kind = JSON.stringify(options);
    const free = this.#free.get(kind) ?? [];
    this.#free.set(kind, free);
    const seat = free.pop() ?? { context: await this.#browser().newContext(options), visited: new Set() };
    onTestFinished(async () => {
      await left(seat);
      free.push(seat);
    });
    // Whoever was here before has taken them along.
    if (options.permissions) await seat.context.grantPermissions(options.permissions);
    if (at) await seatedAt(seat, at);
    const page = await seat.context.newPage();
    page.on('framenavigated', (frame) => {
      if (frame.url().startsWith('http')) seat.visited.add(new URL(frame.url()).origin);
    });
    return page;
  }
}

/** Signs somebody in, and sees to it that what is compiled of these pages stays. */
async function seatedAt(seat: Seat, { url, cookie }: { url: string; cookie: string }): Promise<void> {
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  await seat.context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }]);
  if (seat.keeper) return;
  seat.keeper = await seat.context.newPage();
  await seat.keeper.goto(`${url}/api/health`);
}

/** Closes and empties everything, so that the next person finds nothing. */
async function left({ context, keeper, visited }: Seat): Promise<void> {
  const pages = context.pages().filter((page) => page !== keeper);
  await Promise.all(pages.map((page) => page.close()));
  await context.setOffline(false);
  await context.unrouteAll();
  await context.clearPermissions();
  await context.clearCookies();
  if (visited.size === 0) return;
  const cleaning = keeper ?? (await context.newPage());
  const session = await context.newCDPSession(cleaning);
  for (const origin of visited)
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: LEFT });
  await session.detach();
  if (cleaning !== keeper) await cleaning.close();
}
