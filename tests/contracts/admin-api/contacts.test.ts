import { expect, test } from 'vitest';
import { administered, type Refusal } from '../../kit/admin.ts';
import { cardFlow, conversations } from '../../kit/conversations.ts';

interface Contact {
  id: string;
  state: string;
  endReason: string | null;
  frames: { node: string; nodeName: string; variables: { [name: string]: unknown } }[];
  places: { node: string }[];
  customer: { id: string; name: string | null };
  address: string;
}
interface Page {
  items: Contact[];
  next: string | null;
}

test('contacts are found, and shown where they are', async () => {
  const runtime = await administered();
  const { admin } = runtime;
  const { say, connection } = await conversations(runtime, cardFlow());
  const { contact } = await say('one', { from: 'ann', name: 'Ann' });
  await say('two', { from: 'bob', name: 'Bob' });
  await say('two', { left: true });
  const ids = async (query: string) =>
    (await admin.get<Page>(`/contacts?${query}`)).body.items.map(({ address }) => address);
  expect(await ids('')).toEqual(expect.arrayContaining(['one', 'two']));
  expect(await ids('live=true')).toEqual(['one']);
  expect(await ids('state=ended')).toEqual(['two']);
  expect(await ids('flow=other')).toEqual([]);
  expect(await ids(`connection=${connection}&channel=http&live=true`)).toEqual(['one']);
  expect(await ids(`address=${encodeURIComponent(`${connection}/bob`)}`)).toEqual(['two']);
  expect(await ids('to=2020-01-01T00:00:00Z')).toEqual([]);
  const first = (await admin.get<Page>('/contacts?limit=1')).body;
  const second = (await admin.get<Page>(`/contacts?limit=1&cursor=${first.next}`)).body;
  expect([...first.items, ...second.items].map(({ address }) => address).toSorted()).toEqual(['one', 'two']);
  expect(second.next).toBeNull();
  const shown = (await admin.get<Contact>(`/contacts/${contact}`)).body;
  expect(shown.frames).toMatchObject([{ node: 'name', nodeName: 'collect' }]);
  expect(shown.places.map(({ node }) => node).toSorted()).toEqual(['bye', 'card', 'more', 'name']);
});

test('a contact is moved and ended by people in charge; its log says so', async () => {
  const runtime = await administered();
  const { admin } = runtime;
  const { say } = await conversations(runtime, cardFlow());
  const { contact } = await say('one', {});
  const refused = await admin.post<Refusal>(`/contacts/${contact}/move`, { node: 'nowhere' });
  expect([refused.status, refused.body.code]).toEqual([422, 'contact.no-place']);
  const moved = await admin.post<Contact>(`/contacts/${contact}/move`, { node: 'more' });
  expect([moved.status, moved.body.frames[0]?.node]).toEqual([200, 'more']);
  const ended = await admin.post<Contact>(`/contacts/${contact}/end`, { reason: 'spam' });
  expect(ended.body).toMatchObject({ state: 'ended', endReason: 'spam', frames: [] });
  expect((await admin.post<Refusal>(`/contacts/${contact}/end`, {})).body.code).toBe('contact.already-ended');
  expect((await admin.post<Refusal>(`/contacts/${contact}/move`, { node: 'name' })).status).toBe(409);
  const lines = (
    await admin.get<{ by: string; kind: string; text: string }[]>(`/contacts/${contact}/transcript`)
  ).body;
  expect(lines.map(({ kind, text }) => [kind, text])).toEqual(
    expect.arrayContaining([
      ['moved', 'more'],
      ['ended', 'spam'],
    ]),
  );
  const events = await admin.get<{ items: { seq: number; event: { type: string } }[] }>(
    `/contacts/${contact}/events`,
  );
  expect(events.body.items.map(({ event }) => event.type)).toEqual([
    'contact.opened',
    'contact.moved',
    'contact.closed',
  ]);
});

test('roles: designers and agents read no conversations, viewers only masked ones', async () => {
  const runtime = await administered();
  const { say } = await conversations(runtime, cardFlow());
  const { contact } = await say('one', { from: 'ann', name: 'Ann' });
  await say('one', { text: 'I am ann@example.com, +90 532 123 45 67' });
  for (const role of ['designer', 'agent'] as const)
    expect((await (await runtime.as(role)).get(`/contacts/${contact}/transcript`)).status).toBe(403);
  const viewer = await runtime.as('viewer');
  const seen = JSON.stringify([
    (await viewer.get(`/contacts/${contact}`)).body,
    (await viewer.get(`/contacts/${contact}/transcript`)).body,
    (await viewer.get('/customers')).body,
  ]);
  expect(seen).not.toMatch(/ann@example|532 123|"Ann"/);
  expect((await viewer.post(`/contacts/${contact}/end`, {})).status).toBe(403);
});
