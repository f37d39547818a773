import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../kit/build-programs.ts';

const version = '4.1.15';
const LONGEST_MS = 180_000;

/** Folder with Node-RED in it; brought by npm the first time, beside the project's own packages. Throws when it cannot. */
export function installedNodeRed(say: (line: string) => void): string {
  const folder = join(project, `node_modules/.cache/patchbay/node-red-${version}`);
  if (existsSync(join(folder, 'installed'))) return folder;
  say('  installing Node-RED …');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  const done = spawnSync('npm', ['install', ...options, `node-red@${version}`], {
    cwd: folder,
    encoding: 'utf8',
    timeout: LONGEST_MS,
  });
  if (done.status !== 0)
    throw new Error(
      `Node-RED cannot be installed: ${(done.stderr ?? '').trim().split('\n')[0]?.slice(0, 120)}`,
    );
  writeFileSync(join(folder, 'installed'), '');
  return folder;
}
