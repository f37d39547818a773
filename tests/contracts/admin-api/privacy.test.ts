import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { backup } from '../../../db/backup.ts';
import { type Administered, administered } from '../../kit/admin.ts';
import { bearer } from '../access/cast.ts';
import { cardFlow, conversations } from '../../kit/conversations.ts';

interface Customer {
  id: string;
  name: string | null;
  attributes: { [name: string]: unknown };
  addresses: { kind: string; address: string }[];
  contacts: { id: string }[];
  merges: { id: string }[];
  optOuts: { channel: string }[];
}

const filesWith = (file: string, text: string): string[] =>
  readdirSync(dirname(file)).filter((name) => readFileSync(join(dirname(file), name)).includes(text));

async function customerOf({ admin }: Administered, contact: string): Promise<string> {
  return (await admin.get<{ customer: { id: string } }>(`/contacts/${contact}`)).body.customer.id;
}

test('a customer is exported, then erased from everything but the counters and older backups', async () => {
  const runtime = await administered();
  const { admin } = runtime;
  const { say, connection } = await conversations(runtime, cardFlow());
  const { contact } = await say('canary-conversation', { from: 'canary-address', name: 'canary-name' });
  await say('canary-conversation', { text: 'canary-words' });
  const other = (await say('other', { from: 'other', name: 'Other' })).contact;
  const id = await customerOf(runtime, contact);
  await admin.patch(`/customers/${id}`, { attributes: { note: 'canary-note' } });
  const exported = JSON.stringify((await admin.get(`/customers/${id}/export`)).body);
  for (const canary of ['canary-address', 'canary-name', 'canary-words', 'canary-note'])
    expect(exported).toContain(canary);

  const copy = join(dirname(runtime.file), 'old-copy.db');
  const { bytes } = backup(runtime.file, copy);
  const machine = bearer(runtime, runtime.running.localToken);
  await machine('POST', '/api/backups', { file: copy, at: Date.now() - 1, bytes });
  const erased = await admin.post<{ contacts: number; events: number; backups: { file: string }[] }>(
    `/customers/${id}/erase`,
  );
  expect(erased.status).toBe(200);
  expect(erased.body).toMatchObject({ contacts: 1, backups: [{ file: copy }] });
  expect(erased.body.events).toBeGreaterThan(1);
  expect((await admin.get(`/customers/${id}`)).status).toBe(404);
  expect((await admin.get(`/contacts/${contact}`)).status).toBe(404);
  for (const canary of [
    'canary-conversation',
    'canary-address',
    'canary-name',
    'canary-words',
    'canary-note',
  ])
    expect(filesWith(runtime.file, canary)).toEqual(['old-copy.db']);
  const list = await admin.get<{ items: { customer: string }[] }>('/erasures');
  expect(list.body.items.map(({ customer }) => customer)).toEqual([id]);
  // Others go on, and who comes again is somebody new.
  expect((await say('other', { text: 'still here' })).contact).toBe(other);
  expect(await customerOf(runtime, (await say('again', { from: 'canary-address' })).contact)).not.toBe(id);
  expect(connection).not.toBe('');
});

test('two customers become one, and are parted again', async () => {
  const runtime = await administered();
  const { admin } = runtime;
  const { say } = await conversations(runtime, cardFlow());
  const first = (await say('one', { from: 'ann', name: 'Ann' })).contact;
  const second = (await say('two', { from: 'ann-2' })).contact;
  const [kept, merged] = [await customerOf(runtime, first), await customerOf(runtime, second)];
  await admin.patch(`/customers/${merged}`, { attributes: { vip: true } });
  await admin.put(`/customers/${merged}/opt-outs/sms`, {});
  const one = (await admin.post<Customer>(`/customers/${kept}/merge`, { other: merged })).body;
  expect(one).toMatchObject({ name: 'Ann', attributes: { vip: true }, optOuts: [{ channel: 'sms' }] });
  expect(one.addresses).toHaveLength(2);
  expect(one.contacts).toHaveLength(2);
  expect((await admin.get(`/customers/${merged}`)).status).toBe(404);
  // The live contact goes on as the kept customer's.
  await say('two', { text: 'hello' });
  expect(await customerOf(runtime, second)).toBe(kept);
  const parted = (await admin.post<Customer>(`/customers/merges/${one.merges[0]!.id}/undo`)).body;
  expect(parted).toMatchObject({ id: kept, attributes: {}, optOuts: [], merges: [] });
  expect((await admin.get<Customer>(`/customers/${merged}`)).body).toMatchObject({
    attributes: { vip: true },
    optOuts: [{ channel: 'sms' }],
    contacts: [{ id: second }],
  });
});

test('only admins export and erase', async () => {
  const runtime = await administered();
  const { say } = await conversations(runtime, cardFlow());
  const id = await customerOf(runtime, (await say('one', {})).contact);
  for (const role of ['designer', 'supervisor', 'agent', 'viewer'] as const) {
    const who = await runtime.as(role);
    expect((await who.get(`/customers/${id}/export`)).status).toBe(403);
    expect((await who.post(`/customers/${id}/erase`)).status).toBe(403);
  }
});
