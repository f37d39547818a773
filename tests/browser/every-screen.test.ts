import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { nodeTypes } from '../../nodes/index.ts';
import type { FlowDefinition } from '../../runtime/engine/index.ts';
import { editorStage } from '../kit/editor-stage.ts';
import { flowOf, node } from '../kit/flow-builder.ts';
import { asked, talk } from '../kit/talk.ts';

const stage = editorStage();

const who = flowOf(
  {
    ask: node(
      'collect',
      { prompt: { en: 'Your name?' }, ask: { as: 'text' }, saveTo: 'name' },
      { valid: 'bye', noInput: 'bye', invalid: 'bye' },
    ),
    bye: node('end'),
  },
  {
    id: 'who',
    name: 'Who',
    channels: ['api', 'chat'],
    variables: [{ name: 'name', type: 'text', output: true }],
  },
);

/** Something of everything a drawing may hold. */
const full = (): FlowDefinition =>
  flowOf(
    {
      hello: { ...node('message', { text: { en: 'Hello' } }, { done: 'who' }), name: 'Hello' },
      who: node('sub-flow', { flow: 'who' }, { completed: 'open', failed: 'bye' }),
      open: node(
        'hours',
        { calendar: 'clinic-hours' },
        { open: 'bye', closed: 'bye', holiday: 'bye', emergency: 'bye' },
      ),
      bye: node('end', { text: { en: 'Goodbye' } }),
    },
    {
      id: 'full',
      name: 'Full',
      channels: ['api', 'chat'],
      languages: ['en', 'fa'],
      start: 'hello',
      handlers: { error: 'bye' },
      apology: { en: 'Sorry' },
      variables: [{ name: 'day', type: 'date' }],
      layout: {
        hello: { x: 0, y: 0 },
        who: { x: 400, y: 0 },
        open: { x: 800, y: 0 },
        bye: { x: 1200, y: 0 },
      },
      annotations: {
        frames: { top: { title: 'First', x: -40, y: -80, width: 420, height: 300 } },
        notes: { why: { text: 'Why so?', x: 0, y: 400, width: 220, height: 90 } },
      },
    },
  );

/** As it is half way through being drawn: a node of every type, with nothing said yet. */
function halfDrawn(): FlowDefinition {
  const flow = full();
  nodeTypes.forEach(({ type }, index) => {
    flow.nodes[`new-${type}`] = { ...node(type, {}), name: `New ${type}` };
    flow.layout[`new-${type}`] = { x: (index % 6) * 400, y: 600 + Math.floor(index / 6) * 300 };
  });
  // Of an installation with more node types; and one nobody has placed.
  flow.nodes['gone'] = {
    ...node('gone', { text: { en: 'Gone' }, list: [{ id: 'a' }] }, { a: 'nowhere' }),
    name: 'Gone',
  };
  return { ...flow, id: 'half', name: 'Half drawn' };
}

/** Goes through all tabs of a page, and of those within them. */
async function throughTabs(page: Page): Promise<void> {
  const tabs = page.locator('main [role=tab]');
  const known = new Set<string>();
  for (;;) {
    const ids = await tabs.evaluateAll((all) => all.map(({ id }) => id));
    const next = ids.find((id) => !known.has(id));
    if (next === undefined) return;
    known.add(next);
    await page.locator(`[id="${next}"]`).click();
    await isThere(page);
  }
}

/** Something is shown, nothing is on its way any more, and nothing has failed to come. */
async function isThere(page: Page): Promise<void> {
  await page.getByRole('heading').first().waitFor();
  await expect.poll(() => page.locator('main output.notice').count()).toBe(0);
  expect(await page.locator('main .notice[role=alert]').allTextContents()).toEqual([]);
}

/** An installation with both: two versions of the one, with a contact that is over and one that is live. */
async function furnished() {
  const { page, server } = await stage.admin({ reducedMotion: 'reduce' });
  await asked(page, 'POST', '/flows/publish', who);
  await asked(page, 'POST', '/flows/publish', { ...full(), annotations: { frames: {}, notes: {} } });
  await asked(page, 'POST', '/flows/publish', full());
  const { say } = await talk(page, server.url, 'full');
  const { contact } = await say('over', { from: 'ann', name: 'Ann', text: 'Hello' });
  await say('over', { text: 'Ann' });
  await say('live', { from: 'ben', name: 'Ben', text: 'Hello' });
  await asked(page, 'POST', '/flows/import', { document: halfDrawn() });
  return { page, url: server.url, contact };
}

/** All there is to see of a flow: its tabs, what two versions differ in, and the simulator on each of its channels. */
async function throughFlow(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('.card').first().waitFor();
  await throughTabs(page);
  await page.locator('.version .button').first().click();
  await page.locator('#tab-onCanvas').click();
  await page.locator('.compared .note', { hasText: 'Why so?' }).waitFor();
  await page.locator('#tab-drawing').click();
  await page.locator('.builder-bar .button[aria-pressed]', { hasText: '▶' }).click();
  await page.locator('.simulator [role=tab]').first().waitFor();
  await throughTabs(page);
}

test.each(['admin', 'designer', 'supervisor', 'agent', 'viewer'])(
  'a flow with something of everything breaks no screen: %s',
  async (role) => {
    const { page: admin, url, contact } = await furnished();
    const page = role === 'admin' ? admin : await stage.colleague(admin, url, 'Kim', role);
    await page.goto(url);
    await isThere(page);
    const links = await page.getByRole('navigation').getByRole('link').evaluateAll(addresses);
    for (const link of [...links, '/settings/account']) {
      await page.goto(new URL(link, url).href);
      await isThere(page);
    }
    if (links.includes('/')) {
      await throughFlow(page, `${url}/flows/full`);
      await page.goto(`${url}/flows/half`);
      await page.locator('.card').first().waitFor();
      await throughTabs(page);
    }
    if (links.includes('/contacts')) {
      await page.goto(`${url}/contacts/${contact}`);
      await isThere(page);
      await page.goto(`${url}/contacts/${contact}/replay`);
      await page.locator('.card').first().waitFor();
      await throughTabs(page);
    }
    const seesFlows = role !== 'agent';
    const seesContacts = seesFlows && role !== 'designer';
    expect([links.includes('/'), links.includes('/contacts')]).toEqual([seesFlows, seesContacts]);
  },
);

/** Scrolls until the line is there, for a long outline has only the lines one sees; then clicks it. */
async function chosenInOutline(page: Page, name: string): Promise<void> {
  const line = page.locator('.outline').getByText(name, { exact: true });
  const tree = page.locator('.outline-tree');
  await expect
    .poll(async () => {
      if (await line.isVisible()) return true;
      await tree.evaluate((element) => {
        const before = element.scrollTop;
        element.scrollTop += element.clientHeight / 2;
        if (element.scrollTop === before) element.scrollTop = 0;
      });
      return false;
    })
    .toBe(true);
  await line.click();
}

test('every node that is half drawn can be chosen, and shows its settings and what is missing', async () => {
  const { page, url } = await furnished();
  for (const language of ['en', 'fa']) {
    await page.evaluate((wanted) => localStorage.setItem('patchbay.language', wanted), language);
    await page.goto(`${url}/flows/half`);
    await page.locator('.card').first().waitFor();
    for (const { type } of nodeTypes) {
      await chosenInOutline(page, `New ${type}`);
      await page.locator('.inspector').getByRole('heading').first().waitFor();
      await expect.poll(() => page.locator('.inspector input').first().inputValue()).toBe(`New ${type}`);
    }
  }
});

const addresses = (links: Element[]): string[] => links.map((link) => link.getAttribute('href')!);
