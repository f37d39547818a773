import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Key } from './keys.ts';

/** The headers a request can prove its origin with, as received. */
export interface Credentials {
  authorization?: string | undefined;
  id?: string | undefined;
  timestamp?: string | undefined;
  signature?: string | undefined;
}

const TOLERANCE_SECONDS = 300;
const MOST_SIGNATURES = 10;
const BEARER = 'Bearer ';

/** Standard Webhooks signature of a body, one per key. */
export const sign = (
  keys: readonly Key[],
  id: string,
  timestamp: number | string,
  body: string | Uint8Array,
): string => keys.map((key) => `v1,${mac(key, id, timestamp, body)}`).join(' ');

/** Whether a request comes from someone who knows one of the secrets: signed over the raw body, or bearing the secret. */
export function isAuthentic(
  keys: readonly Key[],
  { authorization, id, timestamp, signature }: Credentials,
  body: Uint8Array,
  now: number,
): boolean {
  if (signature !== undefined)
    return (
      id !== undefined &&
      id !== '' &&
      timestamp !== undefined &&
      isRecent(timestamp, now) &&
      isSigned(keys, id, timestamp, signature, body)
    );
  if (!authorization?.startsWith(BEARER)) return false;
  const given = Buffer.from(authorization.slice(BEARER.length));
  return keys.some(({ bearer }) => isEqual(bearer, given));
}

const isRecent = (timestamp: string, now: number): boolean =>
  /^[1-9]\d{0,11}$/.test(timestamp) &&
  Math.abs(Math.floor(now / 1_000) - Number(timestamp)) <= TOLERANCE_SECONDS;

function isSigned(
  keys: readonly Key[],
  id: string,
  timestamp: string,
  header: string,
  body: Uint8Array,
): boolean {
  const given = header
    .split(' ', MOST_SIGNATURES)
    .filter((one) => one.startsWith('v1,'))
    .map((one) => Buffer.from(one.slice(3)));
  if (given.length === 0) return false;
  // Compared as text: base64 has several spellings of the same bytes, and only ours is a signature.
  return keys.some((key) => {
    const expected = Buffer.from(mac(key, id, timestamp, body));
    return given.some((one) => isEqual(expected, one));
  });
}

const mac = (key: Key, id: string, timestamp: number | string, body: string | Uint8Array): string =>
  createHmac('sha256', key.signing).update(`${id}.${timestamp}.`).update(body).digest('base64');

const isEqual = (expected: Buffer, given: Buffer): boolean =>
  expected.length === given.length && timingSafeEqual(expected, given);
