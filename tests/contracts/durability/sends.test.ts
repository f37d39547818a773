import { copyFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { backup } from '../../../db/backup.ts';
import { byContact, counts } from '../../../db/queries/outbox.ts';
import { questionFlow } from '../../crash/flows.ts';
import { installation } from '../../kit/installation.ts';

const flow = questionFlow('question', 'Once more?', 30);
const again = (id: string, conversation = 'c') => ({ id, conversation, text: 'again' });
const slow = { timeout: 15_000 };

test('P5 A send that the provider accepted is not repeated if the provider gives a key or an echo; otherwise it is repeated at most once and marked, or held and marked.', async () => {
  const { send, read, providers } = await installation(flow);
  for (const provider of Object.values(providers)) provider.fail('reset-after');
  const contactOf = async (connection: string) => (await send(connection, again(connection))).body.contact;
  const rows = (contact: string) => read((db) => byContact(db, contact));
  const states = (contact: string) => rows(contact).map(({ state, flag }) => [state, flag]);

  const [key, echo, nothing] = [await contactOf('key'), await contactOf('echo'), await contactOf('nothing')];
  await expect
    .poll(() => states(key), slow)
    .toEqual([
      ['sent', null],
      ['sent', null],
    ]);
  await expect
    .poll(() => states(echo), slow)
    .toEqual([
      ['sent', null],
      ['sent', null],
    ]);
  await expect
    .poll(() => states(nothing), slow)
    .toEqual([
      ['sent', 'repeated'],
      ['sent', null],
    ]);
  expect([...providers.key.accepted().values()]).toEqual([1, 1]);
  expect([...providers.echo.accepted().values()]).toEqual([1, 1]);
  expect([...providers.nothing.accepted().values()]).toEqual([2, 1]);
  expect(Object.values(providers).map(({ unsigned }) => unsigned)).toEqual([0, 0, 0]);

  providers.nothing.fail('reset-after');
  const hold = await contactOf('hold');
  await expect
    .poll(() => states(hold), slow)
    .toEqual([
      ['held', 'unknown'],
      ['sent', null],
    ]);
  expect(providers.nothing.accepted().get(rows(hold)[0]!.id)).toBe(1);

  // Broken twice, it is admitted as unknown instead of being sent a third time.
  providers.nothing.fail('reset-after', 'reset-after');
  const twice = (await send('nothing', again('n2', 'other'))).body.contact;
  await expect
    .poll(() => states(twice), slow)
    .toEqual([
      ['unknown', 'repeated'],
      ['sent', null],
    ]);
  expect(providers.nothing.accepted().get(rows(twice)[0]!.id)).toBe(2);
});

test('a send that was refused for now is tried again, in order, after the time asked for', async () => {
  const { send, read, providers } = await installation(flow);
  providers.key.fail('429', '500');
  const { contact } = (await send('key', again('m1'))).body;
  await send('key', again('m2'));
  await expect
    .poll(() => read((db) => byContact(db, contact)).map(({ state }) => state), slow)
    .toEqual(['sent', 'sent', 'sent', 'sent']);
  const ledger = providers.key.ledger();
  expect(ledger.map(({ what }) => what)).toEqual([
    'refused',
    'refused',
    'accepted',
    'accepted',
    'accepted',
    'accepted',
  ]);
  expect(ledger.slice(2).map(({ reference }) => reference)).toEqual([
    `${contact}/1/0`,
    `${contact}/1/1`,
    `${contact}/2/0`,
    `${contact}/2/1`,
  ]);
  expect(ledger[1]!.at - ledger[0]!.at).toBeGreaterThanOrEqual(1_000);
});

test('one provider that is gone keeps no other waiting, and gets everything when it is back', async () => {
  const { send, providers } = await installation(flow);
  const outage = providers.key.outage(2_000);
  await Promise.all(Array.from({ length: 20 }, (_, index) => send('key', again(`k${index}`, `c${index}`))));
  await send('nothing', again('n1'));
  await expect.poll(() => providers.nothing.accepted().size).toBe(2);
  expect(providers.key.accepted().size).toBe(0);
  await outage;
  await expect.poll(() => providers.key.accepted().size, slow).toBe(40);
  expect([...providers.key.accepted().values()].every((times) => times === 1)).toBe(true);
});

test.each(['key', 'nothing', 'hold'])(
  'the word of the provider on a send whose outcome is unknown settles it (%s)',
  async (connection) => {
    const { send, read, providers, say, errors } = await installation(flow);
    const provider = connection === 'key' ? providers.key : providers.nothing;
    provider.fail('reset-after');
    const { contact } = (await send(connection, again('m1'))).body;
    const reference = `${contact}/1/0`;
    await expect.poll(() => provider.accepted().has(reference), { interval: 5 }).toBe(true);
    expect(await say(connection, { reference, state: 'delivered' })).toBe(204);
    await send(connection, again('m2'));
    const rows = () => read((db) => byContact(db, contact)).map(({ state, flag }) => [state, flag]);
    await expect.poll(rows, slow).toEqual(Array(4).fill(['sent', null]));
    expect([...provider.accepted().values()]).toEqual([1, 1, 1, 1]);
    expect(errors).toEqual([]);
  },
);

test('P10 Backup and restore never re-sends old outbox rows without an operator saying so.', async () => {
  const { send, stop, start, api, file, providers } = await installation(flow);
  const outage = providers.key.outage(3_000);
  const { contact } = (await send('key', again('m1'))).body;
  const copy = `${file}.copy`;
  backup(file, copy);
  // Kept apart by whoever keeps backups: without it the secrets of connections cannot be read.
  copyFileSync(`${file}.secret`, `${copy}.secret`);
  await outage;
  await expect.poll(() => providers.key.accepted().size, slow).toBe(2);
  await stop();
  const sent = providers.key.ledger().length;

  // The copy knows of two sends that were under way; they have long arrived.
  await start(copy);
  const released = (ids?: string[]) => api('/api/outbox/release', ids ? { ids } : {});
  expect((await send('key', again('m1'))).body).toMatchObject({ status: 'repeated', contact });
  await send('key', again('m2', 'other'));
  await expect.poll(() => providers.key.accepted().size, slow).toBe(4);
  const surprising = () =>
    providers.key
      .ledger()
      .slice(sent)
      .filter(({ reference }) => reference.startsWith(`${contact}/1/`));
  expect(surprising()).toEqual([]);
  await stop();
  await start(copy);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(surprising()).toEqual([]);

  expect(await (await released()).json()).toEqual({ released: 2 });
  await expect.poll(() => surprising().map(({ what }) => what), slow).toEqual(['absorbed', 'absorbed']);
});

test('what is still to be sent when the runtime stops is sent by the next one, once', async () => {
  const { send, restart, read, providers } = await installation(flow);
  providers.key.delay.accept = 150;
  await Promise.all(Array.from({ length: 10 }, (_, index) => send('key', again(`m${index}`, `c${index}`))));
  await restart();
  await expect.poll(() => providers.key.accepted().size, slow).toBe(20);
  await expect.poll(() => read((db) => counts(db)), slow).toMatchObject({ pending: 0, sending: 0 });
  expect([...providers.key.accepted().values()].every((times) => times === 1)).toBe(true);
});
