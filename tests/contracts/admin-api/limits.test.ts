import { expect, test } from 'vitest';
import { type Administered, administered, type Refusal, type Said } from '../../kit/admin.ts';
import { cardFlow, conversations } from '../../kit/conversations.ts';
import { PASSWORD, person } from '../../kit/people.ts';
import { bearer } from '../access/cast.ts';

/** Refused as too often, and told for how long. */
function refusedFor({ status, body, headers }: Said<Refusal>, code: string): number {
  expect([status, body.code]).toEqual([429, code]);
  const seconds = Number(headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  return seconds;
}

/** Asks until it is refused; gives how often it was done, and the refusal. */
async function untilRefused(ask: () => Promise<Said<Refusal>>, most = 30): Promise<[number, Said<Refusal>]> {
  for (let done = 0; done < most; done += 1) {
    const said = await ask();
    if (said.status === 429) return [done, said];
    expect(said.status).toBeLessThan(300);
  }
  throw new Error(`It was done ${most} times.`);
}

const flow = cardFlow('often');

async function withFlow(): Promise<Administered> {
  const runtime = await administered();
  await runtime.admin.post('/flows/import', { document: flow });
  return runtime;
}

test('ten publications a minute each; a restart forgives none, another person is another matter', async () => {
  const runtime = await withFlow();
  const { admin } = runtime;
  const [done, refused] = await untilRefused(() => admin.post<Refusal>('/flows/publish', flow));
  expect(done).toBe(10);
  refusedFor(refused, 'publish.too-often');
  await runtime.restart();
  const seconds = refusedFor(await admin.post<Refusal>('/flows/publish', flow), 'publish.too-often');
  // Every way to publish counts.
  refusedFor(await admin.post<Refusal>('/flows/often/publish', { revision: 11 }), 'publish.too-often');
  refusedFor(await admin.post<Refusal>('/flows/often/roll-back', { version: 1 }), 'publish.too-often');
  expect((await (await runtime.as('designer')).post('/flows/publish', flow)).status).toBe(201);
  runtime.clock.ahead += seconds * 1000;
  expect((await admin.post('/flows/publish', flow)).status).toBe(201);
});

test('the command line of this machine is not held up', async () => {
  const runtime = await withFlow();
  const ask = bearer(runtime, runtime.running.localToken);
  for (let round = 0; round < 12; round += 1)
    expect((await ask('POST', '/api/flows/publish', flow)).status).toBe(201);
});

test('five exports an hour; a restart forgives none', async () => {
  const runtime = await administered();
  const { admin } = runtime;
  const { say } = await conversations(runtime, flow);
  const { contact } = await say('one', { text: 'hello' });
  const { id } = (await admin.get<{ customer: { id: string } }>(`/contacts/${contact}`)).body.customer;
  const [done, refused] = await untilRefused(() => admin.get<Refusal>(`/customers/${id}/export`));
  expect(done).toBe(5);
  refusedFor(refused, 'export.too-often');
  await runtime.restart();
  const seconds = refusedFor(await admin.get<Refusal>(`/customers/${id}/export`), 'export.too-often');
  expect(seconds).toBeGreaterThan(60);
  runtime.clock.ahead += seconds * 1000;
  // The session is over by then: somebody who may, with a session of their own.
  const ada = person(runtime.ask);
  await ada.send('POST', '/api/auth/sign-in', { email: 'ada@example.com', password: PASSWORD });
  expect((await ada.get(`/api/customers/${id}/export`)).status).toBe(200);
});

test('guessing a password is slowed down; a restart forgives none', async () => {
  const runtime = await administered();
  const guess = async (): Promise<Said<Refusal>> => {
    const answer = await person(runtime.ask).send('POST', '/api/auth/sign-in', {
      email: 'ada@example.com',
      password: 'not the password',
    });
    return { status: answer.status, body: (await answer.json()) as Refusal, headers: answer.headers };
  };
  for (let tried = 0; tried < 5; tried += 1) expect((await guess()).status).not.toBe(429);
  refusedFor(await guess(), 'auth.too-many');
  await runtime.restart();
  refusedFor(await guess(), 'auth.too-many');
});
