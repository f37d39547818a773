import { expect, test } from 'vitest';
import type { Refusal } from '../../kit/admin.ts';
import { pushed } from '../../kit/pushed.ts';

interface Row {
  id: string;
  contact: string;
  state: string;
  flag: string | null;
  effect: { type: string; text?: string } | null;
}
const soon = { timeout: 10_000 };

/** A send nobody can tell the outcome of, which waits for a person. */
async function held() {
  const stage = await pushed('nothing', 'hold');
  stage.provider.fail('reset-after');
  const contact = await stage.say('ann');
  const waiting = async () => (await stage.admin.get<{ items: Row[] }>('/outbox')).body.items;
  await expect.poll(async () => (await waiting()).length, soon).toBe(1);
  const [row] = await waiting();
  return { ...stage, contact, waiting, row: row! };
}

test('what waits for a person is shown with what would be sent, and goes out when they say so', async () => {
  const { admin, provider, contact, waiting, row } = await held();
  expect(row).toMatchObject({ contact, state: 'held', flag: 'unknown', effect: { type: 'channel.prompt' } });
  expect((await admin.get<{ items: Row[] }>('/outbox?state=held&contact=nobody')).body.items).toEqual([]);
  expect((await admin.post('/outbox/send', { ids: [row.id] })).body).toEqual({ released: 1 });
  await expect.poll(() => provider.accepted().get(row.id), soon).toBe(2);
  await expect.poll(waiting, soon).toEqual([]);
  const said = await admin.get<{ entries: { action: string }[] }>('/audit');
  expect(said.body.entries[0]?.action).toBe('outbox.released');
});

test('what is dropped is never sent, also after a restart', async () => {
  const { runtime, admin, provider, waiting, row } = await held();
  expect((await admin.post('/outbox/drop', { ids: [row.id] })).body).toEqual({ dropped: 1 });
  expect(await waiting()).toEqual([]);
  await runtime.restart();
  expect(provider.accepted().get(row.id)).toBe(1);
  expect((await admin.post<Refusal>('/outbox/send', { ids: [row.id] })).body.code).toMatch(/^outbox\./);
  expect(provider.accepted().get(row.id)).toBe(1);
});

test('all of a decision or nothing of it; what is wrong is named', async () => {
  const { admin, provider, waiting, row } = await held();
  const send = async (body: object) => {
    const answer = await admin.post<Refusal>('/outbox/send', body);
    return [answer.status, answer.body.code, answer.body.fields?.[0]?.path];
  };
  expect(await send({ ids: [row.id, 'nothing'] })).toEqual([404, 'outbox.unknown', undefined]);
  expect(await send({ ids: [] })).toEqual([400, 'request.invalid', 'json.ids']);
  expect(await send({ ids: [row.id], all: true })).toEqual([400, 'request.invalid', 'json']);
  expect((await waiting()).map(({ id }) => id)).toEqual([row.id]);
  expect(provider.accepted().get(row.id)).toBe(1);
});
