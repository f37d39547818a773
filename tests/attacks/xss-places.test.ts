import { type Browser, chromium as playwright, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromium } from '../kit/browser-setup.ts';
import { done } from '../kit/people.ts';
import { outlineText } from './kit/outline-text.ts';
import { useTarget } from './kit/target.ts';
import { noteTried } from './kit/tried.ts';
import { CALLERS, type Conversations, hostileConversations, PARTS, WORDS } from './kit/xss-conversations.ts';
import {
  FOLDERS,
  FRAMES,
  hostileDrafts,
  NOTES,
  TAGS,
  TESTS,
  VERSION_NAMES,
  VERSION_NOTES,
} from './kit/xss-drafts.ts';
import { hostileFlow, PLAIN_PAYLOADS } from './kit/xss-flow.ts';
import { type XssStage, xssStage } from './kit/xss-stage.ts';

const target = useTarget();
let stage: XssStage;
let page: Page;
let open: Page;
let conversations: Conversations;
let browser: Browser;
const ranOpenly: string[] = [];
/** Names of one flow: as many as a canvas shows at once. */
const NAMED = 40;
const FLOWS = Array.from({ length: Math.ceil(PLAIN_PAYLOADS.length / NAMED) }, (_, index) => index * NAMED);

beforeAll(async () => {
  const { admin, url } = target();
  conversations = await hostileConversations(target());
  for (const from of FLOWS)
    await done(
      admin.send(
        'POST',
        '/api/flows/publish',
        hostileFlow(`named${from}`, PLAIN_PAYLOADS.slice(from, from + NAMED)),
      ),
    );
  await hostileDrafts(target());
  const cookies = admin.cookie.split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url };
  });
  stage = await xssStage();
  await stage.context.addCookies(cookies);
  page = await stage.context.newPage();
  // The same places without a content policy: what a page that took texts for markup would let run.
  browser = await playwright.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] });
  const unwalled = await browser.newContext({ bypassCSP: true });
  await unwalled.addCookies(cookies);
  await unwalled.exposeFunction('hit', () => void ranOpenly.push('hit'));
  open = await unwalled.newPage();
}, 240_000);
afterAll(async () => {
  await conversations.close();
  await stage.close();
  await browser.close();
});

const OUTLINE = 'nav.outline';
const flat = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
const shown = async (on: Page, where: string): Promise<string> =>
  flat(where === OUTLINE ? await outlineText(on) : (await on.locator(where).allTextContents()).join('\n'));
const missing = (text: string, words: readonly string[]): string[] =>
  words.map(flat).filter((word) => !text.includes(word));

/** Where payloads are shown, how to get there, and what must stand there, word for word. */
interface Place {
  go: (on: Page) => Promise<void>;
  where: string;
  words: readonly string[];
}

const contact = (id: () => string, where: string) => async (on: Page) => {
  await on.goto(`${target().url}/contacts/${id()}`);
  await on.locator(where).last().waitFor();
};
const flow = (from: number) => async (on: Page) => {
  await on.goto(`${target().url}/flows/named${from}`);
  await on.getByRole('button', { name: 'Show all of it' }).click();
  await on
    .locator('.react-flow__node')
    .nth(Math.min(NAMED, PLAIN_PAYLOADS.length - from) / 2)
    .waitFor();
};
const list = (query: string) => async (on: Page) => {
  await on.goto(`${target().url}/contacts?${query}`);
  await on.locator('.contact-row').first().waitFor();
  const more = on.getByRole('button', { name: 'Show more' });
  while ((await more.count()) > 0) {
    const before = await on.locator('.contact-row').count();
    await more.click();
    await expect.poll(() => on.locator('.contact-row').count()).toBeGreaterThan(before);
    await on.locator('[aria-busy=false]').waitFor();
  }
};
const chat = async (on: Page) => {
  await on.goto(`${target().url}/chat?connection=${conversations.chat}&lang=en`);
  await on.locator('.theirs .bubble').first().waitFor();
  for (const index of PARTS.keys()) {
    await on.locator('textarea').fill(String(index));
    await on.locator('textarea').press('Enter');
    await on.locator('.theirs .bubble', { hasText: 'They say' }).nth(index).waitFor();
  }
};
const answersToContact = async (on: Page) => {
  const found = (await (await target().admin.get('/api/contacts?flow=asker')).json()) as {
    items: { id: string }[];
  };
  await contact(() => found.items[0]!.id, '.line-text')(on);
};

