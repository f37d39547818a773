import { expect, test } from 'vitest';
import { administered, type Refusal } from '../../../tests/kit/admin.ts';
import { flowOf, node } from '../../../tests/kit/flow-builder.ts';

const menu = (label: string, key: string, text = 'How can we help?') =>
  flowOf(
    {
      menu: node(
        'menu',
        { prompt: { en: text }, options: [{ id: 'yes', label: { en: label }, key, words: { en: ['ok'] } }] },
        { yes: 'bye', noInput: 'bye', noMatch: 'bye' },
      ),
      bye: node('end', {}),
    },
    { id: 'asks', channels: ['chat', 'voice'] },
  );

test('what is published as words only is published only where nothing else differs', async () => {
  const { admin } = await administered();
  await admin.post('/flows/import', { document: menu('Yes', '1') });
  const save = async (draft: object) => {
    const { revision } = (await admin.get<{ revision: number }>('/flows/asks')).body;
    await admin.put('/flows/asks/draft', { revision, draft });
    return revision + 1;
  };
  const publish = async (draft: object, more: object = { onlyWords: true }) =>
    admin.post<{ version: number; hash: string } & Refusal>('/flows/asks/publish', {
      revision: await save(draft),
      ...more,
    });
  const refused = { status: 422, body: { code: 'flow.more-than-words' } };
  // Nothing runs yet that it could do the same as.
  expect(await publish(menu('Yes', '1'))).toMatchObject(refused);
  expect((await publish(menu('Yes', '1'), {})).status).toBe(201);
  // Other words, also for an option, whose label is listened for.
  expect(await publish(menu('Yes, please', '1', 'What can we do?'))).toMatchObject({
    status: 201,
    body: { version: 2 },
  });
  expect(await publish(menu('Yes', '2'))).toMatchObject(refused);
  expect((await admin.get<{ latest: number }>('/flows/asks')).body.latest).toBe(2);
});
