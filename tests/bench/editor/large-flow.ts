import { gzipSync } from 'node:zlib';
import { chromium as playwright, type Page } from 'playwright-core';
import { drawingOn, storedFlow } from '../../kit/drawing.ts';
import { runningServer, said } from '../../kit/running-server.ts';
import { amount } from '../figure.ts';
import { median, quantile } from '../kit/statistics.ts';
import type { Measurement } from '../part.ts';
import { wideFlow } from './wide-flow.ts';

const FIRST = 'canvas-1000-first-picture-ms';
const DRAG = 'canvas-1000-drag-median-ms';
const SLOW = 'canvas-1000-drag-p95-ms';
const LOAD = 'builder-first-load-kb';
/** Where Debian puts its browser. */
const CHROMIUM = '/usr/bin/chromium';

/** 1,000 nodes and 1,500 lines in headless Chromium. */
export const largeFlow: Measurement = {
  names: [FIRST, DRAG, SLOW, LOAD],
  async measure() {
    const ends: (() => unknown)[] = [];
    try {
      const server = await runningServer({ until: (end) => ends.push(end) });
      const link = await said(server, /(\S+\/welcome\?token=\S+)/);
      const browser = await playwright.launch({
        executablePath: CHROMIUM,
        args: ['--no-sandbox', '--disable-gpu'],
      });
      ends.push(() => browser.close());
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
      await page.goto(link);
      await page.locator('[name=name]').fill('Ada Admin');
      await page.locator('[name=email]').fill('ada@clinic.example');
      await page.locator('[name=password]').fill('a long enough password');
      await page.locator('[type=submit]').click();
      await page.locator('.flows').waitFor();
      const id = await storedFlow(page, wideFlow(1000, 1500));
      const loaded = countLoaded(page);
      await page.goto(`${server.url}/flows/${id}`);
      await page.locator('.card').first().waitFor();
      const firstMs = await page.evaluate(() => performance.now());
      const kb = await loaded();
      const frames = await framesOfDrag(page);
      return [
        amount(firstMs, 'ms', {
          name: FIRST,
          what: 'From the address to the cards of a flow of 1,000 nodes and 1,500 lines.',
          gate: { atMost: 1500 },
        }),
        amount(median(frames), 'ms', {
          name: DRAG,
          what: 'A frame while one of 1,000 nodes is dragged, at the zoom it opens with.',
          gate: { atMost: 17 },
          details: { frames: frames.length },
        }),
        amount(quantile(frames, 0.95), 'ms', {
          name: SLOW,
          what: 'Of twenty such frames, the slowest but one.',
          gate: { atMost: 34 },
        }),
        amount(kb, 'kB', {
          name: LOAD,
          what: 'Scripts and styles the builder loads, gzipped, without Monaco.',
          gate: { atMost: 350 },
        }),
      ];
    } finally {
      for (const end of ends.toReversed()) await end();
    }
  },
};

/** Adds up what is loaded from here on; workers and fonts are none of the page. */
function countLoaded(page: Page): () => Promise<number> {
  const bodies: Promise<number>[] = [];
  page.on('response', (response) => {
    const kind = response.request().resourceType();
    if (!['script', 'stylesheet'].includes(kind) || /worker/i.test(response.url())) return;
    bodies.push(response.body().then((body) => gzipSync(body).length));
  });
  return async () => (await Promise.all(bodies)).reduce((sum, size) => sum + size, 0) / 1000;
}

/** Ms from frame to frame while a node goes round with the mouse. */
async function framesOfDrag(page: Page): Promise<number[]> {
  const { card } = drawingOn(page);
  const { x, y } = (await card('Node 0').locator('.card-head').boundingBox())!;
  await page.mouse.move(x + 60, y + 20);
  await page.mouse.down();
  await page.mouse.move(x + 70, y + 30, { steps: 5 });
  await page.evaluate(() => {
    const seen: number[] = [];
    let last = performance.now();
    const frame = (now: number) => {
      seen.push(now - last);
      last = now;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    Object.assign(globalThis, { framesSeen: seen });
  });
  for (let step = 0; step < 240; step += 1) {
    const angle = step / 12;
    await page.mouse.move(x + 180 + 90 * Math.cos(angle), y + 160 + 90 * Math.sin(angle));
  }
  const frames = await page.evaluate(() => (globalThis as unknown as { framesSeen: number[] }).framesSeen);
  await page.mouse.up();
  return frames.slice(2);
}
