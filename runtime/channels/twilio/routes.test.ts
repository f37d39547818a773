import { generateKeyPairSync } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CarrierRequest, type Credentials, post, signed } from '../../../tests/kit/carrier.ts';
import { draws, flipBit, sameForm } from '../../../tests/kit/forgeries.ts';
import { caller } from '../../../tests/kit/phone-caller.ts';
import { phoneClinic } from '../../../tests/kit/phone-flows.ts';
import { CLINIC, type PhoneServer, phoneServer, TOKEN } from '../../../tests/kit/phone-server.ts';

let server: PhoneServer;
const serve = async (over: Parameters<typeof phoneServer>[1] = {}) => {
  server = await phoneServer([phoneClinic], over);
};
beforeEach(() => serve());
afterEach(() => server.stop());

const FIELDS = { CallSid: 'CA1', From: '+905321234567', To: CLINIC, CallStatus: 'ringing' };
const address = (path = '') => `${server.url}/channels/twilio/voice${path}`;
const genuine = (
  url = address(),
  fields: { [name: string]: string } = FIELDS,
  by: Credentials = { token: TOKEN },
) => signed(by, url, fields);
const send = async (request: CarrierRequest) => (await post(server.url, request)).status;
const nothingWritten = () => {
  expect(server.host.contacts.size).toBe(0);
  expect(server.host.taken).toEqual([]);
  expect(server.host.deadLetters).toEqual([]);
};

test('a genuine request is answered', async () => {
  const answer = await post(server.url, genuine());
  expect(answer).toMatchObject({ status: 200, contentType: 'text/xml; charset=utf-8' });
});

describe('refused, and nothing written', () => {
  afterEach(nothingWritten);
  const without = ({ headers, ...rest }: CarrierRequest, name: string): CarrierRequest => {
    const { [name]: _left, ...others } = headers;
    return { ...rest, headers: others };
  };
  test.each<[string, number, () => CarrierRequest]>([
    ['no signature', 403, () => without(genuine(), 'x-twilio-signature')],
    ['another token', 403, () => genuine(address(), FIELDS, { token: 'guessed' })],
    ['signed for another route', 403, () => ({ ...genuine(), url: address('/turn?turn=1') })],
    [
      'another caller',
      403,
      () => ({ ...genuine(), body: genuine().body.replace('905321234567', '905321234568') }),
    ],
    ['a field more', 403, () => ({ ...genuine(), body: `${genuine().body}&Digits=1` })],
    ['the name of another host', 403, () => genuine('https://elsewhere.example/channels/twilio/voice')],
    [
      'a status without signature',
      403,
      () => ({ ...without(genuine(), 'x-twilio-signature'), url: address('/status') }),
    ],
    ['a number we do not have', 404, () => genuine(address(), { ...FIELDS, To: '+15005550009' })],
    ['no number', 404, () => genuine(address(), { CallSid: 'CA1' })],
    ['no content type', 415, () => ({ ...genuine(), headers: { 'content-type': 'text/plain' } })],
    [
      'another content type',
      415,
      () => ({ ...genuine(), headers: { 'content-type': 'multipart/form-data; boundary=x' } }),
    ],
    ['JSON that is none', 400, () => ({ ...genuine(), headers: { 'content-type': 'application/json' } })],
    ['64 kB and more', 413, () => genuine(address(), { ...FIELDS, CallerName: 'x'.repeat(65_536) })],
  ])('%s: %i', async (_name, status, request) => {
    expect(await send(request())).toBe(status);
  });

  test('no secret: nothing gets through', async () => {
    server.host.connections.get('phone-clinic')!.secret = '';
    expect(await send(genuine(address(), FIELDS, { token: '' }))).toBe(403);
    delete server.host.connections.get('phone-clinic')!.secret;
    expect(await send(genuine())).toBe(403);
  });

  test('300 requests with one bit changed', async () => {
    const draw = draws(41);
    const { body, headers } = genuine();
    const signature = headers['x-twilio-signature']!;
    for (let round = 0; round < 300; round += 1) {
      const changed = round % 2 === 0 ? flipBit(body, draw) : body;
      if (changed !== body && sameForm(Buffer.from(changed, 'latin1'), Buffer.from(body))) continue;
      const flipped = round % 2 === 1 ? flipBit(signature, draw) : signature;
      // What HTTP itself does not let through in a header never reaches us.
      if (/[^\u0020-\u007e]/.test(flipped)) continue;
      const status = await send({
        url: address(),
        headers: { ...headers, 'x-twilio-signature': flipped },
        body: changed,
      });
      expect([403, 404]).toContain(status);
    }
  });
});

