import { expect, test } from 'vitest';
import { connect, writerPragmas } from '../../db/guard.ts';
import { post, signed } from '../kit/carrier.ts';
import { callsLine, CLINIC, phoneLine, TOKEN } from '../kit/phone-line.ts';
import { patchbayDone, type RunningServer } from '../kit/running-server.ts';

const from = '+905321234567';

const cli = async (server: RunningServer, ...argv: string[]) => {
  const { code, stdout } = await patchbayDone(['dead-letters', ...argv, '--json'], {
    env: { DATABASE_URL: server.database },
  });
  return { code, said: JSON.parse(stdout) as { id: string; ok?: boolean; code?: string; reason?: string }[] };
};

/** Looks into the file of the running server, or puts something there behind its back. */
function inFile<Result>(server: RunningServer, work: (open: ReturnType<typeof connect>) => Result): Result {
  const open = connect(server.database, writerPragmas);
  try {
    return work(open);
  } finally {
    open.close();
  }
}

test('a delivery nobody could read is listed, and read again when it can be', async () => {
  const server = await phoneLine();
  const call = await callsLine(server, from);
  await call.hears(/./);
  const fields = { CallSid: call.callSid, From: from, To: CLINIC, CallStatus: 'vanished' };
  await post(server.url, signed({ token: TOKEN }, `${server.url}/channels/twilio/voice/status`, fields));
  const { said: listed } = await cli(server);
  expect(listed).toMatchObject([{ reason: expect.stringContaining('status.unknown') }]);
  const { id } = listed[0]!;

  // Nothing was put right: it stays.
  expect(await cli(server, 'retry', id)).toEqual({
    code: 1,
    said: [{ id, ok: false, code: 'dead-letter.unreadable' }],
  });
  expect((await cli(server)).said).toHaveLength(1);

  // As if the release that kept it had not known the word.
  const state = () =>
    inFile(server, (open) => open.prepare('select state, end_reason from contacts').all()) as object[];
  expect(state()).toMatchObject([{ end_reason: null }]);
  const body = new URLSearchParams({ ...fields, CallStatus: 'completed' }).toString();
  inFile(server, (open) => open.prepare('update dead_letters set body = ? where id = ?').run(body, id));
  expect(await cli(server, 'retry', id)).toEqual({ code: 0, said: [{ id, ok: true }] });
  expect(state()).toMatchObject([{ state: 'ended', end_reason: expect.any(String) }]);
  expect((await cli(server)).said).toEqual([]);
  expect(await cli(server, 'retry', id)).toEqual({
    code: 1,
    said: [{ id, ok: false, code: 'dead-letter.unknown' }],
  });
});

test('rotate-keys seals anew what a former secret has sealed, while the server runs and while none does', async () => {
  const secrets = [
    'the first secret, which is long enough',
    'the second secret, which is long enough',
  ] as const;
  const first = await phoneLine({ PATCHBAY_SECRET: secrets[0] });
  await first.stop();
  const env = {
    DATABASE_URL: first.database,
    PATCHBAY_SECRET: secrets[1],
    PATCHBAY_FORMER_SECRET: secrets[0],
  };
  const rotate = async (given: { [name: string]: string }) => {
    const { code, stdout } = await patchbayDone(['rotate-keys', '--json'], { env: given });
    return { code, ...(JSON.parse(stdout) as { connections: number; unreadable: number }) };
  };
  const lost = await rotate({ DATABASE_URL: first.database, PATCHBAY_SECRET: secrets[1] });
  expect(lost).toMatchObject({ code: 1, connections: 0, unreadable: 1 });
  expect(await rotate(env)).toMatchObject({ code: 0, connections: 1, unreadable: 0 });
  const second = await phoneLine(env);
  expect(await rotate(env)).toMatchObject({ code: 0, connections: 0, unreadable: 0 });
  await (await callsLine(second, from)).hears(/./);
  const verified = await patchbayDone(['audit', 'verify'], { env });
  expect(verified).toMatchObject({ code: 0 });
});
