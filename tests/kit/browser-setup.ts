import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import build from './build-setup.ts';

/** Where Debian puts its browser. */
export const chromium = '/usr/bin/chromium';

/** A build and a browser: installs Debian's Chromium where that is possible without asking. */
export default function setup(): void {
  build();
  if (existsSync(chromium)) return;
  if (process.getuid?.() !== 0)
    throw new Error(`the browser tests need ${chromium}: apt-get install chromium`);
  apt('update');
  // The fonts by name: without them letters have no shape, and Persian none of its own.
  apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation', 'fonts-dejavu-core');
}

function apt(...words: string[]): void {
  const done = spawnSync('apt-get', ['-qq', ...words], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (done.status !== 0) throw new Error(`apt-get ${words.join(' ')} failed`);
}
