import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openReader } from '../../../db/client.ts';
import { insertContact } from '../../../db/queries/contacts.ts';
import { keep as keepDeadLetter } from '../../../db/queries/dead-letters.ts';
import { insert as insertSend } from '../../../db/queries/outbox.ts';
import { contactRow, customer } from '../../../db/test-kit/rows.ts';
import { type Statement, writerInProcess } from '../../../db/writer.ts';
import { verifyAudit } from '../../../runtime/accounts/audit.ts';
import { type Removed, retention } from '../../../runtime/retention/retention.ts';
import { type Administered, administered } from '../../kit/admin.ts';
import { cardFlow, conversations } from '../../kit/conversations.ts';
import { bearer } from '../access/cast.ts';

const DAY = 86_400_000;
const TABLES = [
  'contacts',
  'log',
  'outbox',
  'dead_letters',
  'audit',
  'customers',
  'addresses',
  'flow_versions',
] as const;
type Counted = Record<(typeof TABLES)[number], number>;
const FOR_EVER = { logDays: null, contactDays: null, deadLetterDays: null, auditDays: null };

/**
 * One contact that ended, with something sent to it, and one letter on each of two days, ten days apart; a contact that still
 * goes on; and the same as on the first day in an organisation that has decided nothing.
 */
async function grown() {
  const runtime = await administered();
  const { say } = await conversations(runtime, cardFlow());
  const old = await ended(say, 'old');
  await letter(runtime, 'old-letter', Date.now());
  const live = (await say('live', { from: 'live' })).contact;
  runtime.clock.ahead = 10 * DAY;
  const young = await ended(say, 'young');
  await letter(runtime, 'young-letter', Date.now() + runtime.clock.ahead);
  await committed(runtime, [
    ...[old, young].map((contact) =>
      insertSend({ id: `${contact}/9/0`, contact, connection: 'c', body: '{}', createdAt: 1 }),
    ),
    customer('customer'),
    insertContact(contactRow('foreign', { state: 'ended', endedAt: 1, endReason: 'completed' })),
    keepDeadLetter({ id: 'foreign', organisation: 'ours', connection: 'c', at: 1, reason: 'x', body: 'x' }),
  ]);
  return { runtime, old, young, live };
}

type Say = Awaited<ReturnType<typeof conversations>>['say'];
async function ended(say: Say, name: string): Promise<string> {
  const { contact } = await say(name, { from: name, name });
  await say(name, { left: true });
  return contact;
}

const letter = (runtime: Administered, id: string, at: number): Promise<void> =>
  committed(runtime, [
    keepDeadLetter({ id, organisation: 'main', connection: 'c', at, reason: 'x', body: 'x' }),
  ]);

async function committed({ file }: Administered, statements: Statement[]): Promise<void> {
  const writer = await writerInProcess(file);
  await writer.commit({ statements });
  await writer.close();
}

/** The machine asks: people's sessions end long before days have passed. */
const ask = (runtime: Administered) => bearer(runtime, runtime.running.localToken);
const read = async <Body>(runtime: Administered, path: string) =>
  (await (await ask(runtime)('GET', `/api${path}`)).json()) as Body;

async function settings(runtime: Administered, days: Partial<Record<keyof typeof FOR_EVER, number>>) {
  const answer = await ask(runtime)('PUT', '/api/settings', {
    codeAllowed: false,
    testsBlock: false,
    language: 'en',
    zone: 'UTC',
    retention: { ...FOR_EVER, ...days },
  });
  expect(answer.status).toBe(200);
}

function counted({ file }: Administered): Counted {
  const { db, close } = openReader(file);
  const counts = TABLES.map((table) => [
    table,
    db.get<{ n: number }>(sql.raw(`select count(*) as n from ${table}`))!.n,
  ]);
  close();
  return Object.fromEntries(counts) as Counted;
}

/** A run as the product's own clock would begin it. */
async function run({ file, clock }: Administered): Promise<Removed> {
  const writer = await writerInProcess(file);
  const { db, close } = openReader(file);
  const failures: unknown[] = [];
  const removed = await retention({
    db,
    writer,
    now: () => Date.now() + clock.ahead,
    failed: (error) => failures.push(error),
  }).run();
  close();
  await writer.close();
  expect(failures).toEqual([]);
  return removed;
}

