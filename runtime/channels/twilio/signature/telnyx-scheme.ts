import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { RawRequest } from '../../adapter.ts';
import type { Verdict } from './verify.ts';

/** Milliseconds a request may be older or, by another clock, younger than now. */
const TOLERANCE_MS = 5 * 60_000;

/** What stands before the 32 bytes of an Ed25519 key to make it a SubjectPublicKeyInfo (RFC 8410, section 10.1). */
const KEY_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');

/**
 * Telnyx's scheme: Ed25519 over `timestamp|body`, with the public key of the account.
 * @see https://developers.telnyx.com/docs/messaging/messages/receiving-webhooks
 */
export function signedByTelnyx(publicKey: string, { headers, body }: RawRequest, at: number): Verdict {
  const timestamp = headers['telnyx-timestamp'] ?? '';
  const signature = strictBase64(headers['telnyx-signature-ed25519'] ?? '', 64);
  const key = keyOf(publicKey);
  if (!signature || !key || !/^\d{1,12}$/.test(timestamp)) return 'forged';
  if (!verify(null, Buffer.concat([Buffer.from(`${timestamp}|`), body]), key, signature)) return 'forged';
  return Math.abs(at - Number(timestamp) * 1000) <= TOLERANCE_MS ? 'genuine' : 'stale';
}

/** The account's key as the portal shows it. */
function keyOf(publicKey: string): KeyObject | undefined {
  const bytes = strictBase64(publicKey.trim(), 32);
  if (!bytes) return undefined;
  try {
    return createPublicKey({ key: Buffer.concat([KEY_PREFIX, bytes]), format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
}

/** Decodes only the one right spelling: Node's own decoder skips what it does not know and ignores spare bits. */
function strictBase64(text: string, length: number): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === length && bytes.toString('base64') === text ? bytes : undefined;
}
