import { gunzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Administered, administered, type Refusal } from '../../kit/admin.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';

interface Shown {
  id: string;
  name: string;
  revision: number;
  latest: number | null;
  draft: { nodes: { [id: string]: unknown }; name: string };
  versions: { version: number; note: string | null; by: string }[];
}
interface Page {
  items: { id: string; tags: string[] }[];
  next: string | null;
}

const hello = (text: string, id = 'hello') =>
  flowOf(
    { hello: node('message', { text: { en: text } }, { done: 'bye' }), bye: node('end') },
    { id, name: 'Hello', channels: ['chat'] },
  );

let runtime: Administered;
beforeEach(async () => {
  runtime = await administered();
});

test('a flow is created under an id made from its name, and found by any of its texts', async () => {
  const { admin } = runtime;
  const made = await admin.post<Shown>('/flows', { name: 'Diş Kliniği', description: 'Randevu hattı' });
  expect([made.status, made.body.id, made.body.revision]).toEqual([201, 'dis-klinigi', 1]);
  expect((await admin.post<Shown>('/flows', { name: 'Diş Kliniği' })).body.id).toBe('dis-klinigi-2');
  await admin.post('/flows/import', { document: hello('Bugün hava güzel') });
  const ids = async (text: string) =>
    (await admin.get<Page>(`/flows?text=${encodeURIComponent(text)}`)).body.items.map(({ id }) => id);
  expect(await ids('RANDEVU')).toEqual(['dis-klinigi']);
  expect(await ids('guzel')).toEqual(['hello']);
  expect(await ids('guzel randevu')).toEqual([]);
  expect(await ids('%')).toHaveLength(3);
});

test('pages follow each other, in the order asked for', async () => {
  const { admin } = runtime;
  for (const name of ['Beta', 'Alpha', 'Gamma']) await admin.post('/flows', { name });
  const names = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const at: string = cursor === '' ? '' : `&cursor=${cursor}`;
    const page: Page = (await admin.get<Page>(`/flows?sort=name&order=ascending&limit=1${at}`)).body;
    names.push(...page.items.map(({ id }) => id));
    cursor = page.next;
  }
  expect(names).toEqual(['alpha', 'beta', 'gamma']);
  const bad = await admin.get<Refusal>('/flows?cursor=bm8');
  expect([bad.status, bad.body.code]).toEqual([400, 'cursor.invalid']);
  expect((await admin.get<Refusal>('/flows?limit=201')).body.fields?.[0]?.path).toBe('query.limit');
  expect((await admin.get<Refusal>('/flows?sort=secret')).status).toBe(400);
  expect((await admin.get<Refusal>('/flows?organisation=other')).status).toBe(400);
});

test('a stale save is refused with both sides, and loses nothing', async () => {
  const { admin } = runtime;
  const designer = await runtime.as('designer');
  await admin.post('/flows/import', { document: hello('One') });
  const save = (who: typeof admin, revision: number, text: string) =>
    who.put<{
      revision: number;
      code: string;
      yours: { draft: object };
      theirs: { draft: object; savedBy: string; revision: number };
    }>('/flows/hello/draft', { revision, draft: hello(text) });
  expect((await save(designer, 1, 'Two')).body.revision).toBe(2);
  const stale = await save(admin, 1, 'Three');
  expect([stale.status, stale.body.code]).toEqual([409, 'flow.stale']);
  expect(stale.body.yours.draft).toEqual(hello('Three'));
  expect(stale.body.theirs).toMatchObject({ revision: 2, savedBy: 'designer', draft: hello('Two') });
  const both = await Promise.all([save(admin, 2, 'Four'), save(designer, 2, 'Five')]);
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
});

