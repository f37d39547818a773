import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { APIError } from 'better-auth/api';
import { genericOAuth, twoFactor } from 'better-auth/plugins';
import type { Db } from '../../db/client.ts';
import { userOfInstallation } from '../../db/queries/users.ts';
import type { Writer } from '../../db/writer.ts';
import type { Log } from '../log.ts';
import { databaseAdapter } from './adapter.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { type ProviderLogin, providerOptions } from './provider-login.ts';

export interface LibraryParts {
  db: Db;
  writer: Writer;
  /** Signs cookies, encrypts second factors. */
  secret: string;
  /** Where browsers find us, without a trailing slash. */
  url: string;
  newId: () => string;
  log: Log;
  /** Brings a reset token to its owner; without it nobody can ask for one. */
  sendReset?: (user: { id: string; email: string; name: string }, token: string) => Promise<void>;
}

/** Paths of the library that are used; no other of its routes can be reached. */
export type LibraryPath =
  | '/sign-in/email'
  | '/sign-in/social'
  | '/sign-out'
  | '/callback/:id'
  | '/two-factor/enable'
  | '/two-factor/disable'
  | '/two-factor/verify-totp'
  | '/two-factor/verify-backup-code'
  | '/request-password-reset'
  | '/reset-password'
  | '/change-password';

/** What does the proving: passwords, second factors, cookies, sign-in elsewhere. */
export interface Library {
  /** Hands a request to one of its routes. `body` is what we have checked, never what came in. */
  ask(
    path: LibraryPath,
    from: { headers: Headers; address: string; body?: { [name: string]: unknown }; query?: string },
  ): Promise<Response>;
  /** Name of the cookie that holds the session. */
  sessionCookie: string;
}

/** The longest an organisation may let a session last. */
export const LONGEST_SESSION_MS = 24 * 60 * 60_000;
const ADDRESS_HEADER = 'x-patchbay-address';

/** The sign-in library for everybody, or for the people who come from one identity provider. */
export function library(parts: LibraryParts, login?: ProviderLogin): Library {
  const { url } = parts;
  const secure = url.startsWith('https:');
  const prefix = secure ? '__Host-patchbay' : 'patchbay';
  const common = optionsOf(parts, prefix, secure);
  const auth = betterAuth(
    login
      ? {
          ...common,
          ...providerOptions(login, parts.db, common),
          plugins: [genericOAuth({ config: [login.config] })],
        }
      : {
          ...common,
          plugins: [twoFactor({ issuer: 'Patchbay', schema: { twoFactor: { modelName: 'twoFactors' } } })],
        },
  );
  return {
    sessionCookie: `${prefix}.session_token`,
    ask(path, { headers, address, body, query = '' }) {
      const given = new Headers({ [ADDRESS_HEADER]: address, origin: url });
      for (const name of ['cookie', 'user-agent']) {
        const value = headers.get(name);
        if (value !== null) given.set(name, value);
      }
      if (body) given.set('content-type', 'application/json');
      const place = login ? path.replace(':id', login.config.providerId) : path;
      return auth.handler(
        new Request(`${url}/api/auth${place}${query}`, {
          method: path === '/callback/:id' ? 'GET' : 'POST',
          headers: given,
          ...(body ? { body: JSON.stringify(body) } : {}),
        }),
      );
    },
  };
}

function optionsOf(
  { db, writer, secret, url, newId, log, sendReset }: LibraryParts,
  prefix: string,
  secure: boolean,
) {
  const text = { type: 'string', required: false, input: false } as const;
  return {
    appName: 'Patchbay',
    baseURL: url,
    basePath: '/api/auth',
    secret,
    database: databaseAdapter(db, writer),
    telemetry: { enabled: false },
    // Ours counts per account, and survives a restart.
    rateLimit: { enabled: false },
    logger: { log: (level, message) => void (level === 'error' && log('warn', 'sign-in', { message })) },
    advanced: {
      // With its own switch the library would write "__Secure-" before the name.
      useSecureCookies: false,
      cookiePrefix: prefix,
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
      database: { generateId: newId },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    user: { modelName: 'users', additionalFields: { organisation: text, role: text } },
    account: { modelName: 'logins', updateAccountOnSignIn: false },
    verification: { modelName: 'verifications', storeIdentifier: 'hashed' },
    session: {
      modelName: 'sessions',
      // The organisation's own limits are shorter, and checked with each request.
      expiresIn: LONGEST_SESSION_MS / 1000,
      disableSessionRefresh: true,
      additionalFields: { method: text },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 8,
      maxPasswordLength: 200,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => verifyPassword(hash, password),
      },
      resetPasswordTokenExpiresIn: 600,
      revokeSessionsOnPasswordReset: true,
      ...(sendReset ? { sendResetPassword: ({ user, token }) => sendReset(user, token) } : {}),
    },
    databaseHooks: {
      // People come in by an invitation, which writes them itself.
      user: { create: { before: async () => false } },
      session: {
        create: {
          async before(session, context) {
            if (userOfInstallation(db, session.userId)?.disabledAt !== null)
              throw new APIError('FORBIDDEN', {
                code: 'ACCOUNT_DISABLED',
                message: 'This account is disabled.',
              });
            const method = context?.path.startsWith('/callback') ? 'sso' : 'password';
            // A session that follows another (after a change of the second factor) keeps how that began.
            return { data: { ...session, method: session['method'] ?? method } };
          },
        },
      },
    },
  } satisfies BetterAuthOptions;
}
