import { expect, test } from 'vitest';
import { openDrawing } from '../kit/drawing.ts';
import { editorStage } from '../kit/editor-stage.ts';
import { flowOf, node } from '../kit/flow-builder.ts';

const stage = editorStage();
const NODES = 1_000;
const ROW = 25;

/** A thousand nodes in rows; the first has its name from its type, and cannot be used in the chat. */
function large() {
  const nodes = Object.fromEntries(
    Array.from({ length: NODES }, (_none, index) => [
      `node-${index}`,
      index === 0
        ? { ...node('transfer', { to: { value: '+905320000000' } }), name: 'Put through' }
        : {
            ...node('message', { text: { en: `Word ${index}` } }, { done: `node-${(index + 1) % NODES}` }),
            name: `Line ${index}`,
          },
    ]),
  );
  const layout = Object.fromEntries(
    Object.keys(nodes).map((id, index) => [id, { x: (index % ROW) * 380, y: Math.floor(index / ROW) * 280 }]),
  );
  return flowOf(nodes, { name: 'Large', layout, channels: ['voice', 'chat'] });
}

test(
  'a thousand nodes: found by key, seen from afar, reached by the map, laid out or not',
  { timeout: 180_000 },
  async () => {
    const { page, card } = await openDrawing(
      await stage.admin({ viewport: { width: 1600, height: 900 }, reducedMotion: 'reduce' }),
      large(),
    );
    const { keyboard } = page;
    const current = page.locator('.outline-row[data-current]');
    const view = () => page.locator('.react-flow__viewport').getAttribute('style');
    /** Waits until something has moved the view. */
    const moves = async (how: () => Promise<void>) => {
      const before = await view();
      await how();
      await expect.poll(view).not.toBe(before);
    };

    // The outline holds the rows that are seen, and leads to all.
    await page.locator('.outline-tree').focus();
    await keyboard.press('End');
    await expect.poll(() => current.textContent()).toContain(`Line ${NODES - 1}`);
    expect(await current.getAttribute('aria-setsize')).toBe(String(NODES));
    expect(await page.locator('.outline [role=treeitem]').count()).toBeLessThan(80);
    await card(`Line ${NODES - 1}`).waitFor();
    await keyboard.type('line 640');
    await expect.poll(() => current.textContent()).toContain('Line 640');
    await keyboard.press('Home');
    await expect.poll(() => current.textContent()).toContain('Put through');

    // A card says on which of the flow's channels it cannot be used; further away, only its name.
    const badge = card('Put through').locator('.card-unfit');
    await badge.getByText('Web chat').waitFor();
    expect(await badge.getAttribute('title')).toContain('Web chat');
    await card('Line 1').locator('.card-text').waitFor();
    const away = page.getByRole('button', { name: 'Zoom out' });
    await expect
      .poll(async () => {
        await away.click();
        return page.locator('.canvas[data-small]').count();
      })
      .toBe(1);
    await card('Line 1').locator('.card-text').waitFor({ state: 'hidden' });
    expect(await card('Line 1').locator('.card-names strong').isVisible()).toBe(true);

    // From afar all of it is painted on one canvas, and a click there still chooses.
    await page.getByRole('button', { name: 'Show all of it' }).click();
    await page.locator('canvas.overview').waitFor();
    await expect.poll(() => page.locator('.react-flow__node').count()).toBe(0);
    await expect.poll(() => page.locator('canvas.overview').evaluate(inks)).toBeGreaterThan(3);
    const { x, y, width } = (await page.locator('canvas.overview').boundingBox())!;
    const hit = await page.evaluate(() => {
      const { transform } = getComputedStyle(document.querySelector('.react-flow__viewport')!);
      const { a, e, f } = new DOMMatrix(transform);
      return { x: (2 * 380 + 130) * a + e, y: (3 * 280 + 60) * a + f };
    });
    await page.mouse.click(x + hit.x, y + hit.y);
    await expect.poll(() => current.textContent()).toContain(`Line ${3 * ROW + 2}`);

    // The map: a click, a drag and arrows move the view.
    const map = page.getByRole('application', { name: /^Map of the drawing/ });
    const place = (await map.boundingBox())!;
    await moves(() => page.mouse.click(place.x + 40, place.y + 40));
    await moves(async () => {
      await page.mouse.move(place.x + 60, place.y + 60);
      await page.mouse.down();
      await page.mouse.move(place.x + 120, place.y + 90, { steps: 3 });
      await page.mouse.up();
    });
    await map.focus();
    for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp'])
      await moves(() => keyboard.press(key));
    expect(width).toBeGreaterThan(0);

    // Laying out is under way for as long as its worker is not there; it can be stopped.
    await page.route('**/arrange-worker*', () => undefined);
    await page.getByRole('button', { name: 'Lay out all nodes' }).click();
    const busy = page.locator('.arranging');
    await busy.getByRole('button', { name: 'Cancel' }).click();
    await busy.waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Take back the last step' }).isDisabled()).toBe(true);
  },
);

/** How many colours are on a canvas; runs in the page. */
function inks(canvas: SVGElement | HTMLElement): number {
  const { width, height } = canvas as HTMLCanvasElement;
  const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
  const colours = new Set<number>();
  for (let at = 0; at < data.length; at += 4 * 7)
    colours.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
  return colours.size;
}
