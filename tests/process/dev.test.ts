import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { addNodeType, edit, projectCopy } from '../kit/project-copy.ts';
import { firstLink, joined } from '../kit/people.ts';

const PATIENCE = { timeout: 60_000, interval: 200 };

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** `npm run dev` in a copy of the project. */
async function developing(project: string): Promise<{ url: string; output: () => string }> {
  const port = await freePort();
  const vite = join(project, 'node_modules/vite/bin/vite.js');
  const child = spawn(process.execPath, [vite, '--port', String(port), '--strictPort'], {
    cwd: project,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATABASE_URL: join(project, 'data/dev.db') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (output += part));
  onTestFinished(async () => {
    child.kill('SIGTERM');
    await new Promise((resolve) => {
      child.once('exit', resolve);
      setTimeout(() => child.kill('SIGKILL'), 5_000).unref();
    });
  });
  const url = `http://localhost:${port}`;
  await expect
    .poll(
      () =>
        fetch(`${url}/api/health`).then(
          ({ status }) => status,
          () => 0,
        ),
      PATIENCE,
    )
    .toBe(200);
  return { url, output: () => output };
}

test('npm run dev: one port, hot reload of the editor, a runtime that follows its files, new node folders', async () => {
  const project = projectCopy();
  const { url, output } = await developing(project);

  const page = await fetch(`${url}/flows/clinic`, { headers: { accept: 'text/html' } });
  expect(await page.text()).toContain('/@vite/client');
  expect((await fetch(`${url}/main.tsx`)).headers.get('content-type')).toContain('javascript');
  expect((await fetch(`${url}/chat`)).status).toBe(200);

  const [, token] = /wsToken = "([^"]+)"/.exec(await (await fetch(`${url}/@vite/client`)).text()) ?? [];
  const socket = new WebSocket(`${url.replace('http', 'ws')}/?token=${token}`, 'vite-hmr');
  const greeting = new Promise((resolve, reject) => {
    socket.once('message', (data) => resolve(JSON.parse((data as Buffer).toString('utf8'))));
    socket.once('error', reject);
  });
  expect(await greeting).toMatchObject({ type: 'connected' });
  socket.close();

  await expect.poll(() => firstLink(output()), PATIENCE).toContain('/welcome?token=');
  const ada = await joined(fetch, firstLink(output()), { name: 'Ada', email: 'a@b.example' }, url);
  const types = async () => {
    const answer = await ada.get('/api/node-types').catch(() => undefined);
    return answer?.ok ? ((await answer.json()) as { type: string }[]).map(({ type }) => type) : [];
  };
  expect(await types()).toContain('message');
  expect(await types()).not.toContain('shout');
  addNodeType(project, 'message', 'shout');
  await expect.poll(types, PATIENCE).toContain('shout');

  edit(join(project, 'runtime/api/app.ts'), "title: 'Patchbay'", "title: 'Patchbay, changed'");
  const title = () =>
    fetch(`${url}/api/openapi.json`).then(
      async (answer) => ((await answer.json()) as { info?: { title: string } }).info?.title,
      () => undefined,
    );
  await expect.poll(title, PATIENCE).toBe('Patchbay, changed');
}, 240_000);
