import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, test } from 'vitest';
import { post, signed } from '../kit/carrier.ts';
import type { Caller, CallerOptions } from '../kit/phone-caller.ts';
import { phoneClinic } from '../kit/phone-flows.ts';
import { callsLine, CLINIC, phoneLine, TOKEN } from '../kit/phone-line.ts';
import { patchbayDone, type RunningServer, temporaryFolder } from '../kit/running-server.ts';

const from = '+905321234567';

/** The built server with the clinic of the tests in place of the demo's. */
async function clinicServer(): Promise<RunningServer> {
  const server = await phoneLine();
  const file = join(temporaryFolder(), 'clinic.json');
  writeFileSync(file, JSON.stringify({ ...phoneClinic, id: 'clinic' }));
  const published = await patchbayDone(['publish', file], { env: { DATABASE_URL: server.database } });
  expect(published).toMatchObject({ code: 0 });
  return server;
}

const calling = (server: RunningServer, over: Partial<CallerOptions> = {}): Promise<Caller> =>
  callsLine(server, from, over);

function rows(server: RunningServer, table: 'log' | 'contacts' | 'dead_letters'): number {
  const db = new Database(server.database, { readonly: true });
  const { n } = db.prepare(`select count(*) as n from ${table}`).get() as { n: number };
  db.close();
  return n;
}

describe('a call to the built server', () => {
  test('in English by key, every request sent twice', async () => {
    const server = await clinicServer();
    const phone = await calling(server, { dials: () => ({ status: 'busy' }) });
    const twice = async (step: Promise<void>) => {
      await step;
      const before = rows(server, 'log');
      await phone.repeatsLastRequest();
      expect(rows(server, 'log')).toBe(before);
    };
    await phone.hears('For English, press 1.');
    await twice(phone.presses('1'));
    await phone.hears(
      'How can we help? For Appointment, press 1. For Prices, press 2. For A person, press 0.',
    );
    await twice(phone.presses('2'));
    await phone.hears('A check-up is 900 lira.');
    await twice(phone.presses('0'));
    await phone.hears('Nobody is free.');
    await twice(phone.staysSilent());
    await phone.hears('Are you there?');
    await twice(phone.presses('1'));
    await phone.hears('We are looking for a time.');
    await phone.hears('Goodbye.');
    await phone.isHungUpOn();
  });

  test('in Turkish by speech, over a restart of the server', async () => {
    const server = await clinicServer();
    const phone = await calling(server);
    await phone.says('Türkçe');
    await phone.hears('Nasıl yardımcı olabiliriz? Randevu için 1 tuşuna basın.');
    expect(await server.stop()).toBe(0);
    await phoneLine({ DATABASE_URL: server.database, PORT: new URL(server.url).port });
    await phone.repeatsLastRequest();
    await phone.says('fiyatlar lütfen', 0.6);
    await phone.hears('Muayene 900 lira.');
    await phone.hangsUp();
    const log = new Database(server.database, { readonly: true });
    const last = log.prepare('select event from log order by seq desc limit 1').get() as { event: string };
    log.close();
    expect(JSON.parse(last.event)).toMatchObject({ type: 'interaction.left', reason: 'completed' });
  });
});

test('forged, altered and misaddressed requests: refused, and not one row written', async () => {
  const server = await phoneLine();
  const phone = await calling(server);
  const address = `${server.url}/channels/twilio/voice`;
  const fields = { CallSid: 'CA-forged', From: from, To: CLINIC, CallStatus: 'ringing' };
  const genuine = signed({ token: TOKEN }, address, fields);
  const turn = phone.lastRequest();
  const tables = ['log', 'contacts', 'dead_letters'] as const;
  const before = tables.map((table) => rows(server, table));
  const refused = [
    [403, { ...genuine, headers: { 'content-type': genuine.headers['content-type']! } }],
    [403, signed({ token: `${TOKEN}x` }, address, fields)],
    [403, { ...genuine, body: genuine.body.replace('CA-forged', 'CA-forgee') }],
    [403, { ...genuine, url: `${address}/status` }],
    [403, { ...turn, url: `${address}/turn?turn=1`, body: `${turn.body}&Digits=1` }],
    [403, signed({ token: TOKEN }, address.replace('http:', 'https:'), fields)],
    [404, signed({ token: TOKEN }, address, { ...fields, To: '+15005550001' })],
    [415, { ...genuine, headers: { ...genuine.headers, 'content-type': 'text/xml' } }],
    [413, signed({ token: TOKEN }, address, { ...fields, Digits: '1'.repeat(70_000) })],
  ] as const;
  for (const [status, request] of refused) {
    const sent = { ...request, url: request.url.replace('https:', 'http:') };
    expect((await post(server.url, sent)).status).toBe(status);
  }
  expect(tables.map((table) => rows(server, table))).toEqual(before);
});
