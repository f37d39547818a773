import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { openReader } from '../../db/client.ts';
import { connect } from '../../db/guard.ts';
import { readLog } from '../../db/queries/log.ts';
import { byContact } from '../../db/queries/outbox.ts';
import type { CrashPoint } from '../../db/crash-point.ts';
import { type Connected, seed, SECRET, startProviders } from '../crash/surroundings.ts';
import { copyOfBuild, freePort, startVictim, type Victim } from '../crash/victim.ts';
import { httpClient } from '../kit/http-client.ts';
import { temporaryFolder } from '../kit/running-server.ts';

const { build, ...copy } = copyOfBuild();
afterAll(() => copy.remove());

interface Taken {
  contact: string;
  seq: number;
  status: string;
}

/** A built server with its providers, that can be killed. */
async function surroundings() {
  const folder = temporaryFolder();
  const file = join(folder, 'patchbay.db');
  const providers = await startProviders(folder);
  await seed(file, providers, 30);
  const port = await freePort();
  const client = httpClient(port);
  const send = async (connection: Connected, id: string, conversation = 'c') => {
    const headers = { authorization: `Bearer ${SECRET}` };
    const message = { id, conversation, text: 'again' };
    const answer = await client.post(`/channels/http/${connection}/messages`, message, headers, 20_000);
    return { ...answer, taken: JSON.parse(answer.body) as Taken };
  };
  const rows = (contact: string) => {
    const { db, close } = openReader(file);
    const found = { log: readLog(db, contact), outbox: byContact(db, contact) };
    close();
    return found;
  };
  const [key, echo, nothing] = providers;
  const started: Victim[] = [];
  const start = async (crashAt?: `${CrashPoint}:${number}`) => {
    const victim = await startVictim({ build, port, databaseUrl: file, broken: undefined }, crashAt);
    started.push(victim);
    return victim;
  };
  onTestFinished(async () => {
    for (const victim of started) victim.kill();
    await Promise.all([...started.map(({ dead }) => dead), ...providers.map((provider) => provider.close())]);
  });
  /** A server that answers and dies at the next passing of the point: starting passes some, and those do not count. */
  const startArmed = async (point: CrashPoint): Promise<Victim> => {
    // The very first start writes more than later ones.
    const settling = await start();
    settling.tell({ stop: true });
    await settling.dead;
    for (let passing = 1; ; passing += 1) {
      const victim = await start(`${point}:${passing}`);
      if (victim.ready) return victim;
    }
  };
  return {
    file,
    send,
    rows,
    providers: { key: key!, echo: echo!, nothing: nothing! },
    start,
    startArmed,
  };
}

test('P1 what was acknowledged survives a kill without any warning', async () => {
  const { start, send, rows } = await surroundings();
  const first = await start();
  const acknowledged = await Promise.all(
    Array.from({ length: 50 }, async (_, index) => ({
      id: `m${index}`,
      conversation: `c${index % 10}`,
      ...(await send('key', `m${index}`, `c${index % 10}`)),
    })),
  );
  first.kill();
  await first.dead;
  const second = await start();
  for (const { id, conversation, taken } of acknowledged) {
    expect(rows(taken.contact).log.find(({ seq }) => seq === taken.seq)?.repeatKey).toBe(`key:${id}`);
    const again = await send('key', id, conversation);
    expect(again.taken).toEqual({ ...taken, status: 'repeated' });
  }
  second.kill();
  await second.dead;
});

test.each([
  ['before-commit', 'taken'],
  ['after-commit', 'repeated'],
  ['before-ack', 'repeated'],
] as const)(
  'killed at %s, the sender that repeats gets its answer, and one effect',
  async (point, status) => {
    const { start, startArmed, send, rows } = await surroundings();
    const first = await startArmed(point);
    await expect(send('key', 'm1')).rejects.toThrow();
    expect(await first.dead).toBe('killed');
    const second = await start();
    const { taken } = await send('key', 'm1');
    expect(taken).toMatchObject({ status, seq: 1 });
    expect(rows(taken.contact).log).toHaveLength(1);
    second.kill();
    await second.dead;
  },
);

test.each([
  ['key', { accepted: 1, absorbed: 1 }, null],
  ['echo', { accepted: 1, absorbed: 0 }, null],
  ['nothing', { accepted: 2, absorbed: 0 }, 'repeated'],
] as const)(
  'P5 killed between request sent and response stored, provider gives %s',
  async (connection, expected, flag) => {
    const { start, startArmed, send, rows, providers } = await surroundings();
    const first = await startArmed('after-request');
    const { taken } = await send(connection, 'm1');
    expect(await first.dead).toBe('killed');
    const second = await start();
    const states = () => rows(taken.contact).outbox.map((row) => [row.state, row.flag]);
    await expect.poll(states, { timeout: 20_000 }).toEqual([
      ['sent', flag],
      ['sent', null],
    ]);
    const ledger = providers[connection]
      .ledger()
      .filter(({ reference }) => reference === `${taken.contact}/1/0`);
    const count = (what: string) => ledger.filter((entry) => entry.what === what).length;
    expect({ accepted: count('accepted'), absorbed: count('absorbed') }).toEqual(expected);
    second.kill();
    await second.dead;
  },
);

test('when the database cannot write: 503 and Retry-After, reads go on, nothing is lost or half written', async () => {
  const { start, send, rows, file } = await surroundings();
  const server = await start();
  const { taken } = await send('key', 'm1');
  const intruder = connect(file, []);
  intruder.exec('BEGIN IMMEDIATE');
  const refused = send('key', 'm2');
  const lags: number[] = [];
  let waiting = true;
  void refused.then(() => (waiting = false));
  while (waiting) {
    const asked = performance.now();
    expect((await send('key', 'm1')).taken).toEqual({ ...taken, status: 'repeated' });
    lags.push(performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  expect(await refused).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
  expect(lags.length).toBeGreaterThan(10);
  expect(lags.toSorted((a, b) => a - b)[lags.length >> 1]).toBeLessThan(100);
  expect(rows(taken.contact).log).toHaveLength(1);
  intruder.exec('ROLLBACK');
  intruder.close();
  expect((await send('key', 'm2')).taken).toMatchObject({ status: 'taken', contact: taken.contact, seq: 2 });
  expect(rows(taken.contact)).toMatchObject({ log: { length: 2 }, outbox: { length: 4 } });
  server.kill();
  await server.dead;
});
