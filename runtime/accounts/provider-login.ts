import type { BetterAuthOptions } from 'better-auth';
import type { GenericOAuthConfig } from 'better-auth/plugins';
import type { Db } from '../../db/client.ts';
import type { SingleSignOnRow } from '../../db/queries/organisations.ts';
import { userByEmail, userOfInstallation } from '../../db/queries/users.ts';
import type { Provider } from './single-sign-on.ts';

/** One organisation's way in through its identity provider. */
export interface ProviderLogin {
  organisation: string;
  domains: readonly string[];
  newUserRole: string;
  config: GenericOAuthConfig;
}

/** Name of an organisation's provider in links and in the table of logins. */
export const providerIdOf = (organisation: string): string => `oidc-${organisation}`;

export function providerLogin(
  { organisation, domains, newUserRole, clientId }: SingleSignOnRow,
  secret: string,
  provider: Provider,
): ProviderLogin {
  return {
    organisation,
    domains,
    newUserRole,
    config: {
      providerId: providerIdOf(organisation),
      clientId,
      clientSecret: secret,
      authorizationUrl: provider.authorizationUrl,
      tokenUrl: provider.tokenUrl,
      scopes: ['openid', 'email', 'profile'],
      pkce: true,
      getToken: async (given) => ({ idToken: await provider.exchange(given) }),
      async getUserInfo({ idToken }) {
        const claims = idToken === undefined ? undefined : await provider.claims(idToken);
        // A provider that lets people write any address into their profile must not make them somebody else.
        if (!claims || String(claims.email_verified) === 'false') return null;
        const name = claims.name ?? claims.email;
        return { id: claims.sub, sub: claims.sub, email: claims.email, name, emailVerified: true };
      },
    },
  };
}

/**
 * What differs for people who come from a provider. Its organisation's admin decides what it says, so whatever it says
 * counts for that organisation's people only.
 */
export function providerOptions(
  { organisation, domains, newUserRole, config }: ProviderLogin,
  db: Db,
  common: BetterAuthOptions,
) {
  const belongs = (user: { id?: unknown; email?: unknown }, isNew: boolean): boolean => {
    const email = String(user.email).toLowerCase();
    if (isNew) return !userByEmail(db, email) && domains.some((domain) => email.endsWith(`@${domain}`));
    return userOfInstallation(db, String(user.id))?.organisation === organisation;
  };
  return {
    emailAndPassword: { enabled: false },
    user: {
      ...common.user,
      validateUserInfo: ({ user, source }) =>
        belongs(user, source.action === 'create-user')
          ? undefined
          : { error: 'sso_not_a_member', errorDescription: 'Not a member of this organisation.' },
    },
    account: {
      ...common.account,
      accountLinking: {
        enabled: true,
        trustedProviders: [config.providerId],
        requireLocalEmailVerified: false,
      },
    },
    databaseHooks: {
      ...common.databaseHooks,
      user: { create: { before: async (user) => ({ data: { ...user, organisation, role: newUserRole } }) } },
      account: {
        // Nothing is done in a person's name at the provider, so nothing that could do it is kept.
        create: {
          before: async (account) => ({
            data: { ...account, accessToken: null, refreshToken: null, idToken: null },
          }),
        },
      },
    },
  } satisfies BetterAuthOptions;
}
