import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAgeing, issueToken, readToken } from './visitor-token.ts';

const key = new Uint8Array(32).fill(7);
const now = Date.UTC(2026, 0, 1);
const day = 24 * 60 * 60 * 1000;
const token = issueToken('v1', 'web', now, key);
const signed = (body: string): string =>
  `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;

test('a token names its visitor', () =>
  expect(readToken(token, 'web', now, key)).toMatchObject({ visitor: 'v1' }));

describe('refused', () => {
  test.each([
    ['on another connection', token, 'shop', now, key],
    ['when it is over', token, 'web', now + 181 * day, key],
    ['under another key', token, 'web', now, new Uint8Array(32).fill(8)],
    ['without a signature', token.split('.').slice(0, 2).join('.'), 'web', now, key],
    ['with a short signature', `${token.slice(0, -2)}`, 'web', now, key],
    ['with something behind', `${token}.x`, 'web', now, key],
    ['of another version', token.replace('v1.', 'v2.'), 'web', now, key],
    [
      'signed, but no claims',
      signed(`v1.${Buffer.from('{"visitor":"v1"}').toString('base64url')}`),
      'web',
      now,
      key,
    ],
    ['signed, but no JSON', signed('v1.e30x'), 'web', now, key],
    ['empty', '', 'web', now, key],
    ['dots', '...', 'web', now, key],
    ['strange letters', 'v1.é.ü', 'web', now, key],
  ])('%s', (_, given, connection, at, withKey) =>
    expect(readToken(given, connection, at, withKey)).toBeUndefined(),
  );

  test('with any letter changed', () => {
    for (let index = 0; index < token.length; index++) {
      const other = token[index] === 'A' ? 'B' : 'A';
      const forged = token.slice(0, index) + other + token.slice(index + 1);
      expect(readToken(forged, 'web', now, key), forged).toBeUndefined();
    }
  });

  test('whatever is made up', () =>
    fc.assert(fc.property(fc.string(), (text) => readToken(text, 'web', now, key) === undefined)));
});

test('a token is replaced in the second half of its life', () => {
  const claims = readToken(token, 'web', now, key)!;
  expect(isAgeing(claims, now + 80 * day)).toBe(false);
  expect(isAgeing(claims, now + 100 * day)).toBe(true);
});
