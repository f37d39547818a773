import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { draws, flipBit } from '../../../../tests/kit/forgeries.ts';
import type { RawRequest } from '../../adapter.ts';
import { verify } from './verify.ts';

/** RFC 8032, section 7.1, test 2: a published key pair, since Telnyx publishes no vector. */
const SECRET_KEY = '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb';
const PUBLIC_KEY = Buffer.from(
  '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c',
  'hex',
).toString('base64');
const key = createPrivateKey({
  key: Buffer.from(`302e020100300506032b657004220420${SECRET_KEY}`, 'hex'),
  format: 'der',
  type: 'pkcs8',
});

const AT = Date.UTC(2026, 2, 2, 9);
const TIMESTAMP = String(AT / 1000);
const BODY = 'CallSid=v3%3AabcD&From=%2B353868000000&To=%2B353868000001&Digits=1';
const signed = (timestamp: string, body: string) =>
  sign(null, Buffer.from(`${timestamp}|${body}`), key).toString('base64');

const request = (over: { signature?: string; timestamp?: string; body?: string } = {}): RawRequest => ({
  method: 'POST',
  url: 'https://example.com/channels/twilio/voice',
  headers: {
    'content-type': 'application/x-www-form-urlencoded',
    'telnyx-timestamp': over.timestamp ?? TIMESTAMP,
    'telnyx-signature-ed25519': over.signature ?? signed(over.timestamp ?? TIMESTAMP, over.body ?? BODY),
  },
  body: Buffer.from(over.body ?? BODY, 'latin1'),
});
const verdict = (given: RawRequest, publicKey = PUBLIC_KEY, at = AT) =>
  verify('telnyx', publicKey, given, at);

test('the key pair is the one of RFC 8032', () => {
  expect(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(12).toString('base64')).toBe(
    PUBLIC_KEY,
  );
  // RFC 8032 test 2 itself: message 72.
  expect(sign(null, Buffer.from('72', 'hex'), key).toString('hex')).toBe(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  );
});

describe('the time', () => {
  test.each([
    [0, 'genuine'],
    [299, 'genuine'],
    [-299, 'genuine'],
    [301, 'stale'],
    [-301, 'stale'],
    [86_400, 'stale'],
  ] as const)('%i seconds after it was signed: %s', (later, expected) => {
    expect(verdict(request(), PUBLIC_KEY, AT + later * 1000)).toBe(expected);
  });

  test('a recorded request with a new time is forged, not stale', () => {
    const later = String(AT / 1000 + 3600);
    const replayed = request({ signature: signed(TIMESTAMP, BODY), timestamp: later });
    expect(verdict(replayed, PUBLIC_KEY, AT + 3_600_000)).toBe('forged');
  });
});

describe('what is malformed is forged, and nothing throws', () => {
  test.each([
    ['no signature', request({ signature: '' })],
    ['half a signature', request({ signature: signed(TIMESTAMP, BODY).slice(0, 40) })],
    ['no base64', request({ signature: 'é\u0000'.repeat(44) })],
    ['no time', request({ timestamp: '', signature: signed('', BODY) })],
    ['a time that is no number', request({ timestamp: '1e9', signature: signed('1e9', BODY) })],
    ['another body', request({ signature: signed(TIMESTAMP, `${BODY}2`) })],
    ['no headers', { ...request(), headers: {} }],
  ])('%s', (_name, given) => {
    expect(verdict(given)).toBe('forged');
  });

  test.each(['', 'key', `${PUBLIC_KEY}A`, Buffer.alloc(31).toString('base64')])('the key %j', (publicKey) => {
    expect(verdict(request(), publicKey)).toBe('forged');
  });
});

test('2,000 requests with one bit changed: none is taken', () => {
  const draw = draws(3);
  const signature = signed(TIMESTAMP, BODY);
  let taken = 0;
  for (let round = 0; round < 2_000; round += 1) {
    const forged = [
      () => request({ signature: flipBit(signature, draw) }),
      () => request({ signature, timestamp: flipBit(TIMESTAMP, draw) }),
      () => request({ signature, body: flipBit(BODY, draw) }),
    ][round % 3]!();
    if (verdict(forged) !== 'forged') taken += 1;
  }
  expect(taken).toBe(0);
});
