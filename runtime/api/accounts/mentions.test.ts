import { expect, test } from 'vitest';
import { administered } from '../../../tests/kit/admin.ts';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';

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
