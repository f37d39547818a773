import { expect, test, vi } from 'vitest';
import { connect, writerPragmas } from '../../../db/guard.ts';
import { administered } from '../../kit/admin.ts';
import { cardFlow, conversations, HTTP_SECRET } from '../../kit/conversations.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';
import { done, person } from '../../kit/people.ts';
import type { Started } from '../../kit/started.ts';
import { bearer } from '../access/cast.ts';

/** A scrape: each line's value by its name and labels. */
async function scraped(
  { ask }: Started,
  token: string,
): Promise<{ text: string; of: (line: string) => number }> {
  const answer = await done(
    Promise.resolve(
      ask(new Request('http://127.0.0.1/metrics', { headers: { authorization: `Bearer ${token}` } })),
    ),
  );
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await answer.text();
  const values = new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line): [string, number] => [
        line.slice(0, line.lastIndexOf(' ')),
        Number(line.slice(line.lastIndexOf(' ') + 1)),
      ]),
  );
  return { text, of: (line) => values.get(line) ?? Number.NaN };
}

test('what happens is counted, and nobody is named', async () => {
  const runtime = await administered();
  const { admin } = runtime;
  const { say, connection } = await conversations(runtime, cardFlow());
  const made = await admin.post<{ token: string }>('/tokens', { name: 'scraper', scopes: ['reports:read'] });
  const { token } = made.body;
  const before = await scraped(runtime, token);
  await say('canary-one', { from: 'canary-from', name: 'canary-name', text: 'hello' });
  await say('canary-one', { text: 'canary-text' });
  await say('two', { text: 'hello' });
  await say('two', { left: true });
  await person(runtime.ask).send('POST', '/api/auth/sign-in', {
    email: 'canary@example.com',
    password: 'wrong',
  });
  const after = await scraped(runtime, token);
  const more = (line: string) => after.of(line) - (before.of(line) || 0);
  expect(more('patchbay_contacts_opened_total{channel="api"}')).toBe(2);
  expect(more('patchbay_contacts_ended_total{channel="api",reason="left"}')).toBe(1);
  expect(more('patchbay_inputs_total{channel="api",kind="text"}')).toBe(1);
  expect(more('patchbay_steps_total{channel="api",status="waiting"}')).toBeGreaterThan(2);
  expect(more('patchbay_step_seconds_count')).toBe(4);
  expect(more('patchbay_commit_group_seconds_count')).toBeGreaterThan(3);
  expect(more('patchbay_commit_group_units_sum')).toBeGreaterThan(3);
  expect(more('patchbay_sign_ins_refused_total')).toBe(1);
  expect(after.of('patchbay_timers_pending')).toBe(1);
  expect(after.of('patchbay_timers_late')).toBe(0);
  expect(after.of('patchbay_hot_contacts')).toBe(1);
  expect(after.of('patchbay_dead_letters')).toBe(0);
  expect(after.of('patchbay_outbox_oldest_seconds')).toBe(0);
  for (const state of ['pending', 'sending', 'held', 'unknown', 'failed'])
    expect(after.of(`patchbay_outbox_rows{state="${state}"}`), state).toBe(0);
  expect(after.of('process_cpu_seconds_total')).toBeGreaterThan(0);
  for (const told of ['canary', connection, token, HTTP_SECRET, 'ada@', 'main', 'card'])
    expect(after.text).not.toContain(told);
});

test('limits that are met are seen', async () => {
  const runtime = await administered();
  for (let guess = 0; guess < 7; guess += 1)
    await person(runtime.ask).send('POST', '/api/auth/sign-in', {
      email: 'a@example.com',
      password: 'wrong',
    });
  for (let published = 0; published < 12; published += 1)
    await runtime.admin.post('/flows/publish', cardFlow());
  const { of } = await scraped(runtime, runtime.running.localToken);
  expect(of('patchbay_limits_met_total{limit="sign-in-account"}')).toBe(2);
  expect(of('patchbay_limits_met_total{limit="publish"}')).toBe(2);
});

