import { createHash } from 'node:crypto';
import type { AuthRow } from '../../db/queries/auth-rows.ts';
import { newToken } from './token.ts';

const LASTS = 10 * 60_000;

/** A link to a new password, made by an admin: the same row the sign-in library writes when a person asks for a letter. */
export function resetLink(
  id: string,
  user: string,
  at: number,
): { token: string; expiresAt: number; row: AuthRow } {
  const token = newToken();
  const expiresAt = at + LASTS;
  // As the library hashes identifiers (`storeIdentifier: 'hashed'`).
  const identifier = createHash('sha256').update(`reset-password:${token}`).digest('base64url');
  return { token, expiresAt, row: { id, identifier, value: user, expiresAt, createdAt: at, updatedAt: at } };
}
