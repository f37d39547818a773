import { expect, test } from 'vitest';
import { openReader } from '../../../db/client.ts';
import { writerInProcess } from '../../../db/writer.ts';
import { type Administered, administered } from '../../../tests/kit/admin.ts';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';
import { retention } from '../../retention/retention.ts';

interface Mention {
  flow: { id: string; name: string };
  note: string;
  text: string;
}

const box = { x: 0, y: 0, width: 200, height: 100 };

test('a designer learns names, and a note that mentions somebody is unread until they have looked at it', async () => {
  const { as, admin } = await administered();
  const designer = await as('designer');
  const mine = async (who = designer) => (await who.get<Mention[]>('/me/mentions')).body;
  const { id } = (await designer.get<{ id: string }>('/me')).body;
  const names = (await designer.get<{ id: string; name: string }[]>('/members/names')).body;
  expect(names.map((one) => Object.keys(one).join())).toEqual(['id,name', 'id,name']);
  expect(names.map((one) => one.id)).toContain(id);
  const notes = {
    note: { text: 'Ask @Designer', ...box, mentions: [id] },
    other: { text: 'Only a note', ...box },
  };
  const document = {
    ...flowOf({ hello: node('message', { text: { en: `The id ${id} in a text` } }) }),
    annotations: { frames: {}, notes },
  };
  const made = await admin.post<{ flow: { id: string; name: string } }>('/flows/import', { document });
  const flow = made.body.flow.id;
  expect(await mine()).toEqual([
    { flow: { id: flow, name: made.body.flow.name }, note: 'note', text: 'Ask @Designer' },
  ]);
  expect(await mine(admin)).toEqual([]);
  // Neither a note that mentions nobody, nor somebody else who looks, takes the mark away.
  await designer.post('/me/mentions/seen', { flow, note: 'other' });
  await admin.post('/me/mentions/seen', { flow, note: 'note' });
  expect(await mine()).toHaveLength(1);
  for (let twice = 0; twice < 2; twice += 1)
    expect((await designer.post('/me/mentions/seen', { flow, note: 'note' })).status).toBe(204);
  expect(await mine()).toEqual([]);
  expect((await designer.post('/me/mentions/seen', { flow, note: 'note', more: 1 })).status).toBe(400);

  // What was put away mentions nobody, and who is disabled cannot be mentioned.
  await admin.post('/flows/import', { document: { ...document, id: 'another' }, existing: 'rename' });
  expect(await mine()).toHaveLength(1);
  await admin.delete('/flows/another');
  expect(await mine()).toEqual([]);
  await admin.patch(`/members/${id}`, { disabled: true });
  expect((await admin.get<unknown[]>('/members/names')).body).toHaveLength(1);
});

/** Who has looked at which notes, as it is kept. */
function marks({ file }: Administered): string[] {
  const { db, close } = openReader(file);
  const rows = db.all<{ mark: string }>(`select member || ' ' || note as mark from mentions_seen order by 1`);
  close();
  return rows.map(({ mark }) => mark);
}

async function tidied({ file }: Administered): Promise<void> {
  const writer = await writerInProcess(file);
  const { db, close } = openReader(file);
  const failed = (error: unknown): never => {
    throw error;
  };
  await retention({ db, writer, now: () => Date.now(), failed }).run();
  close();
  await writer.close();
}

test('that somebody has looked at a note is kept as long as the note mentions them, and they are a member', async () => {
  const runtime = await administered();
  const { admin } = runtime;
  const people = { designer: await runtime.as('designer'), viewer: await runtime.as('viewer') };
  const idOf = async (who: keyof typeof people) => (await people[who].get<{ id: string }>('/me')).body.id;
  const ids = { designer: await idOf('designer'), viewer: await idOf('viewer') };
  const both = { text: 'Ask both', ...box, mentions: [ids.designer, ids.viewer] };
  const plain = flowOf({ bye: node('end') });
  const documentWith = (notes: object) => ({ ...plain, annotations: { frames: {}, notes } });
  const made = await admin.post<{ flow: { id: string; revision: number } }>('/flows/import', {
    document: documentWith({ kept: both, gone: both, other: both }),
  });
  const { id: flow } = made.body.flow;
  for (const who of Object.values(people))
    for (const note of ['kept', 'gone', 'other']) await who.post('/me/mentions/seen', { flow, note });
  await tidied(runtime);
  expect(marks(runtime)).toHaveLength(6);

  const { revision } = (await admin.get<{ revision: number }>(`/flows/${flow}`)).body;
  const draft = { ...documentWith({ kept: both, other: { ...both, mentions: [ids.viewer] } }), id: flow };
  expect((await admin.put(`/flows/${flow}/draft`, { revision, draft })).status).toBe(200);
  await tidied(runtime);
  const left = [`${ids.designer} kept`, `${ids.viewer} kept`, `${ids.viewer} other`];
  expect(marks(runtime)).toEqual(left.toSorted());

  expect((await admin.delete(`/members/${ids.viewer}`)).status).toBe(204);
  expect(marks(runtime)).toEqual([`${ids.designer} kept`]);
});
