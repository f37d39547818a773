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
      const keys = await keysLit(page);
      const alone = await keysAlone(page);
      return [
        ratio(1 + (median(keys) - median(alone)) / frameMs, {
          name: FRAMES,
          what: 'Frames from a key to the picture with the way it leads, 100 nodes; one is what the browser takes for that picture alone.',
          gate: { atMost: 2 },
          details: {
            'key ms': median(keys),
            'slowest but one ms': quantile(keys, 0.95),
            'that picture alone ms': median(alone),
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

/** Keys on the telephone, each of which lights another node. */
async function keysLit(page: Page): Promise<number[]> {
  return keysDrawn(page, '.lights-ring[data-light=current]', async (key) => {
    await page.keyboard.press('1');
    await ringOf(page, key).waitFor({ state: 'attached' });
    // The canvas follows what is lit: that is another movement, and no part of this one.
    await page.waitForTimeout(300);
  });
}

/** The least the browser takes for such a picture: on the same page a key moves a ring and adds a line to the talk, and nothing else. */
async function keysAlone(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const ring = document.querySelector<HTMLElement>('.lights-ring[data-light=walked]')!;
    const log = document.querySelector('[role=log]')!;
    const moving = ring.cloneNode() as HTMLElement;
    moving.classList.add('moving');
    ring.after(moving);
    const [{ transform: here }, there] = [ring.style, 'translate(400px, 300px)'];
    let count = 0;
    addEventListener(
      'keydown',
      (event) => {
        event.stopPropagation();
        count += 1;
        moving.dataset['node'] = String(count);
        moving.style.transform = count % 2 ? there : here;
        log.append(Object.assign(document.createElement('p'), { textContent: `Question ${count}` }));
        log.scrollTop = log.scrollHeight;
      },
      true,
    );
  });
  return keysDrawn(page, '.moving', async () => {
    await page.keyboard.press('1');
    await page.waitForTimeout(300);
  });
}

/**
 * Ms from each key to the first picture after it, as the browser tells it (W3C Event Timing; in steps of 8 ms).
 * @param shown what has another `data-node` in that picture, or this throws
 */
async function keysDrawn(
  page: Page,
  shown: string,
  press: (key: number) => Promise<void>,
): Promise<number[]> {
  await page.evaluate((selector) => {
    const seen: Seen = { asked: [], changed: [], drawn: [] };
    const current = () => document.querySelector<HTMLElement>(selector)?.dataset['node'];
    let before = current();
    addEventListener('keydown', ({ timeStamp }) => seen.asked.push(timeStamp), true);
    new MutationObserver(() => {
      const now = current();
      if (now === undefined || now === before) return;
      before = now;
      seen.changed.push(performance.now());
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
    new PerformanceObserver((list) => {
      for (const { name, startTime, duration } of list.getEntries())
        if (name === 'keydown') seen.drawn.push([startTime, startTime + duration]);
    }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
    Object.assign(globalThis, { keysSeen: seen });
  }, shown);
  for (let key = 1; key <= KEYS; key += 1) await press(key);
  const { asked, changed, drawn } = await page.evaluate(
    () => (globalThis as unknown as { keysSeen: Seen }).keysSeen,
  );
  if (changed.length !== asked.length)
    throw new Error(`${asked.length} keys made ${changed.length} changes.`);
  return asked.map((at, index) => {
    // What is drawn sooner than the browser counts is not told.
    const end = drawn.find(([start]) => Math.abs(start - at) < 1)?.[1] ?? at + 16;
    if (changed[index]! > end) throw new Error('A key was drawn before anything had changed.');
    return end - at;
  });
}

/** Ms of the page's own clock. */
interface Seen {
  asked: number[];
  changed: number[];
  /** From when to when. */
  drawn: [number, number][];
}
