import type { Page } from 'playwright-core';

/** Everything the outline says: it holds only the rows that are seen, so it is scrolled through from its beginning. */
export const outlineText = (on: Page): Promise<string> =>
  on.locator('.outline-tree').evaluate(async (tree) => {
    const seen = new Set<string>();
    for (let top = 0; ; top += Math.max(tree.clientHeight / 2, 20)) {
      tree.scrollTop = top;
      // Two frames: one in which the list hears of it, one in which the rows are there.
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
      for (const row of tree.querySelectorAll('[role=treeitem]')) seen.add(row.textContent ?? '');
      if (top > tree.scrollHeight) return [...seen].join('\n');
    }
  });