test('published, compared, rolled back', async () => {
  const { admin } = runtime;
  await admin.post('/flows/import', { document: hello('One') });
  const first = await admin.post<{ version: number }>('/flows/hello/publish', { revision: 1, note: 'First' });
  expect([first.status, first.body.version]).toEqual([201, 1]);
  const next = hello('Two');
  next.nodes['more'] = node('end');
  next.layout = { ...next.layout, hello: { x: 900, y: 9 } };
  await admin.put('/flows/hello/draft', { revision: 1, draft: next });
  const stale = await admin.post<Refusal>('/flows/hello/publish', { revision: 1 });
  expect([stale.status, stale.body.code]).toEqual([409, 'flow.stale']);
  const { body } = await admin.get<object>('/flows/hello/comparison?from=1&to=draft');
  expect(body).toMatchObject({
    added: [{ id: 'more', type: 'end' }],
    removed: [],
    changed: [{ id: 'hello', fields: [{ path: ['config', 'text', 'en'], before: 'One', after: 'Two' }] }],
    moved: [{ id: 'hello', to: { x: 900, y: 9 } }],
  });
  await admin.put('/flows/hello/draft', { revision: 2, draft: hello('Two') });
  expect((await admin.post('/flows/hello/publish', { revision: 3 })).status).toBe(201);
  expect((await admin.post<{ version: number }>('/flows/hello/roll-back', { version: 1 })).body.version).toBe(
    3,
  );
  const shown = (await admin.get<Shown>('/flows/hello')).body;
  expect(shown.versions.map(({ version, note }) => [version, note])).toEqual([
    [3, 'Back to version 1'],
    [2, null],
    [1, 'First'],
  ]);
  expect(shown.draft).toEqual(hello('Two'));
  expect((await admin.get<{ definition: object }>('/flows/hello/versions/3')).body.definition).toEqual(
    hello('One'),
  );
  expect((await admin.get('/flows/hello/versions/4')).status).toBe(404);
});

test('a flow with errors is not published, and says where', async () => {
  const { admin } = runtime;
  await admin.post('/flows', { name: 'Empty' });
  const refused = await admin.post<{ code: string; issues: { code: string }[] }>('/flows/empty/publish', {
    revision: 1,
  });
  expect([refused.status, refused.body.code]).toEqual([422, 'flow.invalid']);
  expect(refused.body.issues.length).toBeGreaterThan(0);
});