describe('the address that is signed', () => {
  const forwarded = (request: CarrierRequest): CarrierRequest => ({
    ...request,
    headers: {
      ...request.headers,
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'pbx.example',
      forwarded: 'host=pbx.example;proto=https',
    },
  });

  test('is never taken from forwarding headers', async () => {
    const elsewhere = signed({ token: TOKEN }, 'https://pbx.example/channels/twilio/voice', FIELDS);
    expect(await send(forwarded(elsewhere))).toBe(403);
    expect(await send(forwarded(genuine()))).toBe(200);
  });

  test('is the public one when it is set, with or without its port', async () => {
    server.host.publicUrl = 'https://pbx.example';
    for (const host of ['pbx.example', 'pbx.example:443'])
      expect(await send(signed({ token: TOKEN }, `https://${host}/channels/twilio/voice`, FIELDS))).toBe(200);
    expect(await send(genuine())).toBe(403);
  });

  test("is the connection's own before all, and documents point there", async () => {
    await server.stop();
    await serve({ config: { publicUrl: 'https://voice.example/pbx/' } });
    server.host.publicUrl = 'https://pbx.example';
    // As behind a proxy that takes the prefix away.
    const request = signed({ token: TOKEN }, 'https://voice.example/pbx/channels/twilio/voice', FIELDS);
    const answer = await post(server.url, { ...request, url: address() });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain(
      'action="https://voice.example/pbx/channels/twilio/voice/turn?turn=1&amp;language=en"',
    );
  });

  test('keeps the spelling it came with', async () => {
    const path = "/channels/twilio/voice?note=it's%20%41";
    const { headers, body } = signed({ token: TOKEN }, server.url + path, FIELDS);
    const status = await new Promise((resolve, reject) => {
      const { port } = new URL(server.url);
      httpRequest({ host: '127.0.0.1', port, path, method: 'POST', headers }, (answer) =>
        resolve(answer.resume().statusCode),
      )
        .on('error', reject)
        .end(body);
    });
    expect(status).toBe(200);
  });
});

describe('Telnyx', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const secret = publicKey.export({ format: 'der', type: 'spki' }).subarray(12).toString('base64');
  const by = (now?: number): Credentials => ({
    dialect: 'telnyx',
    privateKey,
    now: () => now ?? server.host.clock,
  });
  beforeEach(async () => {
    await server.stop();
    await serve({ secret, config: { dialect: 'telnyx' } });
  });

  test('a whole call', async () => {
    const phone = caller(server.url, { ...by(), from: '+905321234567', to: CLINIC });
    await phone.calls();
    await phone.presses('1');
    await phone.staysSilent();
    await phone.hears('Are you there?');
    await phone.presses('2');
    await phone.hears('A check-up is 900 lira.');
    await phone.hangsUp();
    expect(server.host.taken.map(({ what }) => what.type)).toEqual([
      'opened',
      'input',
      'timedOut',
      'input',
      'left',
    ]);
  });

  test('stale is 401, forged is 403, and nothing is written', async () => {
    expect(await send(genuine(address(), FIELDS, by(server.host.clock - 301_000)))).toBe(401);
    expect(await send(genuine(address(), FIELDS, { dialect: 'telnyx', now: () => server.host.clock }))).toBe(
      403,
    );
    expect(await send({ ...genuine(address(), FIELDS, by()), body: `${genuine().body}&x=1` })).toBe(403);
    nothingWritten();
  });
});

test('a JSON body is taken with its hash in the address', async () => {
  const body = JSON.stringify(FIELDS);
  const { createHash } = await import('node:crypto');
  const url = address(`?bodySHA256=${createHash('sha256').update(body).digest('hex')}`);
  const { headers } = genuine(url, {});
  const json = { url, headers: { ...headers, 'content-type': 'application/json' }, body };
  expect(await send(json)).toBe(200);
  expect(await send({ ...json, body: body.replace('ringing', 'RINGING') })).toBe(403);
});
