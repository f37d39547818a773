import { expect, test } from 'vitest';
import { writerInProcess } from '../../../db/writer.ts';
import { deleteLog } from '../../../db/queries/log.ts';
import type { Recorded } from '../../../runtime/simulated-world/index.ts';
import { administered, type Refusal } from '../../kit/admin.ts';
import { cardFlow, conversations } from '../../kit/conversations.ts';

interface Replay {
  steps: (Recorded & { seq: number })[];
  more: boolean;
}

const NUMBER = '4111111111111111';

test('a contact is read step by step with where it was, masked, and from any position on', async () => {
  const runtime = await administered();
  const { admin } = runtime;
  const { say } = await conversations(runtime, cardFlow());
  const { contact } = await say('one', { from: 'ann', name: 'Ann' });
  await say('one', { text: 'Ann Archer' });
  await say('one', { text: NUMBER });
  const read = async (query = '') => (await admin.get<Replay>(`/contacts/${contact}/replay${query}`)).body;
  const { steps, more } = await read();
  expect(more).toBe(false);
  const { items } = (
    await admin.get<{ items: { seq: number; event: unknown }[] }>(`/contacts/${contact}/events`)
  ).body;
  // What happened is what the log says, event by event; beside it stands where that led.
  expect(
    steps.map(({ seq, event, effects, trace, status }) => ({ seq, event, effects, trace, status })),
  ).toEqual(items.map((item) => expect.objectContaining({ seq: item.seq, event: item.event }) as unknown));
  const places = steps.map(({ snapshot }) => snapshot.frames[0]!);
  expect(places.map(({ state }) => state.split('/')[0])).toEqual(['name', 'card', 'more']);
  expect(places.at(-1)?.context.vars).toEqual({ name: 'Ann Archer', card: '«masked»' });
  const shown = (await admin.get<{ frames: { variables: unknown }[] }>(`/contacts/${contact}`)).body;
  expect(shown.frames[0]?.variables).toEqual(places.at(-1)?.context.vars);
  expect(JSON.stringify(steps)).not.toContain(NUMBER);
  expect(steps[0]?.event).toMatchObject({ type: 'contact.opened', customer: { name: 'Ann' } });
  // While it goes on, only what is new is asked for.
  await say('one', { left: true });
  const later = await read(`?after=${steps.at(-1)!.seq}`);
  expect(later.steps.map(({ event }) => event.type)).toEqual(['interaction.left']);
  expect(later.steps[0]?.snapshot.ended).toEqual({ reason: 'left' });
  expect((await admin.get<Refusal>(`/contacts/${contact}/replay?after=-1`)).status).toBe(400);
});

test('viewers see it without what tells who somebody is; designers and agents do not see it', async () => {
  const runtime = await administered();
  const { say } = await conversations(runtime, cardFlow());
  const { contact } = await say('one', { from: 'ann', name: 'Ann' });
  await say('one', { text: 'I am ann@example.com, +90 532 123 45 67' });
  for (const role of ['designer', 'agent'] as const)
    expect((await (await runtime.as(role)).get(`/contacts/${contact}/replay`)).status).toBe(403);
  const viewer = await runtime.as('viewer');
  const replay = (await viewer.get<Replay>(`/contacts/${contact}/replay`)).body;
  const events = (await viewer.get(`/contacts/${contact}/events`)).body;
  expect(replay.steps.length).toBe(2);
  expect(JSON.stringify([replay, events])).not.toMatch(/ann@example|532 123|"Ann"/);
});

test('where the log is kept no longer there are no steps; where nothing is, the contact is unknown', async () => {
  const runtime = await administered();
  const { admin, file } = runtime;
  const { say } = await conversations(runtime, cardFlow());
  const { contact } = await say('one', { from: 'ann' });
  await say('one', { left: true });
  const writer = await writerInProcess(file);
  await writer.commit({ statements: [deleteLog(contact)] });
  await writer.close();
  expect((await admin.get<Replay>(`/contacts/${contact}/replay`)).body).toEqual({ steps: [], more: false });
  const nobody = await admin.get<Refusal>('/contacts/nobody/replay');
  expect([nobody.status, nobody.body.code]).toEqual([404, 'contact.unknown']);
});