const annotated = async (on: Page) => {
  await on.goto(`${target().url}/flows/annotated`);
  await on.getByRole('button', { name: 'Show all of it' }).click();
  await on
    .locator('.note')
    .nth(NOTES.length - 1)
    .waitFor();
  await on
    .locator('.frame')
    .nth(FRAMES.length - 1)
    .waitFor();
};
const calendars = async (on: Page) => {
  // From elsewhere: an address that differs behind the # alone would load nothing.
  await on.goto('about:blank');
  await on.goto(`${target().url}/flows/annotated#when`);
  await on.getByRole('combobox', { name: 'Calendar' }).click();
  await on.locator('.suggestions [role=option]').first().waitFor();
};
const testsOf = async (on: Page) => {
  await on.goto(`${target().url}/flows/annotated`);
  await on.getByRole('button', { name: 'Play' }).click();
  await on.getByRole('tab', { name: 'Tests' }).click();
  await on.locator('.tests-list > li').last().waitFor();
};
const home = async (on: Page) => {
  await on.goto(target().url);
  await on.locator('.shelves').waitFor();
};
const versions = async (on: Page) => {
  await on.goto(`${target().url}/flows/versioned`);
  await on.getByRole('tab', { name: 'Versions' }).click();
  await on
    .locator('.version')
    .nth(VERSION_NOTES.length - 1)
    .waitFor();
};

const PLACES: { [name: string]: Place } = {
  'names of customers, in the list': { go: list('flow=parrot'), where: '.contact-who a', words: WORDS },
  'addresses of customers, in the list': {
    go: list('flow=parrot'),
    where: '.contact-who bdi.small',
    words: WORDS,
  },
  'reasons of ends, in the list': { go: list('flow=parrot'), where: '.contact-reason', words: WORDS },
  'callers, in the list': { go: list('channel=twilio'), where: '.contact-who', words: CALLERS },
  'words of a customer, in the transcript': {
    go: contact(() => conversations.told, '.line-text'),
    where: '.line-text',
    words: WORDS,
  },
  'answers of a service, in the chat': { go: chat, where: '.theirs .bubble', words: PARTS.flat() },
  'answers of a service, in the transcript': {
    go: answersToContact,
    where: '.line-text',
    words: PARTS.flat(),
  },
  'attributes of a customer': {
    go: contact(() => conversations.attributed[0]!, '.values dd'),
    where: '.values dd',
    words: WORDS.slice(0, 90),
  },
  'attributes of another': {
    go: contact(() => conversations.attributed[1]!, '.values dd'),
    where: '.values dd',
    words: WORDS.slice(90),
  },
  'titles of frames': { go: annotated, where: '.frame-head strong', words: FRAMES },
  'texts of notes': { go: annotated, where: '.note > p', words: NOTES },
  'names of calendars, where one is picked': {
    go: calendars,
    where: '.suggestions [role=option]',
    words: WORDS,
  },
  'names of tests, in the simulator': { go: testsOf, where: '.tests-list strong', words: TESTS },
  'tags, on the first page': { go: home, where: '.shelves .chip', words: TAGS },
  'folders, on the first page': { go: home, where: '.shelves > ul button', words: FOLDERS },
  'names and notes of versions': {
    go: versions,
    where: '.version > :is(div, p)',
    words: [...VERSION_NAMES, ...VERSION_NOTES],
  },
  ...Object.fromEntries(
    FLOWS.flatMap((from) => [
      [`names of nodes, on the canvas (${from / NAMED + 1})`, nodes(from, '.react-flow__node')],
      [`names of nodes, in the outline (${from / NAMED + 1})`, nodes(from, OUTLINE)],
    ]),
  ),
};

