import { chromium as playwright, type Page } from 'playwright-core';
import type { FlowDefinition } from '../../../runtime/engine/index.ts';
import { storedFlow } from '../../kit/drawing.ts';
import { runningServer, said } from '../../kit/running-server.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';
import { ratio } from '../figure.ts';
import { median, quantile } from '../kit/statistics.ts';
import type { Measurement } from '../part.ts';

const FRAMES = 'keystroke-to-lit-path-frames';
/** Where Debian puts its browser. */
const CHROMIUM = '/usr/bin/chromium';
const NODES = 100;
const KEYS = 20;

/** A key of the simulator's telephone, until the way it leads is drawn on a flow of 100 nodes. */
export const litPath: Measurement = {
  names: [FRAMES],
  async measure() {
    const ends: (() => unknown)[] = [];
    try {
      const page = await atPlay((end) => ends.push(end));
      const frameMs = median(await framesOf(page));
      const keys = (await keysLit(page)).slice(2);
      return [
        ratio(median(keys) / frameMs, {
          name: FRAMES,
          what: 'From a key to the picture with the way it leads, in frames of the same page; 100 nodes.',
          gate: { atMost: 2 },
          details: {
            'key ms': median(keys),
            'slowest but one ms': quantile(keys, 0.95),
            'frame ms': frameMs,
          },
        }),
      ];
    } finally {
      for (const end of ends.toReversed()) await end();
    }
  },
};

/** The simulator at a call, in a browser of its own. */
async function atPlay(until: (end: () => unknown) => void): Promise<Page> {
  const server = await runningServer({ until });
  const link = await said(server, /(\S+\/welcome\?token=\S+)/);
  const browser = await playwright.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  until(() => browser.close());
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  await page.goto(link);
  await page.locator('[name=name]').fill('Ada Admin');
  await page.locator('[name=email]').fill('ada@clinic.example');
  await page.locator('[name=password]').fill('a long enough password');
  await page.locator('[type=submit]').click();
  await page.locator('.flows').waitFor();
  const id = await storedFlow(page, ringOfMenus());
  await page.goto(`${server.url}/flows/${id}`);
  await page.locator('.card').first().waitFor();
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByRole('button', { name: 'Call', exact: true }).click();
  await ringOf(page, 0).waitFor({ state: 'attached' });
  await page.getByRole('group', { name: 'Telephone keys' }).getByRole('button', { name: '1' }).focus();
  return page;
}

/** Menus one after the other, and round again; out of each one a caller can get. */
function ringOfMenus(): FlowDefinition {
  const ring = Array.from({ length: NODES }, (_none, index) => {
    const next = `node-${(index + 1) % NODES}`;
    const options = [
      { id: 'on', label: { en: 'On' }, key: '1' },
      { id: 'off', label: { en: 'Off' }, key: '9' },
    ];
    const config = { prompt: { en: `Question ${index}` }, options };
    return [
      `node-${index}`,
      node('menu', config, { on: next, off: 'bye', noInput: 'bye', noMatch: 'bye' }),
    ] as const;
  });
  const layout = Object.fromEntries(
    ring.map(([id], index) => [id, { x: (index % 10) * 380, y: Math.floor(index / 10) * 280 }]),
  );
  return flowOf(
    { ...Object.fromEntries(ring), bye: node('end', {}, {}) },
    { name: 'Ring', channels: ['voice'], layout },
  );
}

const ringOf = (page: Page, node: number) =>
  page.locator(`.lights-ring[data-light=current][data-node=node-${node}]`);

/** Ms from frame to frame while nothing happens. */
const framesOf = (page: Page): Promise<number[]> =>
  page.evaluate(
    () =>
      new Promise<number[]>((resolve) => {
        const seen: number[] = [];
        let last = performance.now();
        const frame = (now: number) => {
          seen.push(now - last);
          last = now;
          if (seen.length > 60) resolve(seen.slice(1));
          else requestAnimationFrame(frame);
        };
        requestAnimationFrame(frame);
      }),
  );

/** Ms from each key to the picture on which another node is lit. */
async function keysLit(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const lit: number[] = [];
    let asked: number | undefined;
    const current = () =>
      document.querySelector<HTMLElement>('.lights-ring[data-light=current]')?.dataset['node'];
    let before = current();
    addEventListener('keydown', ({ timeStamp }) => (asked = timeStamp), true);
    new MutationObserver(() => {
      const now = current();
      if (asked === undefined || now === undefined || now === before) return;
      const since = asked;
      before = now;
      asked = undefined;
      // What was changed is in the next picture; a message comes in when that was drawn.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => lit.push(performance.now() - since));
        port1.start();
        port2.postMessage(null);
      });
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    Object.assign(globalThis, { keysLit: lit });
  });
  for (let key = 1; key <= KEYS; key += 1) {
    await page.keyboard.press('1');
    await ringOf(page, key).waitFor({ state: 'attached' });
    // The canvas follows what is lit: that is another movement, and no part of this one.
    await page.waitForTimeout(300);
  }
  return page.evaluate(() => (globalThis as unknown as { keysLit: number[] }).keysLit);
}
