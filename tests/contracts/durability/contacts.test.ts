import { expect, test } from 'vitest';
import { readContact } from '../../../db/queries/contacts.ts';
import { readEntries } from '../../../runtime/contacts/contact-log.ts';
import { flowBook } from '../../../runtime/contacts/flow-book.ts';
import { replayAgrees } from '../../../runtime/contacts/replay.ts';
import { questionFlow } from '../../crash/flows.ts';
import { type Installation, installation } from '../../kit/installation.ts';

const HOUR = 3_600_000;
const soon = { timeout: 8_000 };
const again = (id: string, conversation: string) => ({ id, conversation, text: 'again' });
const agrees = ({ read }: Installation, contact: string) =>
  read((db) => {
    const flows = flowBook(db);
    const { organisation } = readContact(db, contact)!;
    return replayAgrees(db, contact, (flow, version) => flows.machine(organisation, flow, version));
  });

test('P7 A running session stays on the flow version it started with until it ends or is migrated by an explicit, logged rule.', async () => {
  const { send, api, restart, read } = await installation(questionFlow('question', 'Version 1?'));
  const versions = new Map<string, Set<number>>();
  const ask = async (id: string, conversation: string) => {
    const { body } = await send('answer', again(id, conversation));
    const version = Number(/\d+/.exec(body.messages[0]!.text!)![0]);
    versions.set(body.contact, (versions.get(body.contact) ?? new Set()).add(version));
    return version;
  };
  for (let version = 1; version <= 8; version += 1) {
    const publishing =
      version > 1 ? api('/api/flows/publish', questionFlow('question', `Version ${version}?`)) : undefined;
    // Traffic while it is being published: on either version, but each conversation on its own for ever.
    await Promise.all(
      Array.from({ length: 16 }, (_, index) => ask(`a${version}-${index}`, `c${index % (2 * version)}`)),
    );
    expect((await publishing)?.status ?? 201).toBe(201);
    expect(await ask(`b${version}`, `new${version}`)).toBe(version);
    if (version === 4) await restart();
  }
  for (const [contact, seen] of versions) {
    expect(seen.size, contact).toBe(1);
    expect(read((db) => readContact(db, contact))!.version).toBe([...seen][0]);
  }
  expect(new Set([...versions.values()].flatMap((seen) => [...seen])).size).toBe(8);
});

test("P8 Any single session's failure (bad version, exception, limit) cannot stop another.", async () => {
  const installed = await installation(questionFlow('question', 'Once more?'));
  const { send, meddle, clock, start, stop, read } = installed;
  const opened = async (conversation: string) =>
    (await send('answer', again(`${conversation}-1`, conversation))).body.contact;
  const healthy = await Promise.all(Array.from({ length: 10 }, (_, index) => opened(`fine${index}`)));
  const unreadable = await Promise.all(
    Array.from({ length: 600 }, (_, index) => opened(`unreadable${index}`)),
  );
  const lost = await opened('lost');
  await stop();
  meddle((connection) => {
    const spoil = connection.prepare('update contacts set snapshot = ?, due = due - 1000 where id = ?');
    for (const contact of unreadable) spoil.run('{"no":"snapshot"}', contact);
    // A version that is not there.
    const { snapshot } = connection.prepare('select snapshot from contacts where id = ?').get(lost) as {
      snapshot: string;
    };
    connection
      .prepare('update contacts set snapshot = ? where id = ?')
      .run(snapshot.replace('"question",1', '"question",99'), lost);
  });
  await start();

  // The poisoned ones, before and beside healthy ones.
  const poisoned = await Promise.all(
    ['unreadable0', 'unreadable1', 'lost'].map((conversation) =>
      send('answer', again(`${conversation}-2`, conversation)),
    ),
  );
  const fine = await Promise.all(
    healthy.map((_, index) => send('answer', again(`fine${index}-2`, `fine${index}`))),
  );
  expect(fine.every(({ status, body }) => status === 200 && body.status === 'taken')).toBe(true);
  expect(poisoned.map(({ status }) => status)).toEqual([200, 200, 200]);
  // The customer is told, and can begin anew.
  expect(poisoned[2]!.body).toMatchObject({
    ended: true,
    messages: [{ type: 'prompt' }, { type: 'end', reason: 'failed' }],
  });
  for (const { body } of poisoned.slice(0, 2)) expect(body).toMatchObject({ ended: true });
  expect((await send('answer', again('unreadable0-3', 'unreadable0'))).body).toMatchObject({
    status: 'taken',
    seq: 1,
  });

  // More poisoned timers than are fired in one go, all due before the healthy ones.
  clock.ahead = HOUR;
  const allFired = () =>
    read((db) =>
      healthy.every((contact) => readEntries(db, contact).some(({ event }) => event.type === 'timer.fired')),
    );
  await expect.poll(allFired, soon).toBe(true);
  const stuck = () =>
    read((db) => unreadable.filter((contact) => readContact(db, contact)!.endedAt === null));
  await expect.poll(() => stuck().length, soon).toBe(0);
  expect(read((db) => readContact(db, unreadable[5]!))).toMatchObject({
    state: 'ended',
    endReason: 'failed',
  });
});

test('P9 Every automatic decision is in the event log with cause; replay of the log gives the same state hash.', async () => {
  const installed = await installation(questionFlow('question', 'Once more?'));
  const { send, clock, providers, read, meddle } = installed;
  providers.key.fail('500');
  const contacts = await Promise.all(
    ['answer', 'key', 'echo', 'nothing'].map(
      async (connection) => (await send(connection, again('m1', 'c'))).body.contact,
    ),
  );
  await send('answer', { id: 'm2', conversation: 'c', text: 'no such choice' });
  await send('key', again('m2', 'c'));
  clock.ahead = HOUR;
  const ended = (contact: string) => read((db) => readContact(db, contact))!.endedAt !== null;
  await expect
    .poll(() => contacts.some((contact) => read((db) => readEntries(db, contact)).length > 2), soon)
    .toBe(true);
  await send('echo', { id: 'm3', conversation: 'c', left: true });
  expect(ended(contacts[2]!)).toBe(true);
  for (const contact of contacts) {
    expect(agrees(installed, contact)).toBe(true);
    const log = read((db) => readEntries(db, contact));
    // Every effect names the event that caused it, by the place of that event in the log.
    for (const { event, effects } of log)
      for (const effect of effects) expect(effect.id).toMatch(new RegExp(`^${contact}/${event.seq}/\\d+$`));
  }

  // The comparison can fail: one counter more in one snapshot, one word less in one log.
  await installed.stop();
  const [first, second] = contacts as [string, string];
  meddle((connection) => {
    const { snapshot } = connection.prepare('select snapshot from contacts where id = ?').get(first) as {
      snapshot: string;
    };
    connection
      .prepare('update contacts set snapshot = ? where id = ?')
      .run(snapshot.replace(/"en"/, '"tr"'), first);
    connection
      .prepare("update log set effects = replace(effects, 'Once', 'Twice') where contact = ?")
      .run(second);
  });
  expect([agrees(installed, first), agrees(installed, second)]).toEqual([false, false]);
});
