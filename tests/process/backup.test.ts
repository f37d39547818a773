import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openReader } from '../../db/client.ts';
import { counts, hold, insert } from '../../db/queries/outbox.ts';
import { latestVersion } from '../../db/queries/flows.ts';
import { writerInProcess } from '../../db/writer.ts';
import { MAIN_ORGANISATION } from '../../runtime/settings.ts';
import { patchbayDone, runningServer, temporaryFolder } from '../kit/running-server.ts';

const row = (index: number) => {
  const id = `c${index}/1/0`;
  const body = JSON.stringify({ type: 'channel.prompt', text: 'Hello.', language: 'en', id });
  return insert({ id, contact: `c${index}`, connection: 'gone', body, createdAt: index });
};

test('P10: backup while it runs, restore, and nothing that was waiting goes out until it is released', async () => {
  const server = await runningServer();
  const env = { DATABASE_URL: server.database };
  const copy = join(temporaryFolder(), 'copy.db');
  const made = await patchbayDone(['backup', copy, '--json'], { env });
  expect(JSON.parse(made.stdout)).toEqual({ ok: true, target: copy, bytes: statSync(copy).size });
  expect(await patchbayDone(['backup', copy], { env })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('it exists already'),
  });
  await server.stop();

  // Two effects were on their way when the backup was made.
  const writer = await writerInProcess(copy);
  await writer.commit({ statements: [row(1), row(2)] });
  await writer.close();

  const restored = join(temporaryFolder(), 'restored.db');
  const back = { DATABASE_URL: restored };
  expect(await patchbayDone(['restore', copy], { env: back })).toMatchObject({ code: 0 });
  const first = await runningServer({ env: back });
  const listed = await patchbayDone(['outbox', '--json'], { env: back });
  expect(JSON.parse(listed.stdout)).toMatchObject({
    counts: { pending: 0, sending: 0, held: 2 },
    held: [
      { id: 'c1/1/0', flag: 'recovery' },
      { id: 'c2/1/0', flag: 'recovery' },
    ],
  });
  expect((await patchbayDone(['outbox', 'release', 'c1/1/0'], { env: back })).stdout).toBe('1 released.\n');
  expect(await patchbayDone(['outbox', 'release', 'c1/1/0'], { env: back })).toMatchObject({ code: 1 });
  await first.stop();

  // Its connection is gone, so what was released has failed; what was not is held, also after another start.
  const second = await runningServer({ env: back });
  const { db, close } = openReader(restored);
  await expect.poll(() => counts(db)).toEqual({ pending: 0, sending: 0, failed: 1, held: 1, unknown: 0 });
  close();
  await second.stop();
  expect((await patchbayDone(['outbox', 'release', '--all'], { env: back })).stdout).toBe('1 released.\n');
  expect((await patchbayDone(['outbox'], { env: back })).stdout).toMatch(
    /pending +1\n.*\nfailed +1\nheld +0/,
  );
});

test('what is held because nobody can tell whether it arrived is marked as sent twice when it is let go', async () => {
  const file = join(temporaryFolder(), 'patchbay.db');
  const writer = await writerInProcess(file);
  await writer.commit({ statements: [row(1), hold('c1/1/0', 'unknown')] });
  await writer.close();
  await patchbayDone(['outbox', 'release', '--all'], { env: { DATABASE_URL: file } });
  const { db, close } = openReader(file);
  expect(db.all('select state, flag from outbox')).toMatchObject([{ state: 'pending', flag: 'repeated' }]);
  close();
});

test('restore refuses a runtime that runs, a database that is there, and a file that is no backup', async () => {
  const server = await runningServer();
  const env = { DATABASE_URL: server.database };
  const copy = join(temporaryFolder(), 'copy.db');
  await patchbayDone(['backup', copy], { env });
  expect(await patchbayDone(['restore', copy, '--replace'], { env })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Another Patchbay process is running'),
  });
  await server.stop();
  expect(await patchbayDone(['restore', copy], { env })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('--replace'),
  });
  const other = join(temporaryFolder(), 'letter.txt');
  writeFileSync(other, 'Dear clinic,');
  expect(await patchbayDone(['restore', other, '--replace'], { env })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('was not restored'),
  });
  const done = await patchbayDone(['restore', copy, '--replace', '--json'], { env });
  const { kept } = JSON.parse(done.stdout) as { kept: string };
  expect(existsSync(kept)).toBe(true);
  const { db, close } = openReader(server.database);
  expect(latestVersion(db, MAIN_ORGANISATION, 'clinic')).toMatchObject({ version: 1 });
  close();
});