function nodes(from: number, where: string): Place {
  const words = PLAIN_PAYLOADS.slice(from, from + NAMED).map((payload) =>
    payload.replaceAll(/\p{Cc}/gu, ' ').slice(0, 60),
  );
  return { go: flow(from), where, words };
}

/** Puts markup into a place as it stands, as a page would that forgot what it was given. */
const plant = (on: Page, where: string): Promise<string> =>
  on
    .locator(where)
    .first()
    .evaluate((element) => {
      try {
        element.innerHTML = '<img src=x onerror=hit()>';
        return 'taken';
      } catch (error) {
        return String(error);
      }
    });

describe.each(Object.entries(PLACES))('%s', (_name, { go, where, words }) => {
  it('are shown word for word, and none runs', async (context) => {
    await go(page);
    const left = missing(await shown(page, where), words);
    await page.waitForTimeout(200);
    noteTried(context, words.length, left.length);
    expect(left).toEqual([]);
    expect({ ran: stage.ran.splice(0), stopped: stage.stopped.splice(0) }).toEqual({ ran: [], stopped: [] });
  });

  it('would run there without walls, and the walls are heard (positive control)', async () => {
    await go(open);
    await plant(open, where);
    await expect.poll(() => ranOpenly.splice(0).length).toBeGreaterThan(0);
    await plant(page, where);
    await expect.poll(() => stage.stopped.splice(0).length).toBeGreaterThan(0);
    expect(stage.ran.splice(0)).toEqual([]);
  });
});

it('names of calendars: taken as they are, and run on no screen', async (context) => {
  const { url, admin } = target();
  const kept = (await (await admin.get('/api/calendars')).json()) as { name: string }[];
  const stored = kept.map(({ name }) => name);
  expect(WORDS.filter((word) => !stored.includes(word))).toEqual([]);
  for (const path of ['/', '/flows/clinic', '/contacts', '/settings/audit', '/node-types']) {
    await page.goto(url + path);
    await page.getByRole('heading').first().waitFor();
    await page.waitForTimeout(500);
  }
  noteTried(context, WORDS.length, stage.ran.length + stage.stopped.length);
  expect({ ran: stage.ran.splice(0), stopped: stage.stopped.splice(0) }).toEqual({ ran: [], stopped: [] });
});

it('names of customers: on their own page as well', async (context) => {
  const found: { id: string; customer: { name: string | null } }[] = [];
  for (let next: string | null = ''; next !== null;) {
    const asked = await target().admin.get(
      `/api/contacts?flow=parrot&limit=200${next === '' ? '' : `&cursor=${next}`}`,
    );
    const body = (await asked.json()) as { items: typeof found; next: string | null };
    found.push(...body.items);
    next = body.next;
  }
  const wrong: string[] = [];
  await page.goto(`${target().url}/contacts`);
  for (const { id, customer } of found) {
    await page.evaluate((path) => {
      history.pushState(null, '', path);
      dispatchEvent(new Event('popstate'));
    }, `/contacts/${id}`);
    const name = flat(customer.name ?? '');
    const isThere = await page
      .waitForFunction(
        (wanted) =>
          document.querySelector('.contact-title h1')?.textContent.replaceAll(/\s+/g, ' ').trim() === wanted,
        name,
        { timeout: 10_000 },
      )
      .catch(() => undefined);
    if (!isThere) wrong.push(name);
  }
  noteTried(context, found.length, wrong.length);
  expect(wrong).toEqual([]);
  expect({ ran: stage.ran.splice(0), stopped: stage.stopped.splice(0) }).toEqual({ ran: [], stopped: [] });
});
