import { describe, expect, onTestFinished, test } from 'vitest';
import { byContact, insert, markSending } from '../../db/queries/outbox.ts';
import { database } from '../../db/test-kit/database.ts';
import type { Answer } from '../egress/answer.ts';
import type { Call } from '../egress/guarded-call.ts';
import type { Effect, HttpRequest } from '../engine/index.ts';
import { realWorld } from './carrier.ts';
import { dispatch } from './dispatch.ts';
import type { Told } from './http-answer.ts';
import { httpCarrier } from './http-carrier.ts';

const answer = (status: number, body = '{}', headers = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body,
  bytes: body.length,
});
const unreachable: Answer = {
  error: 'unreachable',
  code: 'ECONNREFUSED',
  message: 'The host could not be reached.',
};

const request = (changes: Partial<HttpRequest> = {}): Effect => ({
  type: 'http.request',
  id: 'c1/1/0',
  method: 'GET',
  url: 'https://api.example.com/',
  headers: {},
  timeoutMs: 10_000,
  retries: 0,
  repeatable: changes.method !== 'POST',
  answerAs: 'json',
  ...changes,
});

/** A dispatcher whose far side answers as told, one after the other; the last answer stays. */
async function setting(answers: Answer[], effect: Effect = request()) {
  const { db, writer } = await database();
  const calls: Call[] = [];
  const told: Told[] = [];
  const clock = { now: 1_000_000, reportsFailing: 0 };
  const http = httpCarrier({
    writer,
    call: async (call) => {
      calls.push(call);
      return answers.length > 1 ? answers.shift()! : answers[0]!;
    },
    reach: () => ({ allowed: [], headers: () => ({}) }),
    async report(_contact, _effect, outcome, beside) {
      if (clock.reportsFailing-- > 0) throw new Error('the disk is full');
      told.push(outcome);
      await writer.commit({ statements: beside });
    },
    now: () => clock.now,
    chance: () => 0,
  });
  const never = { takes: () => false, lane: () => '', gate: () => '', attempt: () => Promise.resolve(true) };
  const dispatcher = dispatch({
    db,
    world: realWorld({ push: never, http, script: never }),
    addressOf: () => '',
    effectOf: (row) => JSON.parse(row.body) as Effect,
    now: () => clock.now,
    chance: () => 0,
    failed: () => undefined,
  });
  onTestFinished(() => dispatcher.stop());
  const row = () => byContact(db, 'c1')[0]!;
  await writer.commit({
    statements: [
      insert({
        id: effect.id,
        contact: 'c1',
        connection: 'line',
        body: JSON.stringify(effect),
        createdAt: clock.now,
      }),
    ],
  });
  return {
    calls,
    told,
    clock,
    row,
    sending: () => writer.commit({ statements: [markSending(effect.id)] }),
    /** Lets it be carried out, whatever pauses it wants. */
    carried: async () => {
      dispatcher.takeUp([row()]);
      await dispatcher.idle();
    },
  };
}

test('an answer is told with the row that it settles', async () => {
  const { carried, told, row, calls } = await setting([
    answer(200, '{"price":7}', { etag: 'x', 'set-cookie': 's' }),
  ]);
  await carried();
  expect(told).toEqual([
    {
      result: {
        status: 200,
        ok: true,
        body: { price: 7 },
        headers: { 'content-type': 'application/json', etag: 'x' },
      },
    },
  ]);
  expect(row().state).toBe('sent');
  expect(calls).toHaveLength(1);
});

