import { createPrivateKey } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, writerPragmas } from '../../db/guard.ts';
import { signed } from '../kit/carrier.ts';
import { draws, flipBit, sameForm } from '../kit/forgeries.ts';
import { started, type Started } from '../kit/started.ts';
import { noteTried } from './kit/tried.ts';

/** Published by Twilio (twilio-node, spec/validation.spec.js): token and fields. */
const TWILIO = { token: '12345', url: 'https://mycompany.com/channels/twilio/voice' };
const FIELDS = {
  CallSid: 'CA1234567890ABCDE',
  Caller: '+14158675309',
  Digits: '1234',
  From: '+14158675309',
  To: '+18005551212',
};
/** RFC 8032, section 7.1, test 2: a published key pair, since Telnyx publishes no vector. */
const ED25519 = {
  secret: '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
  public: '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
};
/** Published with the Standard Webhooks specification. */
const WEBHOOK = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: '1614265330',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  body: '{"test": 2432232314}',
};
const NOW = Number(WEBHOOK.timestamp) * 1_000;
const MUTATIONS = Number(process.env['ATTACK_MUTATIONS'] ?? 1_500);

interface Sent {
  path: string;
  headers: { [name: string]: string };
  body: string;
}

let runtime: Started;
let end: () => Promise<void>;
beforeAll(async () => {
  runtime = await started({}, { now: () => NOW, log: () => undefined }, (stop) => (end = stop));
  const insert = `insert into connections (id, organisation, channel, name, address, flow, config, secret, enabled)
    values (?, 'main', ?, 'attacked', ?, 'clinic', ?, ?, 1)`;
  const add = connect(runtime.file, writerPragmas);
  const key = Buffer.from(ED25519.public, 'hex').toString('base64');
  const publicUrl = 'https://mycompany.com';
  const telnyx = JSON.stringify({ dialect: 'telnyx', publicUrl });
  add.prepare(insert).run('twilio', 'twilio', FIELDS.To, JSON.stringify({ publicUrl }), TWILIO.token);
  add.prepare(insert).run('telnyx', 'twilio', '+18005550000', telnyx, key);
  add.prepare(insert).run('bare', 'twilio', '+18005550001', '{}', null);
  add.prepare(insert).run('webhook', 'http', null, '{"mode":"answer"}', WEBHOOK.secret);
  add.prepare(insert).run('no-secret', 'http', null, '{"mode":"answer"}', null);
  add.close();
});
afterAll(() => end());

const send = async ({ path, headers, body }: Sent): Promise<number> => {
  const request = new Request(`http://127.0.0.1${path}`, { method: 'POST', headers, body });
  return (await runtime.ask(request)).status;
};

/** Rows of every table. */
function written(): string {
  const open = connect(runtime.file, []);
  const names = open.prepare("select name from sqlite_master where type = 'table'").all() as {
    name: string;
  }[];
  const counts = names.map(({ name }) => [name, open.prepare(`select count(*) n from "${name}"`).get()]);
  open.close();
  return JSON.stringify(counts);
}

const fromCarrier = (
  dialect: 'twilio' | 'telnyx',
  now = NOW,
  fields: Record<string, string> = FIELDS,
): Sent => {
  const privateKey = createPrivateKey({
    key: Buffer.from(`302e020100300506032b657004220420${ED25519.secret}`, 'hex'),
    format: 'der',
    type: 'pkcs8',
  });
  const to = dialect === 'telnyx' ? { ...fields, To: '+18005550000' } : fields;
  const { url, headers, body } = signed(
    { dialect, token: TWILIO.token, privateKey, now: () => now },
    TWILIO.url,
    to,
  );
  return { path: new URL(url).pathname, headers, body };
};
const webhook = (over: Partial<typeof WEBHOOK> = {}): Sent => {
  const { id, timestamp, signature, body } = { ...WEBHOOK, ...over };
  return {
    path: '/channels/http/webhook/messages',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signature,
    },
    body,
  };
};

const refused = (status: number): boolean => [400, 401, 403, 404, 415].includes(status);

