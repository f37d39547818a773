import type { MiddlewareHandler } from 'hono';
import { getSignedCookie } from 'hono/cookie';
import type { Accounts } from '../accounts/accounts.ts';
import { liveOf } from '../live-drafts/grant.ts';
import { MAIN_ORGANISATION } from '../settings.ts';
import type { Principal } from './access.ts';
import { clientAddress } from './client-address.ts';
import { knowsLocalToken } from './local-token.ts';
import { problem } from './problem.ts';
import type { ApiEnv } from './route.ts';

export interface PrincipalParts {
  accounts: Accounts;
  /** What the command line of this machine proves itself with; new at every start. */
  localToken: string;
  /** Proxies whose word on the client's address counts. */
  trustedProxies: readonly string[];
}

/** The command line of this machine, and what a start does by itself. */
export const MACHINE: Principal = {
  kind: 'machine',
  id: 'machine',
  name: 'command line',
  organisation: MAIN_ORGANISATION,
};

/**
 * Finds out who asks. A token in `Authorization` counts alone: a request that brings one is never taken for the person
 * whose browser sent it.
 */
export function identify({
  accounts,
  localToken,
  trustedProxies,
}: PrincipalParts): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    c.set('address', clientAddress(c, trustedProxies));
    const authorization = c.req.header('authorization');
    if (authorization !== undefined) {
      const token = /^Bearer (\S+)$/.exec(authorization)?.[1] ?? '';
      const principal = knowsLocalToken(c, localToken) ? MACHINE : accounts.findToken(token);
      if (!principal) return problem(c, 401, 'access.token', 'This token is not known here, or it is over.');
      c.set('principal', principal);
      return next();
    }
    const cookie = await getSignedCookie(c, accounts.cookieSecret, accounts.library.sessionCookie);
    const signedIn =
      typeof cookie === 'string'
        ? accounts.findSession(cookie, { idle: liveOf(c.env)?.idle ?? false })
        : undefined;
    if (signedIn) {
      const { id, name, organisation, role } = signedIn.user;
      c.set('principal', { kind: 'user', id, name, organisation, role });
      c.set('signedIn', signedIn);
    }
    return next();
  };
}
