import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openReader } from '../../db/client.ts';
import { listBackups } from '../../runtime/customers/backups.ts';
import { joinChat, newVisitor } from '../kit/chat-client.ts';
import { flowOf, node } from '../kit/flow-builder.ts';
import { done, firstLink, joined, type Person } from '../kit/people.ts';
import { edit } from '../kit/project-copy.ts';
import { patchbayDone, type RunningServer, runningServer, temporaryFolder } from '../kit/running-server.ts';

const SCOPES = ['flows:read', 'flows:write', 'flows:publish', 'settings:read', 'settings:write'];

const admin = (server: RunningServer): Promise<Person> =>
  joined(fetch, firstLink(server.stdout()), { name: 'Ada', email: 'ada@example.com' }, server.url);

/** A server, somebody who may do everything there, and a token for the command line. */
async function installation(env: { [name: string]: string } = {}) {
  const server = await runningServer({ env });
  const ada = await admin(server);
  const made = await done(ada.send('POST', '/api/tokens', { name: 'git', scopes: SCOPES }));
  const { token } = (await made.json()) as { token: string };
  return { ...server, ada, token, here: { DATABASE_URL: server.database } };
}

/** What the demo says to somebody who comes by chat in English, open or closed. */
async function heardInChat({ url }: RunningServer): Promise<string> {
  const token = await newVisitor(url, 'web');
  const client = await joinChat(url, 'web', { token, language: 'en' });
  await client.next('entry', (frame) => JSON.stringify(frame).includes('Welcome to'));
  client.drop();
  return JSON.stringify(client.entries);
}

const textIn = (folder: string, ...path: string[]): string => readFileSync(join(folder, ...path), 'utf8');

