import { describe, expect, test } from 'vitest';
import calendar from '../../../runtime/demo/clinic-calendar.json';
import { administered, type Caller, type Refusal } from '../../kit/admin.ts';
import { cardFlow, conversations, HTTP_SECRET } from '../../kit/conversations.ts';
import { flowOf, node } from '../../kit/flow-builder.ts';

const { id: _id, ...HOURS } = calendar;
const ALWAYS = { from: '00:00', to: '23:59' };
const HOUR = 3_600_000;

interface Named {
  id: string;
  name: string;
  [member: string]: unknown;
}

/** What a refusal says is wrong. */
async function refusedOf(answer: Promise<{ status: number; body: Refusal }>) {
  const { status, body } = await answer;
  return { status, code: body.code, paths: body.fields?.map(({ path }) => path) ?? [] };
}
const invalid = (...paths: string[]) => ({ status: 400, code: 'request.invalid', paths });
const actionsOf = async (admin: Caller) =>
  (await admin.get<{ entries: { action: string; subject: string }[] }>('/audit')).body.entries.map(
    ({ action, subject }) => `${action} ${subject}`,
  );

describe('calendars', () => {
  test('are made, read, replaced, switched to emergency and deleted', async () => {
    const { admin } = await administered();
    const made = await admin.post<Named>('/calendars', HOURS);
    expect([made.status, made.body.name]).toEqual([201, 'Clinic hours']);
    const path = `/calendars/${made.body.id}`;
    const reading = async (at: string) =>
      (await admin.get<{ status: string; holiday?: string }>(`${path}/reading?at=${at}`)).body;
    expect(await reading('2026-11-23T10:00:00Z')).toMatchObject({ status: 'open' });
    expect(await reading('2026-11-22T10:00:00Z')).toMatchObject({ status: 'closed' });
    expect(await reading('2026-10-29T10:00:00Z')).toMatchObject({
      status: 'holiday',
      holiday: 'Cumhuriyet Bayramı',
    });
    const always = Object.fromEntries(Object.keys(HOURS.weekly).map((day) => [day, [ALWAYS]]));
    await admin.put(path, { ...HOURS, name: 'Always', weekly: always, holidays: [] });
    expect(await reading('2026-11-22T10:00:00Z')).toMatchObject({ status: 'open' });
    await admin.put(`${path}/emergency`, { on: true });
    expect(await reading('2026-11-22T10:00:00Z')).toMatchObject({ status: 'emergency' });
    expect((await admin.get<Named[]>('/calendars')).body.map(({ name }) => name)).toEqual(['Always']);
    expect((await admin.delete(path)).status).toBe(204);
    expect((await admin.get(path)).status).toBe(404);
    expect(await actionsOf(admin)).toEqual(
      expect.arrayContaining(
        ['created', 'changed', 'emergency', 'deleted'].map(
          (done) => `calendar.${done} calendar/${made.body.id}`,
        ),
      ),
    );
  });

  test('that a flow asks stay', async () => {
    const { admin } = await administered();
    const { id } = (await admin.post<Named>('/calendars', HOURS)).body;
    const exits = Object.fromEntries(['open', 'closed', 'holiday', 'emergency'].map((exit) => [exit, 'bye']));
    const flow = flowOf({ hours: node('hours', { calendar: id }, exits), bye: node('end') }, { id: 'asks' });
    expect((await admin.post('/flows/publish', flow)).status).toBe(201);
    expect((await admin.delete<Refusal>(`/calendars/${id}`)).body.code).toBe('calendar.in-use');
    const usage = await admin.get<{ flows: { id: string }[] }>(`/calendars/${id}/usage`);
    expect(usage.body.flows.map((one) => one.id)).toEqual(['asks']);
  });

  test('name what is wrong, and take no member they do not know', async () => {
    const { admin } = await administered();
    const post = (body: object) => refusedOf(admin.post('/calendars', body));
    expect(await post({ ...HOURS, owner: 'me' })).toEqual(invalid('json'));
    expect(await post({ ...HOURS, zone: 'Mars/Olympus' })).toEqual(invalid('json.zone'));
    expect(await post({ ...HOURS, name: '' })).toEqual(invalid('json.name'));
    const upsideDown = { ...HOURS.weekly, mon: [{ from: '18:00', to: '09:00' }] };
    expect((await post({ ...HOURS, weekly: upsideDown })).paths[0]).toMatch(/^json\.weekly\.mon\.0/);
    expect((await admin.get<Named[]>('/calendars')).body).toEqual([]);
  });
});

