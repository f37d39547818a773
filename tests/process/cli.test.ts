import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openReader } from '../../db/client.ts';
import { listVersions } from '../../db/queries/flows.ts';
import { MAIN_ORGANISATION } from '../../runtime/settings.ts';
import type { FlowDefinition } from '../../runtime/engine/index.ts';
import clinic from '../../runtime/demo/clinic.flow.json';
import { flowOf, node } from '../kit/flow-builder.ts';
import { patchbayDone, runningServer, temporaryFolder } from '../kit/running-server.ts';

const hello = (text = 'Hello.'): FlowDefinition =>
  flowOf(
    { hello: node('message', { text: { en: text } }, { done: 'bye' }), bye: node('end') },
    { id: 'hello', name: 'Hello', channels: ['chat'] },
  );

function written(name: string, content: unknown): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return file;
}

/** Published versions of a flow as they are on the disk. */
function versionsOf(database: string, flow: string): object[] {
  const { db, close } = openReader(database);
  const versions = listVersions(db, MAIN_ORGANISATION, flow);
  close();
  return versions;
}

const broken = () => {
  const flow = structuredClone(hello()) as FlowDefinition;
  flow.nodes['hello'] = node(
    'menu',
    {
      prompt: { en: 'Which?' },
      options: [
        { id: 'one', label: { en: 'One' }, key: '1' },
        { id: 'other', label: { en: 'Other' }, key: '1' },
      ],
    },
    { one: 'bye', other: 'bye', noInput: 'bye', noMatch: 'bye' },
  );
  return flow;
};

describe('the verbs', () => {
  test.each([
    'backup',
    'export',
    'import',
    'node-types',
    'outbox',
    'promote',
    'publish',
    'restore',
    'start',
    'test',
    'validate',
  ])('%s explains itself', async (verb) => {
    const { code, stdout } = await patchbayDone([verb, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: patchbay ${verb}`));
  });

  test('are listed without one, and an unknown one is misuse', async () => {
    expect((await patchbayDone([])).stdout).toMatch(/^ {2}validate +check a flow document/m);
    expect(await patchbayDone(['dance'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/"dance"/),
    });
  });

  test.each([
    [['validate']],
    [['backup']],
    [['node-types', 'x']],
    [['publish', 'a', '--nope']],
    [['promote', 'clinic']],
    [['export']],
    [['test', '--demo', 'clinic']],
    [['outbox', 'release']],
  ])('%j is misuse and shows the usage', async (argv) => {
    const { code, stderr } = await patchbayDone(argv);
    expect(code).toBe(2);
    expect(stderr).toContain(`Usage: patchbay ${argv[0]}`);
  });

  test('node-types lists them, and gives everything as JSON', async () => {
    const { stdout } = await patchbayDone(['node-types']);
    expect(stdout).toMatch(/^menu +Lets the customer choose/m);
    const types = JSON.parse((await patchbayDone(['node-types', '--json'])).stdout) as { type: string }[];
    expect(types.map(({ type }) => type)).toContain('message');
    expect(types.find(({ type }) => type === 'message')).toHaveProperty('config.properties.text');
  });
});

describe('validate', () => {
  test('passes the demo, without a warning', async () => {
    const file = written('clinic.flow.json', clinic);
    expect(await patchbayDone(['validate', file])).toEqual({
      code: 0,
      stdout: `${file}: it compiles.\n`,
      stderr: '',
    });
  });

  test('names node and field of what is wrong', async () => {
    const file = written('hello.flow.json', broken());
    const { code, stderr } = await patchbayDone(['validate', file]);
    expect(code).toBe(1);
    expect(stderr).toBe(
      `${file}: hello.options[1].key: The key 1 is taken by an option above. (menu.double-key)\n`,
    );
  });

  test('gives findings as JSON', async () => {
    const file = written('hello.flow.json', broken());
    const { code, stdout } = await patchbayDone(['validate', file, written('fine.json', hello()), '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject([
      { file, ok: false, issues: [{ code: 'menu.double-key', node: 'hello' }] },
      { ok: true, issues: [] },
    ]);
  });

  test('says where a file is not JSON, and which cannot be read', async () => {
    const file = written('half.json', '{\n  "format": 2,\n  oops\n}');
    expect((await patchbayDone(['validate', file])).stderr).toBe(`${file}:3:3: this is not JSON.\n`);
    const { code, stdout } = await patchbayDone(['validate', '/nowhere.json', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, code: 'file.unreadable' });
  });
});

describe('publish', () => {
  test('works on the database when nothing runs, and refuses what does not compile', async () => {
    const env = { DATABASE_URL: join(temporaryFolder(), 'patchbay.db') };
    const file = written('hello.flow.json', hello());
    expect(await patchbayDone(['publish', file, '--note', 'First'], { env })).toMatchObject({
      code: 0,
      stdout: 'hello is published as version 1.\n',
    });
    const again = await patchbayDone(['publish', file, '--json'], { env });
    expect(JSON.parse(again.stdout)).toMatchObject({ ok: true, flow: 'hello', version: 2, issues: [] });
    const refused = await patchbayDone(['publish', written('hello.flow.json', broken())], { env });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('hello.options[1].key');
  });

  test('asks the runtime when one runs: new contacts get it at once', async () => {
    const server = await runningServer();
    const env = { DATABASE_URL: server.database };
    const about = `${server.database}.runtime.json`;
    expect(statSync(about).mode & 0o777).toBe(0o600);
    const done = await patchbayDone(['publish', written('hello.flow.json', hello()), '--note', 'By file'], {
      env,
    });
    expect(done).toMatchObject({ code: 0, stdout: 'hello is published as version 1.\n' });
    expect(versionsOf(server.database, 'hello')).toMatchObject([{ note: 'By file', by: 'command line' }]);
    const refused = await patchbayDone(['publish', written('x.json', broken()), '--json'], { env });
    expect(JSON.parse(refused.stdout)).toMatchObject({ ok: false, issues: [{ code: 'menu.double-key' }] });
    expect(await server.stop()).toBe(0);
    expect(existsSync(about)).toBe(false);
  });

  test('nobody publishes over the network without the token', async () => {
    const server = await runningServer();
    const answer = await fetch(`${server.url}/api/flows`, {
      method: 'POST',
      headers: { authorization: 'Bearer guessed', 'content-type': 'application/json' },
      body: JSON.stringify(hello()),
    });
    expect(answer.status).toBe(401);
    expect(versionsOf(server.database, 'hello')).toEqual([]);
  });

  test('a file left by a killed runtime misleads nobody', async () => {
    const server = await runningServer();
    const about = `${server.database}.runtime.json`;
    const left = readFileSync(about, 'utf8');
    server.child.kill('SIGKILL');
    await server.exited;
    // Not only with a process that is gone: its number may have gone to another one, and its port too.
    writeFileSync(about, left.replace(/"pid":\d+/, `"pid":${process.pid}`));
    chmodSync(about, 0o600);
    const env = { DATABASE_URL: server.database };
    const done = await patchbayDone(['publish', written('hello.flow.json', hello())], { env });
    expect(done).toMatchObject({ code: 0, stdout: 'hello is published as version 1.\n' });
    const other = await runningServer();
    writeFileSync(about, JSON.stringify({ ...JSON.parse(left), url: other.url, pid: process.pid }));
    expect((await patchbayDone(['publish', written('hello.flow.json', hello())], { env })).stdout).toContain(
      'version 2',
    );
  });
});