describe('flows as files', () => {
  test('export, a text edited, validate, import, publish: the running demo speaks the new text', async () => {
    const { here, ...server } = await installation();
    const folder = join(temporaryFolder(), 'flows');
    const exported = await patchbayDone(['export', folder], { env: here });
    expect(exported).toMatchObject({ code: 0, stdout: expect.stringContaining('1 flow written.') });
    const file = join(folder, 'flows', 'clinic.flow.json');
    expect(existsSync(join(folder, 'calendars', 'clinic-hours.calendar.json'))).toBe(true);

    edit(file, 'Welcome to the Dental Clinic Demo.', 'Welcome to the clinic by the sea.');
    expect(await patchbayDone(['validate', folder])).toMatchObject({
      code: 0,
      stdout: `${file}: it compiles.\n`,
    });
    expect(await patchbayDone(['import', folder], { env: here })).toMatchObject({
      code: 0,
      stdout: 'clinic: its draft is replaced.\n',
    });
    // A draft is nothing customers hear.
    expect(await heardInChat(server)).toContain('Welcome to the Dental Clinic Demo.');
    const published = await patchbayDone(['publish', 'clinic', '--note', 'From git'], { env: here });
    expect(published.stdout).toMatch(
      /^clinic is published as version 2\.\nIts tests: \d+ passed, \d+ failed\.\n$/,
    );
    // The one test that asks about the wording says so, and says where.
    expect(published.stderr).toMatch(
      /english-chosen .*: step \d+: hears “Welcome to the Dental Clinic Demo.”/,
    );
    expect(await heardInChat(server)).toContain('Welcome to the clinic by the sea.');
  });

  test('the same comes out again when nothing has changed, and taking it in changes nothing', async () => {
    const { here } = await installation();
    const [one, other] = [join(temporaryFolder(), 'a'), join(temporaryFolder(), 'b')];
    await patchbayDone(['export', one], { env: here });
    expect((await patchbayDone(['import', one], { env: here })).stdout).toBe('clinic: nothing new.\n');
    await patchbayDone(['export', other], { env: here });
    for (const path of [
      'flows/clinic.flow.json',
      'flows/clinic.tests.json',
      'settings.json',
      'patchbay.json',
    ])
      expect(textIn(other, path)).toBe(textIn(one, path));
    // A few lines of change are a few lines of a diff: every member stands on a line of its own, in one order.
    const keys = Object.keys((JSON.parse(textIn(one, 'flows/clinic.flow.json')) as { nodes: object }).nodes);
    expect(keys).toEqual(keys.toSorted());
  });

  test('no secret comes along', async () => {
    const { here, ada } = await installation({ PATCHBAY_DEMO_TWILIO_TOKEN: 'token-nobody-exports' });
    const credential = {
      hosts: ['prices.clinic.internal'],
      scheme: 'bearer',
      secret: 'secret-nobody-exports',
    };
    await done(ada.send('PUT', '/api/credentials/price-list', credential));
    const clinic = (await (await ada.get('/api/flows/clinic')).json()) as {
      revision: number;
      draft: { nodes: { prices: { config: object } } };
    };
    Object.assign(clinic.draft.nodes.prices.config, { credential: 'price-list' });
    await done(
      ada.send('PUT', '/api/flows/clinic/draft', { revision: clinic.revision, draft: clinic.draft }),
    );
    const folder = join(temporaryFolder(), 'flows');
    const { stdout } = await patchbayDone(['export', folder, '--json'], { env: here });
    const { files } = JSON.parse(stdout) as { files: string[] };
    const text = files.map((file) => readFileSync(file, 'utf8')).join('\n');
    expect(JSON.parse(textIn(folder, 'settings.json'))).toMatchObject({
      credentials: [{ name: 'price-list', hosts: ['prices.clinic.internal'] }],
      hosts: [{ host: 'prices.clinic.internal' }],
      connections: expect.arrayContaining([expect.objectContaining({ name: 'Clinic web chat' })]),
    });
    expect(text).not.toContain('nobody-exports');
  });

  test('a broken file is refused with file, node and field, and nothing is taken in', async () => {
    const { here, ada } = await installation();
    const folder = join(temporaryFolder(), 'flows');
    await patchbayDone(['export', folder], { env: here });
    const file = join(folder, 'flows', 'clinic.flow.json');
    const flow = JSON.parse(readFileSync(file, 'utf8')) as {
      nodes: { main: { config: { options: { key: string }[] } } };
    };
    flow.nodes.main.config.options[1]!.key = '1';
    writeFileSync(file, JSON.stringify(flow));
    for (const verb of ['validate', 'import']) {
      const refused = await patchbayDone([verb, file], { env: here });
      expect(refused.code, verb).toBe(1);
      expect(refused.stderr, verb).toContain(`${file}: main.options[1].key: The key 1 is taken`);
    }
    const { revision } = (await (await ada.get('/api/flows/clinic')).json()) as { revision: number };
    expect(revision).toBe(1);
    // Who wants to go on with a drawing that is not ready says so.
    expect(await patchbayDone(['import', file, '--unfinished'], { env: here })).toMatchObject({ code: 0 });

    const tests = join(folder, 'flows', 'clinic.tests.json');
    edit(tests, '"chooses"', '"choses"');
    const again = await patchbayDone(['import', file, '--unfinished'], { env: here });
    expect(again).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/clinic\.tests\.json: \d+\.steps\.\d+/),
    });
  });

  test('a draft that somebody saved since is not overwritten, unless it is said', async () => {
    const { here, ada } = await installation();
    const folder = join(temporaryFolder(), 'flows');
    await patchbayDone(['export', folder], { env: here });
    const clinic = (await (await ada.get('/api/flows/clinic')).json()) as { revision: number; draft: object };
    const draft = { ...clinic.draft, description: 'Saved by somebody else' };
    await done(ada.send('PUT', '/api/flows/clinic/draft', { revision: clinic.revision, draft }));
    edit(join(folder, 'flows', 'clinic.flow.json'), 'Dental Clinic Demo', 'clinic by the sea');
    const stale = await patchbayDone(['import', folder, '--json'], { env: here });
    expect(stale.code).toBe(1);
    expect(JSON.parse(stale.stdout)).toMatchObject({ ok: false, code: 'flow.stale', flows: ['clinic'] });
    expect(await patchbayDone(['import', folder, '--force'], { env: here })).toMatchObject({
      code: 0,
      stdout: 'clinic: its draft is overwritten, with what was saved since.\n',
    });
  });

  test('another installation is worked with by its address and a token, and told of its refusals', async () => {
    const { url, token } = await installation();
    const folder = join(temporaryFolder(), 'flows');
    const far = { PATCHBAY_URL: url, DATABASE_URL: join(temporaryFolder(), 'none.db') };
    const known = { env: { ...far, PATCHBAY_TOKEN: token } };
    expect(await patchbayDone(['export', folder], known)).toMatchObject({ code: 0 });
    expect(await patchbayDone(['export', folder, '--url', url, '--token', token])).toMatchObject({ code: 0 });
    expect(await patchbayDone(['export', folder], { env: far })).toMatchObject({ code: 2 });
    expect(
      await patchbayDone(['export', folder, '--token', 'guessed', '--json'], { env: far }),
    ).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('"access.token"'),
    });
    const nothing = await patchbayDone(['export', folder], { env: { DATABASE_URL: far.DATABASE_URL } });
    expect(nothing).toMatchObject({ code: 1, stderr: expect.stringContaining('Patchbay does not run') });
  });
});

