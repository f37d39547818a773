import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Database from 'libsql';
import { expect, onTestFinished, test } from 'vitest';
import { openReader } from '../../../db/client.ts';
import { byContact } from '../../../db/queries/outbox.ts';
import { readLog } from '../../../db/queries/log.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';
import { installation } from '../../kit/installation.ts';

const EXITS = ['success', 'notFound', 'clientError', 'serverError', 'timeout', 'failed'];

/** A service that keeps every request until it is told to answer. */
async function service() {
  const waiting: { key: string | undefined; response: ServerResponse }[] = [];
  const server = createServer((request, response) => {
    waiting.push({ key: request.headers['idempotency-key'] as string | undefined, response });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const answer = (index: number) => waiting[index]!.response.end('{"reference":"A-17"}');
  return { waiting, answer, port: (server.address() as AddressInfo).port };
}

async function clinic(method: string, more: object = {}) {
  const far = await service();
  const ask = {
    method,
    url: 'http://127.0.0.1:{{ port }}/appointments',
    mapping: [{ from: 'reference', variable: 'reference' }],
    ...more,
  };
  const flow = flowOf(
    {
      ask: node(
        'http-request',
        ask,
        Object.fromEntries(EXITS.map((exit) => [exit, exit === 'success' ? 'booked' : 'lost'])),
      ),
      booked: node('end', { outcome: 'booked' }),
      lost: node('end', { outcome: 'lost' }),
    },
    {
      channels: ['api'],
      variables: [
        { name: 'port', type: 'text', initial: String(far.port) },
        { name: 'reference', type: 'text', output: true },
      ],
    },
  );
  const place = await installation(flow);
  place.meddle((connection) =>
    connection.exec(
      `insert into egress_hosts values ('main', '127.0.0.1', '[${far.port}]', 1, 1, null, null, 0)`,
    ),
  );
  const opened = async (id: string) =>
    (await place.send('answer', { id, conversation: id, text: 'hi' })).body.contact;
  return { ...far, ...place, opened };
}

/** The database as a crash would leave it now. */
function crashImage(file: string): string {
  const copy = `${file}.crashed`;
  const db = new Database(file);
  db.exec(`vacuum into '${copy}'`);
  db.close();
  return copy;
}

const rowOf = (file: string, contact: string) => {
  const { db, close } = openReader(file);
  const [row] = byContact(db, contact);
  const events = readLog(db, contact).map(({ event }) => (JSON.parse(event) as { type: string }).type);
  close();
  return { state: row?.state, flag: row?.flag, events };
};

test('an answer and its row are written together, and a slow service of one contact holds up no other', async () => {
  const { opened, waiting, answer, file } = await clinic('POST');
  const slow = await opened('slow');
  await expect.poll(() => waiting.length).toBe(1);
  const quick = await opened('quick');
  await expect.poll(() => waiting.length).toBe(2);
  expect(rowOf(file, slow).state).toBe('sending');
  answer(1);
  await expect
    .poll(() => rowOf(file, quick))
    .toEqual({ state: 'sent', flag: null, events: ['contact.opened', 'effect.succeeded'] });
  expect(rowOf(file, slow).state).toBe('sending');
  answer(0);
  await expect.poll(() => rowOf(file, slow).state).toBe('sent');
  expect(waiting.map(({ key }) => key)).toEqual([`${slow}/1/0`, `${quick}/1/0`]);
});

test('a crash in the middle of a request that may be repeated has it made again', async () => {
  const { opened, waiting, answer, file, stop, start } = await clinic('PUT');
  const contact = await opened('c');
  await expect.poll(() => waiting.length).toBe(1);
  const copy = crashImage(file);
  answer(0);
  await stop();
  await start(copy);
  await expect.poll(() => waiting.length).toBe(2);
  answer(1);
  await expect.poll(() => rowOf(copy, contact).events).toEqual(['contact.opened', 'effect.succeeded']);
});

test('a crash in the middle of one that may not is told as an unknown outcome, and it is never made twice', async () => {
  const { opened, waiting, answer, file, stop, start } = await clinic('POST', { retries: 3 });
  const contact = await opened('c');
  await expect.poll(() => waiting.length).toBe(1);
  const copy = crashImage(file);
  answer(0);
  await stop();
  await start(copy);
  await expect
    .poll(() => rowOf(copy, contact))
    .toEqual({
      state: 'failed',
      flag: 'http.unknown-outcome',
      events: ['contact.opened', 'effect.failed'],
    });
  expect(waiting).toHaveLength(1);
});

test('one that is ticked as safe to repeat is made again under the same key', async () => {
  const { opened, waiting, answer, file, stop, start } = await clinic('POST', { repeatable: true });
  const contact = await opened('c');
  await expect.poll(() => waiting.length).toBe(1);
  const copy = crashImage(file);
  answer(0);
  await stop();
  await start(copy);
  await expect.poll(() => waiting.length).toBe(2);
  answer(1);
  await expect.poll(() => rowOf(copy, contact).state).toBe('sent');
  expect(waiting[0]?.key).toBe(waiting[1]?.key);
});
