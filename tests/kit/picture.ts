import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Where pictures of screens go: a folder that is not kept. */
const FOLDER = join(import.meta.dirname, '../../dist/screens');

/** Takes a picture of a screen for people to look at. */
export const picture = (page: Page, name: string): Promise<Buffer> =>
  page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: true });