const NOTHING: Removed = { logs: 0, contacts: 0, deadLetters: 0, audit: 0 };
const statusOf = async (runtime: Administered, path: string) =>
  (await ask(runtime)('GET', `/api${path}`)).status;
const linesOf = async (runtime: Administered, contact: string) =>
  (await read<unknown[]>(runtime, `/contacts/${contact}/transcript`)).length;

test('what is kept for ever stays', async () => {
  const { runtime } = await grown();
  await settings(runtime, {});
  const before = counted(runtime);
  runtime.clock.ahead = 3_000 * DAY;
  expect(await run(runtime)).toEqual(NOTHING);
  expect(counted(runtime)).toEqual(before);
});

test('what was said goes after its days; the contact, other contacts and live ones stay', async () => {
  const { runtime, old, young, live } = await grown();
  await settings(runtime, { logDays: 5 });
  const before = counted(runtime);
  expect(await run(runtime)).toEqual({ ...NOTHING, logs: 1 });
  expect(await linesOf(runtime, old)).toBe(0);
  expect(await statusOf(runtime, `/contacts/${old}`)).toBe(200);
  expect(await linesOf(runtime, young)).toBeGreaterThan(0);
  expect(await linesOf(runtime, live)).toBeGreaterThan(0);
  const after = counted(runtime);
  expect(after).toEqual({ ...before, log: after.log, outbox: 1 });
  expect(after.log).toBeLessThan(before.log);
  expect(await run(runtime)).toEqual(NOTHING);
});

test('contacts go after their days with what was said in them; their customers stay', async () => {
  const { runtime, old, young, live } = await grown();
  await settings(runtime, { contactDays: 5 });
  const before = counted(runtime);
  expect(await run(runtime)).toEqual({ ...NOTHING, contacts: 1 });
  expect(await statusOf(runtime, `/contacts/${old}`)).toBe(404);
  expect(await statusOf(runtime, `/contacts/${young}`)).toBe(200);
  // However old it is: it has not ended.
  expect(await statusOf(runtime, `/contacts/${live}`)).toBe(200);
  const after = counted(runtime);
  expect(after).toEqual({ ...before, contacts: before.contacts - 1, log: after.log, outbox: 1 });
  expect(after.log).toBeLessThan(before.log);
});

test('letters nobody could read go after their days', async () => {
  const { runtime } = await grown();
  await settings(runtime, { deadLetterDays: 5 });
  const before = counted(runtime);
  expect(await run(runtime)).toEqual({ ...NOTHING, deadLetters: 1 });
  expect(counted(runtime)).toEqual({ ...before, dead_letters: before.dead_letters - 1 });
  const left = await read<{ items: { id: string }[] }>(runtime, '/dead-letters');
  expect(left.items.map(({ id }) => id)).toEqual(['young-letter']);
});

test('the beginning of the audit log goes after its days, and the rest is still a chain', async () => {
  const { runtime } = await grown();
  await settings(runtime, { auditDays: 5 });
  const before = counted(runtime);
  const removed = await run(runtime);
  expect(removed).toEqual({ ...NOTHING, audit: removed.audit });
  expect(removed.audit).toBeGreaterThan(0);
  const after = counted(runtime);
  expect(after).toEqual({ ...before, audit: before.audit - removed.audit });
  const kept = await read<{ entries: { action: string; at: number }[] }>(runtime, '/audit');
  expect(kept.entries.map(({ action }) => action)).toContain('settings.changed');
  expect(kept.entries.every(({ at }) => at > Date.now())).toBe(true);
  const { db, close } = openReader(runtime.file);
  expect(verifyAudit(db)).toMatchObject({ ok: true });
  close();
});

test('nobody has to ask for it: it is done soon after the start, and every hour', async () => {
  // Time goes on by itself, so that everything else in the runtime does too.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
  const runtime = await administered();
  await settings(runtime, { deadLetterDays: 5 });
  for (const wait of [61_000, 3_601_000]) {
    await letter(runtime, 'letter', Date.now() + runtime.clock.ahead);
    runtime.clock.ahead += 6 * DAY;
    expect(counted(runtime).dead_letters).toBe(1);
    await vi.advanceTimersByTimeAsync(wait);
    await vi.waitFor(() => expect(counted(runtime).dead_letters).toBe(0), 8_000);
  }
});
