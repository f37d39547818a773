import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const project = join(import.meta.dirname, '../..');
const crash = (...argv: string[]) => {
  const launcher = join(project, 'tests/kit/run-typescript.js');
  const done = spawnSync(process.execPath, [launcher, join(project, 'tests/crash/run.ts'), ...argv], {
    encoding: 'utf8',
    cwd: project,
  });
  return { code: done.status, text: done.stdout + done.stderr };
};
const figures = (text: string): Record<string, number> =>
  Object.fromEntries(
    [...text.matchAll(/^cycles=.*$/gm)]
      .flatMap(([line]) => line.split(' ').map((one) => one.split('=') as [string, string]))
      .map(([name, value]) => [name, Number(value)]),
  );

test('60 kills under load: nothing lost, nothing doubled where the provider can tell, the rest flagged', () => {
  const { code, text } = crash('--cycles', '60');
  console.info(text);
  expect(code, text).toBe(0);
  expect(figures(text)).toMatchObject({ cycles: 60, lost: 0 });
  expect(figures(text)['acked']).toBeGreaterThan(120);
  // Named points were met, not only random instants.
  expect(text).toMatch(/died at points: .*before-commit.*after-request/);
}, 900_000);

test('the test has teeth: a dispatcher that repeats without the key is caught', () => {
  const { code, text } = crash('--cycles', '10', '--break', 'blind-retry');
  expect(code, text).toBe(1);
  expect(text).toMatch(/^key .* duplicated=[1-9]/m);
}, 300_000);

test('the test has teeth: a server that answers before it has stored is caught', () => {
  const { code, text } = crash('--cycles', '8', '--break', 'early-ack');
  expect(code, text).toBe(1);
  expect(figures(text)['lost']).toBeGreaterThan(0);
}, 300_000);
