import { beforeEach, expect, test } from 'vitest';
import { templates } from '../../../runtime/templates/templates.ts';
import { type Administered, administered, type Refusal } from '../../kit/admin.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';

interface Hit {
  node?: string;
  name?: string;
  path: string[];
  text: string;
}
interface Page {
  items: { id: string; folder: string | null; hits: Hit[] }[];
}

const hello = (text: string) =>
  flowOf(
    { hello: node('message', { text: { en: text } }, { done: 'bye' }), bye: node('end') },
    { id: 'hello', name: 'Hello', channels: ['chat'] },
  );

let runtime: Administered;
beforeEach(async () => {
  runtime = await administered();
});

test('a search tells which node and which text', async () => {
  const { admin } = runtime;
  await admin.post('/flows/import', { document: hello(`${'Long before. '.repeat(20)}Hava çok güzel.`) });
  const { items } = (await admin.get<Page>('/flows?text=guzel')).body;
  expect(items[0]?.hits).toEqual([
    {
      node: 'hello',
      name: 'message',
      path: ['config', 'text', 'en'],
      text: expect.stringContaining('güzel.'),
    },
  ]);
  expect(items[0]?.hits[0]?.text.length).toBeLessThan(150);
  const byName = (await admin.get<Page>('/flows?text=hello')).body.items[0]?.hits;
  expect(byName).toEqual([{ path: ['name'], text: 'Hello' }]);
  expect((await admin.get<Page>('/flows')).body.items.every(({ hits }) => hits.length === 0)).toBe(true);
});

test('a flow lies in a folder, or at the top', async () => {
  const { admin } = runtime;
  await admin.post('/flows', { name: 'Cards' });
  const folder = async () =>
    (await admin.get<Page>('/flows')).body.items.find(({ id }) => id === 'cards')?.folder;
  expect(await folder()).toBeNull();
  expect((await admin.put('/flows/cards/folder', { folder: 'Bank/Cards' })).status).toBe(204);
  expect(await folder()).toBe('Bank/Cards');
  for (const wrong of ['/', 'a//b', ' a', 'a/b/c/d/e/f', 'x'.repeat(61)])
    expect((await admin.put<Refusal>('/flows/cards/folder', { folder: wrong })).status, wrong).toBe(400);
  await admin.put('/flows/cards/folder', { folder: '' });
  expect(await folder()).toBeNull();
});

test('a version gets a name, and nothing else of it changes', async () => {
  const { admin } = runtime;
  await admin.post('/flows/publish', hello('One'));
  const version = async () => (await admin.get<{ name: string | null }>('/flows/hello/versions/1')).body;
  const before = await version();
  expect(before.name).toBeNull();
  expect((await admin.patch('/flows/hello/versions/1', { name: ' Spring ' })).status).toBe(204);
  expect(await version()).toEqual({ ...before, name: 'Spring' });
  await admin.patch('/flows/hello/versions/1', { name: '' });
  expect(await version()).toEqual(before);
  expect((await admin.patch('/flows/hello/versions/2', { name: 'x' })).status).toBe(404);
  const viewer = await runtime.as('viewer');
  expect((await viewer.patch('/flows/hello/versions/1', { name: 'x' })).status).toBe(403);
});

test('every template is listed with its picture, and becomes a flow that can be published', async () => {
  // The hosts that templates call are allowed where the demo is.
  const { admin } = await administered({ demo: true });
  const listed = (await admin.get<{ id: string; picture: { nodes: object[] } }[]>('/templates')).body;
  expect(listed.map(({ id }) => id)).toEqual(templates.map(({ id }) => id));
  for (const { id, picture } of listed) {
    expect(picture.nodes.length, id).toBeGreaterThan(5);
    const made = await admin.post<{ id: string; name: string; draft: object }>('/flows', {
      name: `My ${id}`,
      template: id,
      namesIn: 'fa',
    });
    expect([made.status, made.body.name], id).toEqual([201, `My ${id}`]);
    expect(JSON.stringify(made.body.draft), id).toContain('"name":"خطایی رخ داد"');
    const published = await admin.post<{ issues: object[] }>(`/flows/${made.body.id}/publish`, {
      revision: 1,
    });
    expect([published.status, published.body.issues], id).toEqual([201, []]);
  }
  expect((await admin.post<Refusal>('/flows', { name: 'x', template: 'nothing' })).body.code).toBe(
    'template.unknown',
  );
});
