import type { AuthCondition, AuthRow } from '../../db/queries/auth-rows.ts';
import { hashOfToken } from './token.ts';

const MARK = 'sha256:';

/** What is kept of a session's token. A token that comes from the table already is one. */
export const storedToken = (token: string): string =>
  token.startsWith(MARK) ? token : `${MARK}${hashOfToken(token)}`;

const hashed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(hashed);
  return typeof value === 'string' ? storedToken(value) : value;
};

export const hashedRow = (row: AuthRow): AuthRow =>
  'token' in row ? { ...row, token: hashed(row['token']) } : row;

export const hashedConditions = (conditions: AuthCondition[]): AuthCondition[] =>
  conditions.map((one) => (one.field === 'token' ? { ...one, value: hashed(one.value) } : one));

/** Puts the token back that a row was asked for with. */
export function plainTokenFor(where: readonly { field: string; value: unknown }[], row: AuthRow): AuthRow {
  const asked = where.find(({ field, value }) => field === 'token' && typeof value === 'string');
  return asked && storedToken(String(asked.value)) === row['token'] ? { ...row, token: asked.value } : row;
}
