import { describe, expect, test } from 'vitest';
import { type Administered, administered, type Refusal } from '../../../tests/kit/admin.ts';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';

const hello = (text: string) =>
  flowOf(
    {
      hello: node(
        'menu',
        { prompt: { en: text }, options: [{ id: 'yes', label: { en: 'Yes' }, key: '1' }] },
        { yes: 'bye', noInput: 'bye', noMatch: 'bye' },
      ),
      bye: node('end', { reason: 'done' }),
    },
    { id: 'hello', name: 'Hello', channels: ['chat', 'voice'] },
  );

const greets = {
  name: 'Somebody says yes',
  channels: ['chat', 'voice'],
  languages: ['en'],
  steps: [{ hears: 'Good morning' }, { chooses: 'yes' }, { takes: 'hello.yes' }, { ends: 'done' }],
};

interface Ran {
  passed: number;
  failed: number;
  results: { test: string; channel: string; ok: boolean; told: string[]; steps: object[] }[];
  coverage: { exits: { covered: string[]; missed: string[] } };
}
interface Published {
  version: number;
  tests: { passed: number; failed: number; red: { test: string; channel: string; told: string[] }[] };
}

async function withHello(): Promise<Administered> {
  const one = await administered();
  await one.admin.post('/flows/import', { document: hello('Good morning.') });
  expect((await one.admin.put('/flows/hello/tests/greets', greets)).status).toBe(200);
  return one;
}

const saveDraft = async ({ admin }: Administered, text: string): Promise<number> => {
  const { revision } = (await admin.get<{ revision: number }>('/flows/hello')).body;
  await admin.put('/flows/hello/draft', { revision, draft: hello(text) });
  return revision + 1;
};

describe('the tests of a flow', () => {
  test('are kept, read, replaced and deleted', async () => {
    const { admin } = await withHello();
    expect((await admin.get('/flows/hello/tests')).body).toEqual([{ id: 'greets', ...greets }]);
    const other = { ...greets, id: 'other', name: 'Another' };
    expect((await admin.put('/flows/hello/tests', { tests: [other] })).body).toEqual([other]);
    expect((await admin.delete('/flows/hello/tests/other')).status).toBe(204);
    expect((await admin.delete<Refusal>('/flows/hello/tests/other')).body).toMatchObject({
      status: 404,
      code: 'flow-test.unknown',
    });
    expect((await admin.get('/flows/hello/tests')).body).toEqual([]);
    expect((await admin.get('/flows/nobody/tests')).status).toBe(404);
  });

  test('name the field that is wrong', async () => {
    const { admin } = await withHello();
    const wrong = async (test: object) =>
      (await admin.put<Refusal>('/flows/hello/tests/greets', test)).body.fields?.map(({ path }) => path);
    expect(await wrong({ ...greets, channels: ['pigeon'] })).toEqual(['json.channels.0']);
    expect(await wrong({ ...greets, steps: [{ hears: 'a', says: 'b' }] })).toEqual(['json.steps.0']);
    expect(await wrong({ ...greets, steps: [{ waits: 'a while' }] })).toEqual(['json.steps.0.waits']);
    expect(await wrong({ ...greets, colour: 'red' })).toEqual(['json']);
    const doubled = [1, 2].map(() => ({ ...greets, id: 'greets' }));
    expect((await admin.put<Refusal>('/flows/hello/tests', { tests: doubled })).body.fields).toMatchObject([
      { path: 'json.tests.1.id' },
    ]);
  });

  test('are run on the draft, one or all, and on the channels that are wanted', async () => {
    const one = await withHello();
    const run = async (wanted: object = {}) =>
      (await one.admin.post<Ran>('/flows/hello/tests/run', wanted)).body;
    expect(await run()).toMatchObject({
      ok: true,
      passed: 2,
      failed: 0,
      coverage: { exits: { covered: ['hello.yes'], missed: ['hello.noInput', 'hello.noMatch'] } },
    });
    expect((await run({ channels: ['voice'] })).results).toMatchObject([
      { test: 'greets', channel: 'voice' },
    ]);
    expect(await run({ tests: ['nobody'] })).toMatchObject({ status: 404, code: 'flow-test.unknown' });
    await saveDraft(one, 'Good evening.');
    const red = await run({ tests: ['greets'], channels: ['chat'] });
    expect(red).toMatchObject({ passed: 0, failed: 1, results: [{ ok: false }] });
    expect(red.results[0]?.told).toEqual([
      'step 1: hears “Good morning”, at node "hello"',
      '  expected: Good morning',
      '  found:    Good evening.',
    ]);
  });

  test('are told of when the flow is published, and keep it from that where the settings say so', async () => {
    const one = await withHello();
    const { admin } = one;
    const publish = async (text: string) =>
      admin.post<Published & Refusal>('/flows/hello/publish', { revision: await saveDraft(one, text) });
    expect((await publish('Good morning.')).body).toMatchObject({
      version: 1,
      tests: { passed: 2, failed: 0 },
    });
    const told = await publish('Good evening.');
    expect(told.body).toMatchObject({
      version: 2,
      tests: { failed: 2, red: [{ test: 'greets', channel: 'chat' }, { channel: 'voice' }] },
    });

    const { body: settings } = await admin.get<object>('/settings');
    await admin.put('/settings', { ...settings, testsBlock: true });
    const refused = await publish('Good night.');
    expect(refused).toMatchObject({ status: 422, body: { code: 'flow.tests-failed', tests: { failed: 2 } } });
    const byFile = await admin.post<Refusal>('/flows/publish', hello('Good night.'));
    expect(byFile.body.code).toBe('flow.tests-failed');
    expect((await admin.get<{ latest: number }>('/flows/hello')).body.latest).toBe(2);
    // The way back stays open, whatever the tests say.
    expect((await admin.post('/flows/hello/roll-back', { version: 2 })).status).toBe(201);
    expect((await publish('Good morning.')).status).toBe(201);
  });

  test('stay with a version as they were when it was published', async () => {
    const one = await withHello();
    const { admin } = one;
    const revision = await saveDraft(one, 'Good morning.');
    await admin.post('/flows/hello/publish', { revision });
    await admin.put('/flows/hello/tests', { tests: [] });
    expect((await admin.get('/flows/hello/versions/1')).body).toMatchObject({
      tests: [{ id: 'greets', ...greets }],
    });
    const ran = await admin.post<Ran>('/flows/hello/tests/run', { version: 1 });
    expect(ran.body).toMatchObject({ passed: 2, failed: 0 });
    expect((await admin.post<Ran>('/flows/hello/tests/run', {})).body).toMatchObject({
      passed: 0,
      results: [],
    });
  });
});