describe('promote', () => {
  const hello = flowOf(
    {
      hours: node(
        'hours',
        { calendar: 'opening' },
        { open: 'sub', closed: 'bye', holiday: 'bye', emergency: 'bye' },
      ),
      sub: node('sub-flow', { flow: 'greeting' }, { completed: 'bye', failed: 'bye' }),
      bye: node('end'),
    },
    { id: 'hello', name: 'Hello', channels: ['chat'] },
  );
  const greeting = flowOf(
    { say: node('message', { text: { en: 'Good morning.' } }, { done: 'bye' }), bye: node('end') },
    { id: 'greeting', name: 'Greeting', channels: ['chat'] },
  );
  const always = { from: '00:00', to: '24:00' };
  const weekly = Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [always]]),
  );
  const calendar = { name: 'Opening', zone: 'UTC', weekly, holidays: [], emergency: { on: false } };

  test('resolves what is referred to by name, and refuses with a list of what is missing', async () => {
    const [test, live] = [
      await installation({ PATCHBAY_DEMO: 'off' }),
      await installation({ PATCHBAY_DEMO: 'off' }),
    ];
    await done(test.ada.send('POST', '/api/calendars', calendar));
    for (const flow of [greeting, hello]) await done(test.ada.send('POST', '/api/flows/publish', flow));
    const way = { channel: 'chat', name: 'Web', flow: 'hello', config: {} };
    await done(test.ada.send('POST', '/api/connections', way));
    const promote = (...more: string[]) =>
      patchbayDone(['promote', 'hello', '--from', test.url, '--to', live.url, '--json', ...more], {
        env: { PATCHBAY_FROM_TOKEN: test.token, PATCHBAY_TO_TOKEN: live.token },
      });

    const refused = await promote();
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.stdout)).toMatchObject({
      code: 'promotion.missing',
      missing: [
        { flow: 'hello', kind: 'flow', name: 'Greeting' },
        { flow: 'hello', kind: 'calendar', name: 'Opening' },
        { flow: 'hello', kind: 'connection', name: 'Web' },
      ],
    });
    expect(((await (await live.ada.get('/api/flows')).json()) as { items: object[] }).items).toEqual([]);

    // There the same things have other ids.
    await done(live.ada.send('POST', '/api/calendars', { ...calendar, name: 'Opening!' }));
    const second = await (await live.ada.send('POST', '/api/calendars', calendar)).json();
    const { id: calendarThere } = second as { id: string };
    const other = { ...greeting, id: 'good-morning' };
    await done(live.ada.send('POST', '/api/flows/publish', other));
    await done(live.ada.send('POST', '/api/connections', { ...way, flow: 'good-morning' }));
    expect(calendarThere).not.toBe('opening');
    expect(await promote()).toMatchObject({
      code: 0,
      stdout: '{"ok":true,"published":[{"flow":"hello","version":1,"was":1}]}\n',
      stderr: expect.stringContaining('"Web" leads to another flow there'),
    });
    const { definition } = (await (await live.ada.get('/api/flows/hello/versions/1')).json()) as {
      definition: typeof hello;
    };
    expect(definition.nodes['hours']?.config).toMatchObject({ calendar: calendarThere });
    expect(definition.nodes['sub']?.config).toMatchObject({ flow: 'good-morning' });

    // Somebody's unpublished work there is not lost.
    const there = (await (await live.ada.get('/api/flows/hello')).json()) as {
      revision: number;
      draft: object;
    };
    const draft = { ...there.draft, description: 'Under way' };
    await done(live.ada.send('PUT', '/api/flows/hello/draft', { revision: there.revision, draft }));
    expect(JSON.parse((await promote()).stdout)).toMatchObject({ code: 'flow.unpublished-changes' });
    expect(await promote('--force')).toMatchObject({ code: 0 });
  });
});

