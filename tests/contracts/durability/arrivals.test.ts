import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { CommitFailed, writerInProcess } from '../../../db/writer.ts';
import { readContact } from '../../../db/queries/contacts.ts';
import { byContact } from '../../../db/queries/outbox.ts';
import { readEntries } from '../../../runtime/contacts/contact-log.ts';
import { questionFlow } from '../../crash/flows.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';
import { installation } from '../../kit/installation.ts';

const flow = questionFlow('question', 'Once more?', 30);
/** What is said is confirmed before the next is said: each piece is a step of its own. */
const piecewise = flowOf(
  {
    ask: flow.nodes['ask']!,
    first: node(
      'message',
      { text: { en: 'First.' }, confirmDelivery: true },
      { done: 'second', undeliverable: 'bye' },
    ),
    second: node(
      'message',
      { text: { en: 'Second.' }, confirmDelivery: true },
      { done: 'ask', undeliverable: 'bye' },
    ),
    bye: flow.nodes['bye']!,
  },
  { id: flow.id, channels: ['api'], start: 'ask' },
);
piecewise.nodes['ask'] = {
  ...piecewise.nodes['ask']!,
  exits: { again: 'first', noInput: 'bye', noMatch: 'bye' },
};
const again = (id: string, conversation = 'c') => ({ id, conversation, text: 'again' });

test('P1 No authentic inbound event that we acknowledged is ever lost.', async () => {
  const { send, restart, read } = await installation(flow);
  const acknowledged = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const message = again(`m${index}`, `c${index % 20}`);
      return { message, ...(await send('answer', message)) };
    }),
  );
  expect(acknowledged.every(({ status }) => status === 200)).toBe(true);
  await restart();
  for (const { message, body } of acknowledged) {
    const entry = read((db) => readEntries(db, body.contact)).find(({ event }) => event.seq === body.seq);
    expect(entry?.repeatKey).toBe(`answer:${message.id}`);
  }
});

test('P1 holds because nothing is acknowledged before it is on the disk, and nothing that did not get there', async () => {
  let disk: 'fine' | 'slow' | 'full' = 'fine';
  let arrived: (() => void)[] = [];
  const { send, read } = await installation(flow, async (file) => {
    const writer = await writerInProcess(file);
    return {
      ...writer,
      async commit(unit) {
        if (disk === 'full') throw new CommitFailed('SQLITE_FULL: the disk is full');
        if (disk === 'slow') await new Promise<void>((resolve) => void arrived.push(resolve));
        await writer.commit(unit);
      },
    };
  });
  const { contact } = (await send('answer', again('m1'))).body;
  disk = 'slow';
  let answered = 0;
  const answers = ['m2', 'm3', 'm2'].map(async (id) => {
    const answer = await send('answer', again(id));
    answered += 1;
    return answer;
  });
  await expect.poll(() => arrived.length).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(answered).toBe(0);
  disk = 'fine';
  for (const go of arrived) go();
  arrived = [];
  expect((await Promise.all(answers)).map(({ body }) => body.status)).toEqual(['taken', 'taken', 'repeated']);

  disk = 'full';
  const refused = await Promise.all(['m4', 'm5'].map((id) => send('answer', again(id))));
  expect(refused).toMatchObject(Array(2).fill({ status: 503, retryAfter: '5' }));
  disk = 'fine';
  expect(read((db) => readEntries(db, contact))).toHaveLength(3);
  for (const [index, id] of ['m4', 'm5'].entries())
    expect((await send('answer', again(id))).body).toMatchObject({ status: 'taken', seq: 4 + index });
});

test('P2 The same provider id has one effect, whenever and however often it comes.', async () => {
  const { send, restart, read, providers } = await installation(flow);
  const first = await send('key', again('m0'));
  const { contact } = first.body;
  for (const id of ['m1', 'm2']) {
    const five = await Promise.all(Array.from({ length: 5 }, () => send('key', again(id))));
    expect(five.filter(({ body }) => body.status === 'taken')).toHaveLength(1);
    expect(new Set(five.map(({ body }) => `${body.contact}/${body.seq}`)).size).toBe(1);
  }
  const list = await send('key', [again('m3'), again('m3'), again('m4'), again('m1')]);
  expect(list.body).toMatchObject([
    { status: 'taken' },
    { status: 'repeated' },
    { status: 'taken' },
    { status: 'repeated' },
  ]);
  await restart();
  for (const id of ['m0', 'm1', 'm2', 'm3', 'm4'])
    expect((await send('key', again(id))).body).toMatchObject({ status: 'repeated', contact });

  const log = read((db) => readEntries(db, contact));
  expect(log.map(({ repeatKey }) => repeatKey)).toEqual(['key:m0', 'key:m1', 'key:m2', 'key:m3', 'key:m4']);
  const asked = read((db) => byContact(db, contact)).map(({ id }) => id);
  await expect.poll(() => [...providers.key.accepted().keys()].toSorted()).toEqual(asked.toSorted());
  expect([...providers.key.accepted().values()].every((times) => times === 1)).toBe(true);
});