describe('import', () => {
  test('keeps what it does not know as a draft, shows addresses, runs nothing', async () => {
    const { admin } = runtime;
    const document = hello('See https://evil.example/x') as unknown as {
      nodes: { [id: string]: { type: string } };
    };
    document.nodes['odd'] = { ...node('end'), type: 'other-tools-node' };
    const taken = await admin.post<{
      created: boolean;
      issues: { code: string }[];
      addresses: string[];
      flow: Shown;
    }>('/flows/import', { document });
    expect([taken.status, taken.body.created, taken.body.addresses]).toEqual([
      201,
      true,
      ['https://evil.example/x'],
    ]);
    expect(taken.body.issues.map(({ code }) => code)).toContain('node.unknown-type');
    expect(taken.body.flow.draft.nodes['odd']).toEqual(document.nodes['odd']);
    expect(taken.body.flow.latest).toBeNull();
  });

  test('asks before it replaces', async () => {
    const { admin } = runtime;
    await admin.post('/flows/import', { document: hello('One') });
    const refused = await admin.post<Refusal>('/flows/import', { document: hello('Two') });
    expect([refused.status, refused.body.code]).toEqual([409, 'flow.exists']);
    const renamed = await admin.post<{ flow: Shown }>('/flows/import', {
      document: hello('Two'),
      existing: 'rename',
    });
    expect(renamed.body.flow.id).toBe('hello-2');
    const replaced = await admin.post<{ created: boolean; flow: Shown }>('/flows/import', {
      document: hello('Three'),
      existing: 'replace',
    });
    expect([replaced.body.created, replaced.body.flow.revision]).toEqual([false, 2]);
    const file = await admin.get<object>('/flows/hello/document');
    expect(file.body).toEqual(hello('Three'));
    expect(file.headers.get('content-disposition')).toContain('hello.flow.json');
  });

  test('refuses members that would be mistaken for a prototype, however deep', async () => {
    const text = '{"document":{"id":"x","nodes":{"a":{"__proto__":{"admin":true}}}}}';
    const answer = await runtime.ask(
      new Request('http://127.0.0.1/api/flows/import', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${runtime.running.localToken}`,
          'content-type': 'application/json',
        },
        body: text,
      }),
    );
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'body.unsafe',
      fields: [{ path: 'json.document.nodes.a.__proto__' }],
    });
  });
});

test('what is in use cannot be deleted; what is deleted can be restored', async () => {
  const { admin } = runtime;
  await admin.post('/flows/import', { document: hello('One') });
  const made = await admin.post<{ id: string }>('/connections', {
    channel: 'chat',
    name: 'Web',
    flow: 'hello',
  });
  const used = await admin.delete<Refusal & { usage: { connections: { id: string }[] } }>('/flows/hello');
  expect([used.status, used.body.code]).toEqual([409, 'flow.in-use']);
  expect(used.body.usage.connections).toEqual([
    { id: made.body.id, name: 'Web', channel: 'chat', address: null },
  ]);
  await admin.delete(`/connections/${made.body.id}`);
  expect((await admin.delete('/flows/hello')).status).toBe(204);
  expect((await admin.get('/flows/hello')).status).toBe(404);
  expect((await admin.get<Page>('/flows?deleted=true')).body.items.map(({ id }) => id)).toEqual(['hello']);
  expect((await admin.post<Shown>('/flows/hello/restore')).body.draft).toEqual(hello('One'));
  expect((await admin.get<Page>('/flows')).body.items.map(({ id }) => id)).toEqual(['hello']);
});

test('where a flow is used is told by the nodes themselves', async () => {
  const { admin } = runtime;
  await admin.post('/flows/import', { document: hello('One') });
  const calls = flowOf(
    { go: node('go-to-flow', { flow: 'hello' }) },
    { id: 'caller', name: 'Caller', channels: ['chat'] },
  );
  await admin.post('/flows/import', { document: calls });
  const { body } = await admin.get<object>('/flows/hello/usage');
  expect(body).toEqual({
    flows: [{ id: 'caller', name: 'Caller', inDraft: true, inPublished: false }],
    connections: [],
  });
});

test('a viewer reads and changes nothing; an agent does not even read', async () => {
  const { admin } = runtime;
  await admin.post('/flows/import', { document: hello('One') });
  const [viewer, agent] = [await runtime.as('viewer'), await runtime.as('agent')];
  expect((await viewer.get('/flows/hello')).status).toBe(200);
  expect((await viewer.put('/flows/hello/draft', { revision: 1, draft: {} })).status).toBe(403);
  expect((await agent.get('/flows')).status).toBe(403);
});

test('unknown members are refused by name, and a stale tag too long as well', async () => {
  const { admin } = runtime;
  const refused = await admin.post<Refusal>('/flows', { name: 'X', organisation: 'other', id: 'mine' });
  expect(refused.status).toBe(400);
  expect(refused.body.fields?.[0]?.message).toMatch(/organisation|id/);
  await admin.post('/flows', { name: 'X' });
  const tagged = await admin.put<{ tags: string[] }>('/flows/x/tags', { tags: ['vip', 'vip'] });
  expect(tagged.body.tags).toEqual(['vip']);
  expect((await admin.get<Page>('/flows?tag=vip')).body.items).toHaveLength(1);
  expect((await admin.get<Page>('/flows?tag=other')).body.items).toHaveLength(0);
});

test.each(['/flows/hello', '/flows/hello/document', '/flows/hello/versions/1'])(
  '%s comes compressed to whoever can read that',
  async (path) => {
    const { admin, ada, ask } = runtime;
    await admin.post('/flows/publish', hello('One and the same. '.repeat(200)));
    const asked = async (headers: { [name: string]: string }) =>
      ask(new Request(`http://127.0.0.1/api${path}`, { headers: { cookie: ada.cookie, ...headers } }));
    const packed = await asked({ 'accept-encoding': 'br, gzip' });
    expect([packed.status, packed.headers.get('content-encoding')]).toEqual([200, 'gzip']);
    expect(packed.headers.get('vary')).toMatch(/accept-encoding/i);
    const bytes = Buffer.from(await packed.arrayBuffer());
    const plain = await asked({});
    expect(plain.headers.get('content-encoding')).toBeNull();
    const text = await plain.text();
    expect(gunzipSync(bytes).toString()).toBe(text);
    expect(bytes.length).toBeLessThan(text.length / 4);
  },
);