test('calls to services and to providers are counted by what became of them, and runs of code', async () => {
  const runtime = await administered(
    {},
    {
      guarded: ({ url }) =>
        Promise.resolve(
          url.startsWith('https://provider.')
            ? { status: 503, headers: {}, body: '', bytes: 0 }
            : { error: 'unreachable', code: 'ENOTFOUND', message: 'The host could not be reached.' },
        ),
    },
  );
  const { admin } = runtime;
  const { body: settings } = await admin.get<object>('/settings');
  expect((await admin.put('/settings', { ...settings, codeAllowed: true })).status).toBe(200);
  const allowed = { ports: [443], plainHttp: false, insideNetwork: false };
  expect((await admin.put('/egress/hosts/api.example.com', allowed)).status).toBeLessThan(300);
  const exits = ['success', 'notFound', 'clientError', 'serverError', 'timeout', 'failed'];
  const flow = flowOf(
    {
      ask: node(
        'http-request',
        { url: 'https://api.example.com/prices', retries: 0 },
        Object.fromEntries(exits.map((exit) => [exit, 'count'])),
      ),
      count: node('code', { source: 'return 1' }, { ok: 'more', failed: 'more' }),
      more: node(
        'collect',
        { prompt: { en: 'More?' }, ask: { as: 'text' }, saveTo: 'more' },
        { valid: 'bye', noInput: 'bye', invalid: 'bye' },
      ),
      bye: node('end'),
    },
    { id: 'calling', channels: ['api'], variables: [{ name: 'more', type: 'text' }] },
  );
  const { say } = await conversations(runtime, flow);
  const config = { mode: 'push', callbackUrl: 'https://provider.example/in' };
  const pushing = { channel: 'http', name: 'Pushing', flow: 'calling', config, secret: HTTP_SECRET };
  const made = await admin.post<{ id: string }>('/connections', pushing);
  expect(made.status).toBe(201);
  await say('one', {});
  await runtime.ask(
    new Request(`http://127.0.0.1/channels/http/${made.body.id}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${HTTP_SECRET}`, 'content-type': 'application/json' },
      body: JSON.stringify({ id: 'm1', conversation: 'one' }),
    }),
  );
  const token = runtime.running.localToken;
  await vi.waitFor(async () => {
    const { of } = await scraped(runtime, token);
    expect(of('patchbay_calls_total{whom="service",outcome="unreachable"}')).toBeGreaterThanOrEqual(2);
    expect(of('patchbay_calls_total{whom="provider",outcome="5xx"}')).toBeGreaterThanOrEqual(1);
    expect(of('patchbay_scripts_total{outcome="ok"}')).toBe(2);
  }, 15_000);
});

test('what waits too long is seen: sends, dead letters, timers', async () => {
  const runtime = await administered();
  const { say } = await conversations(runtime, cardFlow());
  const { contact } = await say('one', { text: 'hello' });
  const open = connect(runtime.file, writerPragmas);
  const at = Date.now() - 3_600_000;
  open.prepare(`insert into dead_letters values (?, 'main', 'c', ?, 'r', 'b')`).run('letter', at);
  open
    .prepare(
      `insert into outbox (id, contact, connection, body, state, attempts, created_at) values (?, ?, 'c', '{}', 'sending', 1, ?)`,
    )
    .run(`${contact}/9/0`, contact, at);
  open.prepare('update contacts set due = ? where id = ?').run(at, contact);
  open.close();
  const { of } = await scraped(runtime, runtime.running.localToken);
  expect(of('patchbay_dead_letters')).toBe(1);
  expect(of('patchbay_outbox_rows{state="sending"}')).toBe(1);
  expect(of('patchbay_outbox_oldest_seconds')).toBeGreaterThanOrEqual(3_600);
  expect([of('patchbay_timers_pending'), of('patchbay_timers_late')]).toEqual([1, 1]);
});

test('admins read it, and tokens for reports; nobody else', async () => {
  const runtime = await administered();
  const { admin, ask } = runtime;
  const tokenFor = async (scope: string) =>
    (await admin.post<{ token: string }>('/tokens', { name: scope, scopes: [scope] })).body.token;
  const status = async (path: string, headers: { [name: string]: string } = {}) =>
    (await ask(new Request(`http://127.0.0.1${path}`, { headers }))).status;
  for (const path of ['/metrics', '/api/metrics']) {
    expect(await status(path)).toBe(401);
    expect(await status(path, { authorization: 'Bearer pb_wrong' })).toBe(401);
    expect(await status(path, { authorization: `Bearer ${await tokenFor('flows:read')}` })).toBe(403);
    expect(await status(path, { authorization: `Bearer ${await tokenFor('reports:read')}` })).toBe(200);
    expect((await bearer(runtime, runtime.running.localToken)('GET', path)).status).toBe(200);
  }
  for (const role of ['designer', 'supervisor', 'agent', 'viewer'] as const)
    expect((await (await runtime.as(role)).get<object>('/metrics')).status, role).toBe(403);
});

test('whoever asks from this machine, only where the settings say so, and not by way of a proxy or a page', async () => {
  for (const [metrics, expected] of [
    ['token', [401, 401, 401, 401]],
    ['loopback', [200, 401, 401, 401]],
  ] as const) {
    const { running } = await administered({ metrics });
    const status = async (peer: string, url: string, headers: { [name: string]: string } = {}) => {
      const env = { incoming: { socket: { remoteAddress: peer } } };
      return (await running.fetch(new Request(`${url}/metrics`, { headers }), env)).status;
    };
    expect([
      await status('::ffff:127.0.0.1', 'http://127.0.0.1:3000'),
      await status('192.0.2.1', 'http://127.0.0.1:3000'),
      await status('127.0.0.1', 'http://127.0.0.1:3000', { 'x-forwarded-for': '192.0.2.1' }),
      await status('127.0.0.1', 'http://rebound.example:3000'),
    ]).toEqual(expected);
  }
});
