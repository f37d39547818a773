import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openReader } from '../../db/client.ts';
import { save } from '../../db/queries/connections.ts';
import { listFlows } from '../../db/queries/flows.ts';
import { writerInProcess } from '../../db/writer.ts';
import { MAIN_ORGANISATION } from '../../runtime/settings.ts';
import { httpClient } from '../kit/http-client.ts';
import {
  patchbay,
  patchbayDone,
  type RunningServer,
  runningServer,
  said,
  temporaryFolder,
} from '../kit/running-server.ts';

const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the first start', () => {
  test('says where to click, and what it says is there', async () => {
    const server = await runningServer({ env: { PATCHBAY_DEMO_TWILIO_TOKEN: 'token-of-the-test' } });
    const text = await said(server, /Ctrl\+C stops it[^]*/).then(() => server.stdout());
    expect(text).toContain(`${server.url}/chat`);
    expect(text).toContain(`POST ${server.url}/channels/twilio/voice for the number +15005550006`);
    expect(text).not.toContain('token-of-the-test');
    for (const path of ['/', '/chat', '/widget.js', '/flows/clinic', '/api/health'])
      expect((await fetch(`${server.url}${path}`)).status, path).toBe(200);
    expect((await fetch(`${server.url}/api/nothing`)).status).toBe(404);
  });

  test('prints the token of the demo line when none is set, the same one again', async () => {
    const database = join(temporaryFolder(), 'patchbay.db');
    const tokens: string[] = [];
    for (let round = 0; round < 2; round += 1) {
      const server = await runningServer({ env: { DATABASE_URL: database } });
      tokens.push(await said(server, /Token of the call +([0-9a-f]{32})/));
      expect(await server.stop()).toBe(0);
    }
    expect(new Set(tokens).size).toBe(1);
  });

  test('leaves the demo out when it is not wanted', async () => {
    const server = await runningServer({ env: { PATCHBAY_DEMO: 'off' } });
    const { db, close } = openReader(server.database);
    expect(listFlows(db, MAIN_ORGANISATION)).toEqual([]);
    close();
  });
});

describe('a start that cannot work', () => {
  test('names every setting that is wrong, and nothing else', async () => {
    const env = { PORT: 'eighty', PATCHBAY_SECRET: 'short', PUBLIC_URL: 'ftp://x' };
    const { code, stdout, stderr } = await patchbayDone(['start'], { env });
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    for (const name of Object.keys(env)) expect(stderr).toContain(`  ${name}: `);
    expect(stderr).not.toMatch(/\bat .*\.js/);
  });

  test('says that a database has to be a local file', async () => {
    const { code, stderr } = await patchbayDone(['start'], { env: { DATABASE_URL: 'libsql://far.example' } });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^DATABASE_URL "libsql:\/\/far\.example" is not a local file\./);
  });

  test('a second process on one database is refused within two seconds', async () => {
    const server = await runningServer();
    const { code, stderr } = await patchbayDone(['start'], {
      env: { PORT: '0', DATABASE_URL: server.database },
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^Another Patchbay process is running on .* Stop it first/);
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  });

  test('says that a port is taken, and which to try', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const env = { PORT: String(port), DATABASE_URL: join(temporaryFolder(), 'patchbay.db') };
    const { code, stderr } = await patchbayDone(['start'], { env });
    other.close();
    expect(code).toBe(1);
    expect(stderr).toMatch(new RegExp(`^Port ${port} is taken: .* PORT=\\d+ npm start\n$`));
  });

  test('warns when other machines can reach it', async () => {
    const open = await runningServer({ env: { HOST: '0.0.0.0' } });
    await said(open, /Warning: HOST is 0\.0\.0\.0.*not encrypted/);
    expect(open.url).toMatch(/^http:\/\/127\.0\.0\.1:/);
    const closed = await runningServer();
    await said(closed, /Ctrl\+C stops it/);
    expect(closed.stdout()).not.toContain('Warning');
    // Another address of this machine is as far as another machine: on Linux, all of 127.0.0.0/8 are addresses of its own.
    const elsewhere = ({ url }: RunningServer) => fetch(url.replace('127.0.0.1', '127.0.0.2'));
    await expect(elsewhere(closed)).rejects.toThrow('fetch failed');
    await expect(process.platform === 'linux' ? elsewhere(open) : fetch(open.url)).resolves.toBeDefined();
  });
});

describe('a stop', () => {
  test('under load loses nothing that was answered', async () => {
    const database = join(temporaryFolder(), 'patchbay.db');
    const env = { DATABASE_URL: database };
    await (await runningServer({ env })).stop();
    const writer = await writerInProcess(database);
    await writer.commit({
      statements: [
        save({
          id: 'shop',
          organisation: MAIN_ORGANISATION,
          channel: 'http',
          name: 'Shop',
          address: null,
          flow: 'clinic',
          config: { mode: 'answer' },
          secret: SECRET,
          enabled: true,
        }),
      ],
    });
    await writer.close();

    const server = await runningServer({ env });
    const client = httpClient(Number(new URL(server.url).port));
    const answered: string[] = [];
    const refused: string[] = [];
    let stopping = false;
    const customer = async (name: string) => {
      for (let turn = 0; !stopping || turn === 0; turn += 1) {
        const id = `${name}-${turn}`;
        const message = { id, conversation: id, text: 'hello' };
        const headers = { authorization: `Bearer ${SECRET}` };
        const answer = await client
          .post('/channels/http/shop/messages', message, headers)
          .catch(() => undefined);
        if (answer?.status === 200) answered.push(id);
        else if (answer && answer.status !== 503) refused.push(answer.body);
        else if (!answer) return;
      }
    };
    const customers = Array.from({ length: 32 }, (_, index) => customer(`c${index}`));
    await pause(1_000);
    expect(await server.stop()).toBe(0);
    stopping = true;
    await Promise.all(customers);
    client.close();

    expect(refused).toEqual([]);
    expect(answered.length).toBeGreaterThan(20);
    const { db, close } = openReader(database);
    const stored = new Set(
      db.all<{ address: string }>('select address from contacts').map(({ address }) => address),
    );
    close();
    expect(answered.filter((id) => !stored.has(id))).toEqual([]);
  });

  test('does not wait for a client that says nothing', async () => {
    const server = await runningServer();
    const idle = connect(Number(new URL(server.url).port), '127.0.0.1');
    idle.write('GET /api/health HTTP/1.1\r\nhost: x\r\n');
    idle.on('error', () => undefined);
    await pause(100);
    expect(await server.stop()).toBe(0);
    expect(server.stdout()).toContain('Stopped.');
    idle.destroy();
  });

  test('a second Ctrl+C is obeyed at once', async () => {
    const server = await runningServer();
    const half = connect(Number(new URL(server.url).port), '127.0.0.1');
    half.write('GET /api/health HTTP/1.1\r\nhost: x\r\n');
    half.on('error', () => undefined);
    await pause(100);
    server.child.kill('SIGINT');
    await said(server, /SIGINT: finishing/);
    server.child.kill('SIGINT');
    expect(await server.exited).toBe(130);
    half.destroy();
    // What the killed process left does not keep the next one from starting.
    const next = patchbay(['start'], { env: { PORT: '0', DATABASE_URL: server.database } });
    await said(next, /running at/);
  });
});
