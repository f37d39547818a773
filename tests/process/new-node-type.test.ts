import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { firstLink, joined } from '../kit/people.ts';
import { addNodeType, projectCopy } from '../kit/project-copy.ts';
import { runningServer, said } from '../kit/running-server.ts';

test('a copied folder is a new node type: it is served and held to the contract, with no other file touched', async () => {
  const project = projectCopy();
  addNodeType(project, 'message', 'shout');

  const server = await runningServer({ project });
  await said(server, /Ctrl\+C stops it/);
  const ada = await joined(
    fetch,
    firstLink(server.stdout()),
    { name: 'Ada', email: 'a@b.example' },
    server.url,
  );
  const types = (await (await ada.get('/api/node-types')).json()) as { type: string }[];
  expect(types.map(({ type }) => type)).toContain('shout');
  await server.stop();

  const vitest = join(project, 'node_modules/vitest/vitest.mjs');
  const contract = [
    '--project',
    'unit',
    'tests/contracts/node-type.test.ts',
    '-t',
    'shout',
    '--reporter',
    'verbose',
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, 'run', ...contract], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  expect(status, `${stdout}${stderr}`).toBe(0);
  expect(stdout.match(/✓ .*shout > /g)?.length).toBeGreaterThan(10);
}, 180_000);
