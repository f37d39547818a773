#!/usr/bin/env node
// Plain JavaScript, because Node 20 cannot run TypeScript: this file only makes sure that the build
// is there and not older than the sources, then hands over to it in the same process.
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = join(dirname(fileURLToPath(import.meta.url)), '../..');
const sources = ['editor', 'runtime', 'nodes', 'db', 'vite.config.ts', 'package-lock.json'];

// Folders count too: deleting or renaming a file changes only the time of its folder.
function newest(path) {
  const info = statSync(path);
  if (!info.isDirectory()) return info.mtimeMs;
  return Math.max(info.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

function isFresh() {
  const built = statSync(join(project, 'dist/.built'), { throwIfNoEntry: false });
  return built !== undefined && sources.every((name) => newest(join(project, name)) <= built.mtimeMs);
}

// A process of its own, so that the bundler's memory does not stay with a server that runs for weeks.
function build() {
  process.stderr.write('Building Patchbay, this takes a few seconds …\n');
  let vite;
  try {
    vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
  } catch {
    return fail('the packages are not installed. Run "npm ci" first.');
  }
  const done = spawnSync(process.execPath, [vite, 'build', '--app', '--logLevel', 'error'], {
    cwd: project,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (done.status !== 0) fail('see the error above. "npm run build" shows the whole story.');
}

function fail(reason) {
  process.stderr.write(`Patchbay could not be built: ${reason}\n`);
  process.exit(1);
}

if (!isFresh()) build();
const { run } = await import('../../dist/runtime/cli.js');
const code = await run(process.argv.slice(2));
if (code !== undefined) process.exitCode = code;
