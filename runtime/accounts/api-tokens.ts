import type { Db } from '../../db/client.ts';
import { apiTokenByHash, touchApiToken } from '../../db/queries/api-tokens.ts';
import type { Writer } from '../../db/writer.ts';
import type { Principal, Scope } from '../api/access.ts';
import { hashOfToken, newToken } from './token.ts';

const PREFIX = 'pb_';
const TOUCH_EVERY = 60_000;

/** A token for a program. The beginning lets scanners for leaked secrets recognise it. */
export const newApiToken = (): string => `${PREFIX}${newToken()}`;

/** Finds whose token it is; undefined when there is none, or it is over. */
export function apiTokenFinder({ db, writer, now }: { db: Db; writer: Writer; now: () => number }) {
  return (token: string): Principal | undefined => {
    if (!token.startsWith(PREFIX)) return undefined;
    const row = apiTokenByHash(db, hashOfToken(token));
    const at = now();
    if (!row || (row.expiresAt !== null && row.expiresAt <= at)) return undefined;
    if (at - (row.lastUsedAt ?? 0) >= TOUCH_EVERY)
      void writer.commit({ statements: [touchApiToken(row.id, at)] }).catch(() => undefined);
    const { id, name, organisation } = row;
    return { kind: 'token', id, name, organisation, scopes: row.scopes as Scope[] };
  };
}
