import { createSecretKey, type KeyObject } from 'node:crypto';

/** One secret of a connection, ready to compare and to sign with. */
export interface Key {
  bearer: Buffer;
  signing: KeyObject;
}

const WELL_FORMED = /^whsec_((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/;
/** What Standard Webhooks asks for: 192 to 512 bits. */
const BYTES = { least: 24, most: 64 };

const REMEMBERED = 1_000;
const remembered = new Map<string, readonly Key[]>();

/**
 * Keys of a connection; several secrets separated by spaces are all valid, so that one can be replaced by the next.
 * A secret that is not `whsec_` and base64 of 24 to 64 bytes gives no key: Node would read broken base64 as a short or
 * even empty key, which anyone could sign with.
 */
export function keysOf(secret: string | undefined): readonly Key[] {
  if (!secret) return [];
  const known = remembered.get(secret);
  if (known) return known;
  const keys = secret.split(' ').flatMap(keyOf);
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(secret, keys);
  return keys;
}

function keyOf(secret: string): Key[] {
  const base64 = WELL_FORMED.exec(secret)?.[1];
  if (base64 === undefined) return [];
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length < BYTES.least || bytes.length > BYTES.most) return [];
  return [{ bearer: Buffer.from(secret), signing: createSecretKey(bytes) }];
}