describe('after a crash', () => {
  test('what may be repeated is made again', async () => {
    const { sending, carried, calls, row } = await setting([answer(200)]);
    await sending();
    await carried();
    expect(calls).toHaveLength(1);
    expect(row().state).toBe('sent');
  });

  test('what may not be repeated fails with an unknown outcome, and is not made again', async () => {
    const { sending, carried, calls, told, row } = await setting([answer(200)], request({ method: 'POST' }));
    await sending();
    await carried();
    expect(calls).toEqual([]);
    expect(told).toMatchObject([{ kind: 'unavailable', code: 'http.unknown-outcome' }]);
    expect(row()).toMatchObject({ state: 'failed', flag: 'http.unknown-outcome' });
  });

  test('what nobody waits for any more is not made at all', async () => {
    const { carried, calls, told, clock } = await setting([answer(200)]);
    clock.now += 25_000;
    await carried();
    expect(calls).toEqual([]);
    expect(told).toMatchObject([{ code: 'http.timeout' }]);
  });
});

test('a request that may not be repeated leaves a trace before it goes out, and carries its key', async () => {
  const { carried, calls, row } = await setting([answer(201)], request({ method: 'POST' }));
  await carried();
  expect(row()).toMatchObject({ state: 'sent', attempts: 1 });
  expect(calls[0]?.headers).toEqual({ 'idempotency-key': 'c1/1/0' });
  expect(calls[0]?.redirects).toBe(0);
});

describe('repeats', () => {
  test('a host that is down or busy is asked again, as often as the flow allows', async () => {
    const { carried, calls, told } = await setting(
      [unreachable, answer(503), answer(200)],
      request({ retries: 2 }),
    );
    await carried();
    expect(calls).toHaveLength(3);
    expect(told).toMatchObject([{ result: { status: 200 } }]);
  });

  test('not more often, and then the last answer counts', async () => {
    const { carried, calls, told } = await setting([answer(503)], request({ retries: 1 }));
    await carried();
    expect(calls).toHaveLength(2);
    expect(told).toMatchObject([{ result: { status: 503, ok: false } }]);
  });

  test('not when the host asks for more time than there is', async () => {
    const { carried, calls } = await setting(
      [answer(429, '', { 'retry-after': '60' })],
      request({ retries: 3 }),
    );
    await carried();
    expect(calls).toHaveLength(1);
  });

  test('never when it might happen twice', async () => {
    const { carried, calls } = await setting([unreachable], request({ method: 'POST', retries: 3 }));
    await carried();
    expect(calls).toHaveLength(1);
  });
});

test('an answer is not asked for again because it could not be noted', async () => {
  const { carried, calls, told, clock } = await setting([answer(201)], request({ method: 'POST' }));
  clock.reportsFailing = 1;
  await carried();
  expect(calls).toHaveLength(1);
  expect(told).toMatchObject([{ result: { status: 201 } }]);
});

test('a sensitive request leaves nothing behind in the outbox', async () => {
  const { carried, row, told } = await setting(
    [answer(200)],
    request({ sensitive: true, headers: { 'x-card': '4111' } }),
  );
  await carried();
  expect(row().body).toBe('{}');
  expect(told).toMatchObject([{ sensitive: true }]);
});

test.each([
  ['more than can be kept', answer(200, `"${'x'.repeat(70_000)}"`), 'http.answer-too-large'],
  ['no JSON', answer(200, '<html>'), 'http.not-json'],
  ['too deep', answer(200, '['.repeat(33) + ']'.repeat(33)), 'http.not-json'],
  ['much too deep', answer(200, '['.repeat(30_000) + ']'.repeat(30_000)), 'http.not-json'],
])('%s is a failure', async (_what, given, code) => {
  const { carried, told } = await setting([given]);
  await carried();
  expect(told).toMatchObject([{ code }]);
});

test('an error page is an answer without a body, and no member is taken for a prototype', async () => {
  const page = await setting([answer(404, '<html>')]);
  await page.carried();
  expect(page.told).toMatchObject([{ result: { status: 404, body: null } }]);
  const sly = await setting([answer(200, '{"__proto__":{"admin":true},"a":[{"__proto__":1}]}')]);
  await sly.carried();
  expect(sly.told).toMatchObject([{ result: { body: { a: [{}] } } }]);
  expect(JSON.stringify(sly.told)).not.toContain('__proto__');
});