describe('connections', () => {
  test('are made, changed, tested, switched off and deleted; their secret goes in and never comes out', async () => {
    const runtime = await administered();
    const { admin } = runtime;
    const { connection, say } = await conversations(runtime, cardFlow());
    const path = `/connections/${connection}`;
    expect(
      (await admin.get<{ kind: string }[]>('/channels')).body.map(({ kind }) => kind).toSorted(),
    ).toEqual(['api', 'chat', 'voice']);
    expect((await admin.get(path)).body).toMatchObject({ channel: 'http', secret: { set: true } });
    expect(JSON.stringify((await admin.get('/connections')).body)).not.toContain(HTTP_SECRET);
    expect((await admin.post<{ ok: boolean }>(`${path}/test`)).body.ok).toBe(true);
    await say('one', {});
    await admin.patch(path, { enabled: false, name: 'Off' });
    await expect(say('two', {})).rejects.toThrow(/^404/);
    expect((await admin.post<{ ok: boolean }>(`${path}/test`)).body.ok).toBe(false);
    await admin.patch(path, { enabled: true });
    await say('two', {});
    expect((await admin.delete(path)).status).toBe(204);
    await expect(say('three', {})).rejects.toThrow(/^404/);
  });

  test('a replaced secret counts on for its hours, and no longer', async () => {
    const runtime = await administered();
    const { connection, say } = await conversations(runtime, cardFlow());
    const next = `whsec_${Buffer.from('another twenty-four bytes or more').toString('base64')}`;
    await runtime.admin.put(`/connections/${connection}/secret`, { secret: next, overlapHours: 1 });
    await say('one', {});
    runtime.clock.ahead = 2 * HOUR;
    await expect(say('two', {})).rejects.toThrow(/^401/);
  });

  test('an address has one owner, and is listed as ours', async () => {
    const runtime = await administered();
    const { admin } = runtime;
    await conversations(runtime, cardFlow());
    const line = {
      channel: 'twilio',
      name: 'Line',
      address: '+15005550088',
      flow: 'card',
      secret: 'a-secret-of-it',
    };
    expect((await admin.post('/connections', line)).status).toBe(201);
    expect(await refusedOf(admin.post('/connections', line))).toEqual({
      status: 409,
      code: 'connection.address-taken',
      paths: ['json.address'],
    });
    expect((await admin.get('/addresses')).body).toMatchObject([
      { address: '+15005550088', kind: 'voice', flow: 'card' },
    ]);
  });

  test('name what is wrong, and take no member they do not know', async () => {
    const runtime = await administered();
    const { admin } = runtime;
    const { connection } = await conversations(runtime, cardFlow());
    const good = {
      channel: 'http',
      name: 'New',
      flow: 'card',
      config: { mode: 'answer' },
      secret: HTTP_SECRET,
    };
    const post = (more: object) => refusedOf(admin.post('/connections', { ...good, ...more }));
    expect(await post({ organisation: 'other' })).toEqual(invalid('json'));
    expect(await post({ id: 'mine' })).toEqual(invalid('json'));
    expect((await post({ channel: 'pigeon' })).paths).toEqual(['json.channel']);
    expect((await post({ flow: 'nowhere' })).paths).toEqual(['json.flow']);
    expect((await post({ config: { mode: 'push' } })).paths).toEqual(['json.config.callbackUrl']);
    expect((await post({ config: { mode: 'answer', other: 1 } })).paths[0]).toMatch(/^json\.config/);
    expect(await post({ secret: 'short' })).toEqual(invalid('json.secret'));
    expect(await refusedOf(admin.patch(`/connections/${connection}`, { secret: HTTP_SECRET }))).toEqual(
      invalid('json'),
    );
    expect(
      await refusedOf(
        admin.put(`/connections/${connection}/secret`, { secret: HTTP_SECRET, overlapHours: 721 }),
      ),
    ).toEqual(invalid('json.overlapHours'));
  });
});