/** A header or the body with one bit turned over; nothing where that means the same. */
function mutated(sent: Sent, draw: ReturnType<typeof draws>, names: string[]): Sent | undefined {
  const name = ['body', ...names][draw(names.length + 1)]!;
  if (name === 'body') {
    const body = flipBit(sent.body, draw);
    return sameForm(Buffer.from(body), Buffer.from(sent.body)) ? undefined : { ...sent, body };
  }
  const value = flipBit(sent.headers[name]!, draw);
  if (value.trim() !== value || /[^\x20-\x7e]/.test(value)) return undefined;
  return { ...sent, headers: { ...sent.headers, [name]: value } };
}

it.for([
  ['Twilio', () => fromCarrier('twilio'), ['x-twilio-signature']],
  ['Telnyx', () => fromCarrier('telnyx'), ['telnyx-signature-ed25519', 'telnyx-timestamp']],
  ['Standard Webhooks', () => webhook(), ['webhook-id', 'webhook-timestamp', 'webhook-signature']],
] as const)(
  `%s: ${MUTATIONS} mutations of a genuine request are refused, and nothing is written`,
  async ([_name, genuine, names], context) => {
    const draw = draws(20_261_122);
    const before = written();
    let tried = 0;
    const taken: Sent[] = [];
    while (tried < MUTATIONS) {
      const forged = mutated(genuine(), draw, [...names]);
      if (!forged) continue;
      tried += 1;
      if (!refused(await send(forged))) taken.push(forged);
    }
    noteTried(context, tried, taken.length);
    expect(taken).toEqual([]);
    expect(written()).toBe(before);
  },
);

it.each([
  [
    'nothing signed',
    { ...fromCarrier('twilio'), headers: { 'content-type': 'application/x-www-form-urlencoded' } },
  ],
  ['signed with no token', fromCarrierWith('')],
  ['signed with another token', fromCarrierWith('12346')],
  ['another number of ours without a secret', fromCarrier('twilio', NOW, { ...FIELDS, To: '+18005550001' })],
  ['a number with a zero character', fromCarrier('twilio', NOW, { ...FIELDS, To: '\0' })],
  ['a query that was not signed', { ...fromCarrier('twilio'), path: '/channels/twilio/voice?turn=9' }],
  ['another route', { ...fromCarrier('twilio'), path: '/channels/twilio/voice/status' }],
  ['Telnyx, an hour old', fromCarrier('telnyx', NOW - 3_600_000)],
  ['Telnyx, from the future', fromCarrier('telnyx', NOW + 3_600_000)],
  ['a webhook an hour old', webhook({ timestamp: String(Number(WEBHOOK.timestamp) - 3_600) })],
  ['a webhook without a signature', webhook({ signature: '' })],
  ['a webhook signed by nobody', webhook({ signature: 'v1,' })],
  ['a webhook of another version', webhook({ signature: WEBHOOK.signature.replace('v1', 'v1a') })],
  ['a connection without a secret', { ...webhook(), path: '/channels/http/no-secret/messages' }],
  ['a connection that is not there', { ...webhook(), path: '/channels/http/nobody/messages' }],
  ['a phone connection by its id', { ...webhook(), path: '/channels/http/twilio/messages' }],
] as const)('is refused, and nothing is written: %s', async (_name, sent) => {
  const before = written();
  expect(refused(await send(sent))).toBe(true);
  expect(written()).toBe(before);
});

it('the genuine requests get in (positive control)', async () => {
  const before = written();
  // The published body is genuine and no message of ours: it is refused for what it says, not for who says it.
  expect(await send(webhook())).toBe(400);
  expect(await send({ ...webhook(), headers: { ...webhook().headers, 'webhook-id': 'other' } })).toBe(401);
  expect(
    await send({
      ...webhook(),
      headers: { authorization: `Bearer ${WEBHOOK.secret}`, 'content-type': 'application/json' },
      body: '{"id":"1","conversation":"c","text":"hi"}',
    }),
  ).toBeLessThan(504);
  expect([200, 503]).toContain(await send(fromCarrier('twilio')));
  expect([200, 503]).toContain(await send(fromCarrier('telnyx')));
  expect(written()).not.toBe(before);
});

function fromCarrierWith(token: string): Sent {
  const { url, headers, body } = signed({ token }, TWILIO.url, FIELDS);
  return { path: new URL(url).pathname, headers, body };
}
