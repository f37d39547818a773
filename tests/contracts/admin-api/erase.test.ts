import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { backup } from '../../../db/backup.ts';
import { keep as keepDeadLetter } from '../../../db/queries/dead-letters.ts';
import { writerInProcess } from '../../../db/writer.ts';
import { bearer } from '../access/cast.ts';
import { signed } from '../../kit/carrier.ts';
import { pushed } from '../../kit/pushed.ts';

const OURS = '+15005550066';
const TOKEN = 'token-of-the-line-that-forgets';
const CANARIES = {
  address: 'canary-address',
  name: 'canary-name',
  words: 'canary-words',
  attribute: 'canary-attribute',
  reason: 'canary-reason',
  caller: '+905329998877',
  letter: 'canary-letter',
};

test('what is erased is nowhere: not in database, WAL, a new backup or any answer; older backups are named', async () => {
  const { runtime, admin, say, customerOf, settled, connection } = await pushed('key');
  const { file, ask } = runtime;
  const folder = dirname(file);
  const first = await say(CANARIES.address, { text: CANARIES.words, name: CANARIES.name });
  const other = await say('somebody-else', { text: 'other-words', name: 'other-name' });
  await settled(4);
  const customer = await customerOf(first);
  await admin.patch(`/customers/${customer}`, { attributes: { note: CANARIES.attribute } });
  await admin.put(`/customers/${customer}/opt-outs/sms`, {});
  await admin.post(`/contacts/${first}/end`, { reason: CANARIES.reason });
  await admin.post('/connections', {
    channel: 'twilio',
    name: 'Line',
    address: OURS,
    flow: 'question',
    secret: TOKEN,
  });
  const url = 'http://127.0.0.1/channels/twilio/voice';
  const call = {
    CallSid: 'CA1',
    From: CANARIES.caller,
    To: OURS,
    CallStatus: 'ringing',
    Direction: 'inbound',
  };
  const { headers, body } = signed({ token: TOKEN }, url, call);
  expect((await ask(new Request(url, { method: 'POST', headers, body }))).status).toBe(200);
  const calls = await admin.get<{ items: { id: string }[] }>('/contacts?channel=twilio');
  const caller = await customerOf(calls.body.items[0]!.id);
  expect((await admin.post(`/customers/${customer}/merge`, { other: caller })).status).toBe(200);
  const writer = await writerInProcess(file);
  const letter = { id: 'letter', organisation: 'main', connection, at: Date.now(), reason: 'x' };
  await writer.commit({
    statements: [keepDeadLetter({ ...letter, body: `${CANARIES.letter} ${CANARIES.caller}` })],
  });
  await writer.close();

  const hits = (but: string[] = []) =>
    Object.entries(CANARIES).flatMap(([what, text]) =>
      readdirSync(folder)
        .filter((name) => !but.includes(name))
        .filter((name) => readFileSync(join(folder, name)).includes(text))
        .map((name) => `${what} in ${name}`),
    );
  // The detector fires: each of them was there, and in the export.
  const exported = JSON.stringify((await admin.get(`/customers/${customer}/export`)).body);
  for (const what of Object.keys(CANARIES)) {
    expect(
      hits().some((hit) => hit.startsWith(`${what} in `)),
      what,
    ).toBe(true);
  }
  const { letter: _letter, ...theirs } = CANARIES;
  expect(Object.values(theirs).filter((text) => !exported.includes(text))).toEqual([]);
  const old = join(folder, 'old-copy.db');
  const { bytes } = backup(file, old);
  await bearer(runtime, runtime.running.localToken)('POST', '/api/backups', {
    file: old,
    at: Date.now() - 1,
    bytes,
  });

  const erased = await admin.post<{ contacts: number; backups: { file: string }[] }>(
    `/customers/${customer}/erase`,
  );
  expect(erased.body).toMatchObject({ contacts: 2, backups: [{ file: old }] });
  backup(file, join(folder, 'new-copy.db'));
  expect(hits(['old-copy.db'])).toEqual([]);
  const answers = await Promise.all(
    ['/contacts', '/customers', '/audit', '/outbox?state=failed', '/dead-letters', '/erasures'].map((path) =>
      admin.get(path),
    ),
  );
  const told = JSON.stringify([
    answers,
    (await admin.get(`/customers/${await customerOf(other)}/export`)).body,
  ]);
  for (const text of Object.values(CANARIES)) expect(told).not.toContain(text);
  expect(told).toContain('other-words');
  for (const path of [
    `/customers/${customer}`,
    `/customers/${customer}/export`,
    `/customers/${caller}`,
    `/contacts/${first}`,
  ])
    expect((await admin.get(path)).status, path).toBe(404);
});