test('P2 holds after the conversation is over, and answers a repeat with what was said the first time', async () => {
  const { send, restart } = await installation(flow);
  const opened = await send('answer', again('m1'));
  const left = await send('answer', { id: 'm2', conversation: 'c', left: true });
  expect(left.body).toMatchObject({ status: 'taken', ended: true });
  await restart();
  const repeat = await send('answer', again('m1'));
  expect(repeat.body).toMatchObject({ status: 'repeated', contact: opened.body.contact, seq: 1 });
  expect(repeat.body.messages).toEqual(opened.body.messages);
  expect((await send('answer', again('m3'))).body.contact).not.toBe(opened.body.contact);
});

test('P2 holds of what is said piece by piece, and of a conversation that went on long since', async () => {
  const { send, restart } = await installation(piecewise);
  const texts = async (id: string) => {
    const { body } = await send('answer', again(id));
    return [body.status, ...body.messages.map(({ text }) => text)];
  };
  const said = ['First.', 'Second.', 'Once more?'];
  expect(await texts('m1')).toEqual(['taken', 'Once more?']);
  for (let at = 2; at <= 6; at++) expect(await texts(`m${at}`)).toEqual(['taken', ...said]);
  expect(await texts('m2')).toEqual(['repeated', ...said]);
  await restart();
  expect(await texts('m6')).toEqual(['repeated', ...said]);
  expect(await texts('m2')).toEqual(['repeated', ...said]);
  expect(await texts('m1')).toEqual(['repeated', 'Once more?']);
});

test('P2 holds of what goes on without end: it goes to the limit of a contact, and is told so', async () => {
  const confirmed = (text: string, next: string) =>
    node('message', { text: { en: text }, confirmDelivery: true }, { done: next, undeliverable: 'bye' });
  const { send, read } = await installation(
    flowOf(
      { tick: confirmed('Tick.', 'tock'), tock: confirmed('Tock.', 'tick'), bye: node('end') },
      { id: flow.id, channels: ['api'] },
    ),
  );
  const { body } = await send('answer', again('m1'));
  expect(body).toMatchObject({ status: 'taken', ended: true });
  const last = read((db) => readEntries(db, body.contact)).at(-1);
  expect(last).toMatchObject({ status: 'failed', failure: { code: 'limit.events-per-contact' } });
});

test("P3 Per contact, steps are serial and in arrival order; no message is ignored because a step is running – it waits in the contact's inbox.", async () => {
  const { send, read } = await installation(flow);
  const list = Array.from({ length: 100 }, (_, index) => again(`m${index}`));
  const [, ...others] = await Promise.all([
    send('answer', list),
    ...Array.from({ length: 100 }, (_, index) => send('answer', again(`n${index}`))),
  ]);
  expect(others.every(({ status, body }) => status === 200 && body.status === 'taken')).toBe(true);
  const { contact } = others[0]!.body;
  const log = read((db) => readEntries(db, contact));
  expect(log.map(({ event }) => event.seq)).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
  expect(log.every(({ status }) => status !== 'ignored')).toBe(true);
  expect(log.flatMap(({ repeatKey }) => (repeatKey?.startsWith('answer:m') ? [repeatKey] : []))).toEqual(
    list.map(({ id }) => `answer:${id}`),
  );
});

test('P3 holds at the end: what comes before the end is on the disk begins anew', async () => {
  const { send } = await installation(flow);
  const { contact } = (await send('answer', again('m1'))).body;
  const { body } = await send('answer', [{ id: 'm2', conversation: 'c', left: true }, again('m3')]);
  expect(body).toMatchObject([
    { status: 'taken', ended: true, contact },
    { status: 'taken', ended: false, contact: expect.not.stringMatching(contact), seq: 1 },
  ]);
});

test('P4 State, event log, timers and outbox change together or not at all.', async () => {
  const { send, read, meddle } = await installation(flow);
  const { contact } = (await send('key', again('m1'))).body;
  const everything = () =>
    read((db) => ({
      row: readContact(db, contact),
      log: readEntries(db, contact),
      outbox: db.all(sql`select id from outbox`),
    }));
  // The last statement of the next step will find its place taken.
  const blocked = `${contact}/2/1`;
  meddle((connection) =>
    connection
      .prepare(
        'insert into outbox (id, contact, connection, body, state, attempts, created_at) values (?, ?, ?, ?, ?, 0, 0)',
      )
      .run(blocked, contact, 'key', '{}', 'held'),
  );
  const before = everything();
  const refused = await send('key', again('m2'));
  expect(refused).toMatchObject({ status: 503, retryAfter: '5' });
  expect(everything()).toEqual(before);
  meddle((connection) => void connection.prepare('delete from outbox where id = ?').run(blocked));
  expect((await send('key', again('m2'))).body).toMatchObject({ status: 'taken', seq: 2 });
  const after = everything();
  expect(after.row).toMatchObject({ seq: 2 });
  expect(after.row!.due).toBeGreaterThan(before.row!.due!);
  expect(after.log).toHaveLength(2);
  expect(after.outbox).toHaveLength(4);
});