describe('test', () => {
  test('--demo runs what the demo comes with, without anything running', async () => {
    const { code, stdout } = await patchbayDone(['test', '--demo', '--told']);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^\d{3} passed, 0 failed$/);
    expect(stdout).toMatch(/(\d+) of \1 exits taken/);
    expect(stdout).toMatch(/An appointment on the phone, by keys alone \(voice; en, tr.*\n {2}presses 1\n/);
  });

  test('is narrowed to a flow, a test, a channel and a language; where nothing is left, it says so', async () => {
    const demo = (...more: string[]) => patchbayDone(['test', '--demo', '--json', ...more]);
    const ran = async (...more: string[]) => {
      const { results } = JSON.parse((await demo('--flow', 'clinic', ...more)).stdout).flows.clinic;
      return results as { test: string; name: string; channel: string; language: string }[];
    };
    const spoken = await ran('--channel', 'voice', '--language', 'tr');
    expect(new Set(spoken.map(({ channel, language }) => `${channel} ${language}`))).toEqual(
      new Set(['voice tr']),
    );
    const { name, test: id } = spoken[0]!;
    const one = await ran('--test', name);
    expect(new Set(one.map(({ test: of }) => of))).toEqual(new Set([id]));
    expect(await ran('--test', id)).toEqual(one);
    expect(await demo('--test', 'nobody')).toMatchObject({ code: 1 });
    expect(await demo('--flow', 'nobody')).toMatchObject({ code: 1 });
    expect(await demo('--channel', 'pigeon')).toMatchObject({ code: 2 });
  });

  test('runs the drafts of the running Patchbay, or files by themselves; what fails is told with expected and found', async () => {
    const { here } = await installation();
    const all = await patchbayDone(['test'], { env: here });
    expect(all).toMatchObject({ code: 0, stdout: expect.stringMatching(/\d{3} passed, 0 failed\n$/) });
    const folder = join(temporaryFolder(), 'flows');
    await patchbayDone(['export', folder], { env: here });
    expect((await patchbayDone(['test', folder])).stdout).toBe(all.stdout);
    edit(join(folder, 'flows', 'clinic.tests.json'), '"ends": "no-answer"', '"ends": "answered"');
    const red = await patchbayDone(['test', folder]);
    expect(red.code).toBe(1);
    expect(red.stderr).toMatch(
      /clinic: [a-z-]+ \(voice, en\): step \d+: ends answered\n +expected: answered\n +found: +no-answer/,
    );
    expect(red.stdout).toMatch(/passed, [1-9]\d* failed\n$/);
    expect(await patchbayDone(['test', 'nobody'], { env: here })).toMatchObject({ code: 1 });
  });
});

describe('backup', () => {
  const backupsOf = (file: string) => {
    const { db, close } = openReader(file);
    const found = listBackups(db);
    close();
    return found;
  };

  test('notes itself in the list that whoever erases a customer is told', async () => {
    const { here, stop, database } = await installation();
    const [first, second] = [join(temporaryFolder(), 'one.db'), join(temporaryFolder(), 'two.db')];
    await patchbayDone(['backup', first], { env: here });
    expect(backupsOf(database)).toMatchObject([{ file: first, present: true }]);
    await stop();
    await patchbayDone(['backup', second], { env: here });
    expect(backupsOf(database).map(({ file }) => file)).toEqual([second, first]);
  });
});
