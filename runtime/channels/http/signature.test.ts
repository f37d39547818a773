import { expect, test } from 'vitest';
import { keysOf } from './keys.ts';
import { type Credentials, isAuthentic, sign } from './signature.ts';

// The vector that the Standard Webhooks specification publishes with its libraries.
const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const body = Buffer.from('{"test": 2432232314}');
const published = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: '1614265330',
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};
const now = 1_614_265_330_000;
const another = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;

const accepts = (
  credentials: Credentials,
  given: { secret?: string; body?: Uint8Array; now?: number } = {},
) => isAuthentic(keysOf(given.secret ?? secret), credentials, given.body ?? body, given.now ?? now);

test('the published vector is accepted, and made', () => {
  expect(accepts(published)).toBe(true);
  expect(sign(keysOf(secret), published.id, published.timestamp, body)).toBe(published.signature);
});

test('not one of 2,000 mutations of the vector is accepted', () => {
  let seed = 20_260_101;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const mutate = (text: string) => {
    const at = random(text.length);
    const kind = random(4);
    const char = String.fromCharCode(33 + random(94));
    if (kind === 0) return text.slice(0, at) + text.slice(at + 1);
    if (kind === 1) return text.slice(0, at) + char + text.slice(at);
    if (kind === 2) return text.slice(0, at);
    return text.slice(0, at) + char + text.slice(at + 1);
  };
  let tried = 0;
  while (tried < 2_000) {
    const changed = { ...published, body: body.toString() };
    const field = (['id', 'timestamp', 'signature', 'body'] as const)[tried % 4]!;
    changed[field] = mutate(changed[field]);
    if (changed[field] === (field === 'body' ? body.toString() : published[field])) continue;
    const { body: changedBody, ...credentials } = changed;
    expect(accepts(credentials, { body: Buffer.from(changedBody) }), JSON.stringify(changed)).toBe(false);
    tried += 1;
  }
});

test('every single bit of body and signature counts', () => {
  for (let bit = 0; bit < body.length * 8; bit += 1) {
    const flipped = Buffer.from(body);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    expect(accepts(published, { body: flipped })).toBe(false);
  }
  // The last character but one carries two bits that decode to nothing: another spelling is another signature.
  expect(accepts({ ...published, signature: published.signature.replace('E=', 'F=') })).toBe(false);
});

test.each([
  ['five minutes early', 300, true],
  ['more than five minutes early', 301, false],
  ['five minutes late', -300, true],
  ['more than five minutes late', -301, false],
])('a signature %s', (_name, seconds, expected) => {
  expect(accepts(published, { now: now + seconds * 1_000 })).toBe(expected);
});

test('one of several signatures is enough, also the one of a secret that is being replaced', () => {
  const { signature } = published;
  expect(accepts({ ...published, signature: `v1a,x v1,AAAA ${signature}` })).toBe(true);
  expect(accepts(published, { secret: `${another} ${secret}` })).toBe(true);
  expect(accepts(published, { secret: another })).toBe(false);
  expect(accepts({ ...published, signature: `${'v1,AAAA '.repeat(10)}${signature}` })).toBe(false);
  const twice = sign(keysOf(`${another} ${secret}`), published.id, published.timestamp, body);
  expect(accepts({ ...published, signature: twice }, { secret: another })).toBe(true);
});

test('the bare secret is accepted as bearer, and nothing near it', () => {
  expect(accepts({ authorization: `Bearer ${secret}` })).toBe(true);
  expect(accepts({ authorization: `Bearer ${another}` }, { secret: `${another} ${secret}` })).toBe(true);
  for (const given of [secret.slice(0, -1), `${secret} `, secret.toLowerCase(), '', 'é'.repeat(38)])
    expect(accepts({ authorization: `Bearer ${given}` })).toBe(false);
  expect(accepts({ authorization: secret })).toBe(false);
  expect(accepts({})).toBe(false);
  expect(accepts({ ...published, signature: 'v1,x', authorization: `Bearer ${secret}` })).toBe(false);
});

test.each([
  '',
  ' ',
  'whsec_',
  'secret',
  'whsec_not base64',
  'whsec_!!!!',
  `whsec_${Buffer.alloc(23).toString('base64')}`,
  `whsec_${Buffer.alloc(65).toString('base64')}`,
  secret.slice('whsec_'.length),
])('the secret "%s" is no secret: nothing is accepted with it', (broken) => {
  expect(keysOf(broken)).toEqual([]);
  const signature = sign(keysOf(`whsec_${Buffer.alloc(24).toString('base64')}`), 'a', '1614265330', body);
  expect(accepts({ id: 'a', timestamp: '1614265330', signature }, { secret: broken })).toBe(false);
  expect(accepts({ authorization: `Bearer ${broken}` }, { secret: broken })).toBe(false);
});
