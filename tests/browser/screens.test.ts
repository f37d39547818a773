import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { barriers, editorStage } from '../kit/editor-stage.ts';
import { picture } from '../kit/picture.ts';
import { README_PICTURES } from './screens/readme-pictures.ts';
import { furnish, SCREENS } from './screens/screens.ts';

const stage = editorStage();

/** `npm run screens` takes a picture of each, to be looked at; otherwise it is enough that nobody meets a barrier. */
const takesPictures = process.env['npm_lifecycle_event'] === 'screens';

const LOOKS: { [look: string]: BrowserContextOptions & { language?: string; pictureOnly?: true } } = {
  light: {},
  dark: { colorScheme: 'dark' },
  'right-to-left': { language: 'fa', pictureOnly: true },
  tablet: { viewport: { width: 820, height: 1180 }, hasTouch: true, pictureOnly: true },
};

describe.each(Object.entries(LOOKS).filter(([, look]) => takesPictures || !look.pictureOnly))(
  'in %s, every screen',
  (name, { language, pictureOnly, ...options }) => {
    test('is without barriers', { timeout: 900_000 }, async () => {
      const { page, server } = await stage.admin({ viewport: { width: 1440, height: 900 }, ...options });
      await furnish(page);
      if (language !== undefined)
        await page.evaluate((wanted) => localStorage.setItem('patchbay.language', wanted), language);
      const found: string[] = [];
      for (const screen of SCREENS.filter((one) => takesPictures || !one.pictureOnly)) {
        await screen.open(page, server.url);
        if (takesPictures) await picture(page, `${name}/${screen.name}`);
        if (!pictureOnly)
          found.push(...(await barriers(page)).map((barrier) => `${screen.name}: ${barrier}`));
      }
      expect(found).toEqual([]);
    });
  },
);

test('all pictures of the README are taken here', () => {
  const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');
  const shown = [...readme.matchAll(/editor\/screens\/([a-z-]+)\.png/g)].map(([, name]) => name);
  expect(Object.keys(README_PICTURES).toSorted()).toEqual(shown.toSorted());
});

test.runIf(takesPictures).each(Object.entries(README_PICTURES))(
  '%s, which the README shows, on a picture',
  async (_name, take) => {
    await take(stage);
  },
);
