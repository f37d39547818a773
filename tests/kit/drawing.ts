import type { Locator, Page } from 'playwright-core';
import type { FlowDefinition } from '../../runtime/engine/index.ts';
import type { RunningServer } from './running-server.ts';

/** A flow opened in the builder, and what a person sees and grasps of it. */
export interface OpenDrawing {
  page: Page;
  card: (name: string) => Locator;
  /** The line from a node by an exit to another, by its name for screen readers. */
  line: (from: string, exit: string, to: string) => Locator;
  /** The dot of an exit. */
  exit: (node: string, exit: string) => Locator;
  /** Draws with the mouse from the middle of one thing to the middle of another, or to a point. */
  drag: (from: Locator, to: Locator | { x: number; y: number }) => Promise<void>;
  /** Names of nodes, in the order of the outline. */
  names: () => Promise<string[]>;
}

/** Stores a flow, or takes one that is there by its id, and opens it. */
export async function openDrawing(
  { page, server }: { page: Page; server: RunningServer },
  flow: FlowDefinition | string,
): Promise<OpenDrawing> {
  await page.goto(server.url);
  const id = typeof flow === 'string' ? flow : await storedFlow(page, flow);
  await page.goto(`${server.url}/flows/${id}`);
  await page.locator('.outline').waitFor();
  return drawingOn(page);
}

/** What is grasped of the drawing a page shows. */
export function drawingOn(page: Page): OpenDrawing {
  const card = (name: string) =>
    page
      .locator('.react-flow__node-card')
      .filter({ has: page.locator('.card-names strong', { hasText: new RegExp(`^${name}$`) }) });
  return {
    page,
    card,
    line: (from, exit, to) =>
      page.getByRole('img', { name: `From ${from} by ${exit} to ${to}`, exact: true }),
    exit: (node, exit) => card(node).locator('.card-exit', { hasText: exit }).locator('.react-flow__handle'),
    async drag(from, to) {
      const start = await middle(from);
      const end = 'boundingBox' in to ? await middle(to) : to;
      await page.mouse.move(start.x, start.y);
      await page.mouse.down();
      await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
      await page.mouse.move(end.x, end.y, { steps: 4 });
      await page.mouse.up();
    },
    names: () => page.locator('.outline [aria-level="1"] > bdi').allTextContents(),
  };
}

async function middle(thing: Locator): Promise<{ x: number; y: number }> {
  await thing.waitFor();
  const { x, y, width, height } = (await thing.boundingBox())!;
  return { x: x + width / 2, y: y + height / 2 };
}

/** Keeps a flow by the API, as the page is signed in. */
export async function storedFlow(page: Page, flow: FlowDefinition): Promise<string> {
  return page.evaluate(async (text) => {
    const document = JSON.parse(text) as { name: string; channels: string[]; languages: string[] };
    const send = async (method: string, path: string, body: unknown) => {
      const answer = await fetch(`/api${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as { id: string; revision: number };
    };
    const { name, channels, languages } = document;
    const { id, revision } = await send('POST', '/flows', { name, channels, languages });
    await send('PUT', `/flows/${id}/draft`, { revision, draft: { ...document, id } });
    return id;
  }, JSON.stringify(flow));
}
