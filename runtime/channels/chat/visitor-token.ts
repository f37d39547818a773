import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';

/** A visitor comes back within half a year, or is a new one. */
const LIFETIME_MS = 180 * 24 * 60 * 60 * 1000;

/** Part of what is signed: a token of another format never passes for one of this. */
const VERSION = 'v1';

/** Who holds a token, and where it counts. */
export interface VisitorClaims {
  visitor: string;
  connection: string;
  /** Epoch ms. */
  expires: number;
}

const claimsSchema = z.strictObject({
  visitor: z.string().min(1),
  connection: z.string().min(1),
  expires: z.number(),
});

/** A token that makes its holder this visitor on this connection. */
export function issueToken(visitor: string, connection: string, now: number, key: Uint8Array): string {
  const claims: VisitorClaims = { visitor, connection, expires: now + LIFETIME_MS };
  const body = `${VERSION}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}`;
  return `${body}.${sign(body, key).toString('base64url')}`;
}

/** The claims of a token, or undefined when it is forged, over, of another connection or no token at all. */
export function readToken(
  token: string,
  connection: string,
  now: number,
  key: Uint8Array,
): VisitorClaims | undefined {
  const [version, payload, mac, ...rest] = token.split('.');
  if (version !== VERSION || payload === undefined || mac === undefined || rest.length > 0) return undefined;
  const given = Buffer.from(mac, 'base64url');
  const right = sign(`${version}.${payload}`, key);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  // base64url has several spellings of one value; only the one that was issued counts.
  if (given.toString('base64url') !== mac) return undefined;
  const claims = claimsOf(payload);
  return claims && claims.connection === connection && claims.expires > now ? claims : undefined;
}

/** Whether a token should be replaced while its holder is here. */
export const isAgeing = (claims: VisitorClaims, now: number): boolean =>
  claims.expires - now < LIFETIME_MS / 2;

const sign = (body: string, key: Uint8Array): Buffer => createHmac('sha256', key).update(body).digest();

function claimsOf(payload: string): VisitorClaims | undefined {
  try {
    return claimsSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  } catch {
    return undefined;
  }
}