describe('what flows may reach', () => {
  test('hosts are allowed and taken back; credentials are kept, and never shown', async () => {
    const { admin } = await administered();
    const host = { ports: [8443], note: 'prices' };
    const allowed = await admin.put<{ host: string }[]>('/egress/hosts/api.example.com', host);
    expect(allowed.body).toMatchObject([
      {
        host: 'api.example.com',
        ports: [8443],
        plainHttp: false,
        insideNetwork: false,
        note: 'prices',
        by: 'Ada',
      },
    ]);
    // How it is called changes; what was noted about it stays.
    const changed = await admin.put('/egress/hosts/api.example.com', { ports: [443] });
    expect(changed.body).toMatchObject([{ ports: [443], note: 'prices' }]);
    const credential = { hosts: ['api.example.com'], scheme: 'bearer', secret: 'canary-of-a-credential' };
    const kept = await admin.put('/credentials/partner', credential);
    expect(kept.body).toMatchObject({ name: 'partner', scheme: 'bearer', usedBy: [] });
    const everything = JSON.stringify([
      kept.body,
      (await admin.get('/credentials')).body,
      (await admin.get('/audit')).body,
    ]);
    expect(everything).not.toContain('canary-of-a-credential');
    expect((await admin.delete('/credentials/partner')).status).toBe(204);
    expect((await admin.delete('/egress/hosts/api.example.com')).status).toBe(204);
    expect([(await admin.get('/egress/hosts')).body, (await admin.get('/credentials')).body]).toEqual([
      [],
      [],
    ]);
    expect((await admin.delete('/egress/hosts/api.example.com')).status).toBe(404);
    expect((await admin.delete('/credentials/partner')).status).toBe(404);
  });

  test('name what is wrong, and take no member they do not know', async () => {
    const { admin } = await administered();
    const host = (name: string, body: object) =>
      refusedOf(admin.put(`/egress/hosts/${encodeURIComponent(name)}`, body));
    expect(await host('UPPER.example', {})).toEqual(invalid('param.host'));
    expect(await host('https://x', {})).toEqual(invalid('param.host'));
    expect(await host('a.example', { ports: [0] })).toEqual(invalid('json.ports.0'));
    expect(await host('a.example', { by: 'somebody else' })).toEqual(invalid('json'));
    const good = { hosts: ['a.example'], scheme: 'bearer', secret: 'x' };
    const credential = (body: object) => refusedOf(admin.put('/credentials/partner', { ...good, ...body }));
    expect(await credential({ scheme: 'header' })).toMatchObject({ paths: ['json.header'] });
    expect(await credential({ hosts: [] })).toEqual(invalid('json.hosts'));
    expect(await credential({ keyId: 'mine' })).toEqual(invalid('json'));
    expect(await credential({ secret: 'ş' })).toEqual(invalid('json.secret'));
    expect((await admin.get('/egress/hosts')).body).toEqual([]);
  });
});

describe('settings', () => {
  const SETTINGS = {
    codeAllowed: true,
    testsBlock: true,
    language: 'tr',
    zone: 'Europe/Istanbul',
    retention: { logDays: 30, contactDays: 365, deadLetterDays: 7, auditDays: null },
  };

  test('are replaced as a whole, and new flows begin with them', async () => {
    const runtime = await administered();
    const { admin } = runtime;
    expect((await admin.put('/settings', SETTINGS)).body).toEqual(SETTINGS);
    expect((await admin.get('/settings')).body).toEqual(SETTINGS);
    const { id } = (await admin.post<Named>('/flows', { name: 'New' })).body;
    const flow = await admin.get<{ draft: { languages: string[]; zone: string } }>(`/flows/${id}`);
    expect(flow.body.draft).toMatchObject({ languages: ['tr'], zone: 'Europe/Istanbul' });
    expect(await actionsOf(admin)).toContain('settings.changed settings');
    await runtime.restart();
    expect((await admin.get('/settings')).body).toEqual(SETTINGS);
  });

  test('keep what is said about tests when that is left out', async () => {
    const { admin } = await administered();
    const { testsBlock: _testsBlock, ...others } = SETTINGS;
    expect((await admin.put('/settings', others)).body).toMatchObject({ testsBlock: false });
    await admin.put('/settings', SETTINGS);
    expect((await admin.put('/settings', others)).body).toEqual(SETTINGS);
    expect((await admin.get('/settings')).body).toEqual(SETTINGS);
  });

  test('name what is wrong, and take no member they do not know', async () => {
    const { admin } = await administered();
    const before = (await admin.get('/settings')).body;
    const put = (more: object) => refusedOf(admin.put('/settings', { ...SETTINGS, ...more }));
    const days = (more: object) => put({ retention: { ...SETTINGS.retention, ...more } });
    expect(await put({ organisation: 'other' })).toEqual(invalid('json'));
    expect(await put({ zone: 'Mars/Olympus' })).toEqual(invalid('json.zone'));
    expect(await put({ language: 'not a language' })).toEqual(invalid('json.language'));
    expect(await days({ logDays: 0 })).toEqual(invalid('json.retention.logDays'));
    expect(await days({ contactDays: 3_651 })).toEqual(invalid('json.retention.contactDays'));
    expect(await days({ recordingDays: 1 })).toEqual(invalid('json.retention'));
    expect((await admin.get('/settings')).body).toEqual(before);
  });
});
