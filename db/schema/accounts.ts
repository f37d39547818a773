import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** A company, or a branch of one. Nothing of one organisation is ever shown to another. */
export const organisations = sqliteTable('organisations', {
  id: text().primaryKey(),
  name: text().notNull(),
  /** Admins and supervisors must prove a second factor. */
  requireTwoFactor: integer('require_two_factor', { mode: 'boolean' }).notNull(),
  /** A session ends this long after it was last used, ms. */
  idleMs: integer('idle_ms').notNull(),
  /** A session ends this long after its sign-in, however much it is used, ms. */
  longestMs: integer('longest_ms').notNull(),
  createdAt: integer('created_at').notNull(),
});

/** Who works here. One person belongs to one organisation, so that no other can act on the account. */
export const users = sqliteTable(
  'users',
  {
    id: text().primaryKey(),
    organisation: text()
      .notNull()
      .references(() => organisations.id),
    name: text().notNull(),
    email: text().notNull(),
    emailVerified: integer('email_verified', { mode: 'boolean' }).notNull(),
    image: text(),
    role: text().notNull(),
    twoFactorEnabled: integer('two_factor_enabled', { mode: 'boolean' }),
    disabledAt: integer('disabled_at'),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [uniqueIndex('user_email').on(table.email), index('user_organisation').on(table.organisation)],
);

/** How a user proves who they are: a password (argon2id), or an account at an identity provider. */
export const logins = sqliteTable(
  'logins',
  {
    id: text().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    providerId: text('provider_id').notNull(),
    accountId: text('account_id').notNull(),
    password: text(),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: integer('access_token_expires_at'),
    refreshTokenExpiresAt: integer('refresh_token_expires_at'),
    scope: text(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('login_account').on(table.providerId, table.accountId),
    index('login_user').on(table.userId),
  ],
);

/** A signed-in browser. `token` is a hash: who reads this table cannot use it. `updatedAt` is when it was last used. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    token: text().notNull(),
    method: text().notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    expiresAt: integer('expires_at').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [uniqueIndex('session_token').on(table.token), index('session_user').on(table.userId)],
);

/** What was handed out to be brought back once: reset tokens, states of a sign-in elsewhere. Identifiers are hashes. */
export const verifications = sqliteTable(
  'verifications',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: integer('expires_at').notNull(),
    createdAt: integer('created_at').notNull(),
    updatedAt: integer('updated_at').notNull(),
  },
  (table) => [index('verification_identifier').on(table.identifier)],
);

/** Secret and backup codes of a second factor, both encrypted. */
export const twoFactors = sqliteTable('two_factors', {
  id: text().primaryKey(),
  userId: text('user_id')
    .notNull()
    .unique('two_factor_user')
    .references(() => users.id, { onDelete: 'cascade' }),
  secret: text().notNull(),
  backupCodes: text('backup_codes').notNull(),
  verified: integer({ mode: 'boolean' }),
  failedVerificationCount: integer('failed_verification_count'),
  lockedUntil: integer('locked_until'),
});

/** A link that makes its bearer a user. Without an address it is the link for an organisation's first admin. */
export const invitations = sqliteTable(
  'invitations',
  {
    id: text().primaryKey(),
    organisation: text()
      .notNull()
      .references(() => organisations.id),
    email: text(),
    role: text().notNull(),
    tokenHash: text('token_hash').notNull(),
    invitedBy: text('invited_by').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at'),
  },
  (table) => [
    uniqueIndex('invitation_token').on(table.tokenHash),
    index('invitation_organisation').on(table.organisation),
  ],
);

/** Keys for programs. Only the hash is kept. */
export const apiTokens = sqliteTable(
  'api_tokens',
  {
    id: text().primaryKey(),
    organisation: text()
      .notNull()
      .references(() => organisations.id),
    name: text().notNull(),
    tokenHash: text('token_hash').notNull(),
    scopes: text({ mode: 'json' }).$type<string[]>().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at'),
    lastUsedAt: integer('last_used_at'),
  },
  (table) => [
    uniqueIndex('api_token_hash').on(table.tokenHash),
    index('api_token_organisation').on(table.organisation),
  ],
);

/** The identity provider an organisation's people may sign in with. The secret is sealed with the key `keyId` names. */
export const singleSignOns = sqliteTable('single_sign_ons', {
  organisation: text()
    .primaryKey()
    .references(() => organisations.id),
  label: text().notNull(),
  issuer: text().notNull(),
  clientId: text('client_id').notNull(),
  secret: text().notNull(),
  keyId: text('key_id').notNull(),
  /** People of these mail domains become users at their first sign-in. */
  domains: text({ mode: 'json' }).$type<string[]>().notNull(),
  newUserRole: text('new_user_role').notNull(),
  insideNetwork: integer('inside_network', { mode: 'boolean' }).notNull(),
  updatedAt: integer('updated_at').notNull(),
});

/** How often somebody tried, so that a restart forgives nothing. */
export const throttles = sqliteTable('throttles', {
  key: text().primaryKey(),
  attempts: integer().notNull(),
  since: integer().notNull(),
  /** How many times the limit was met in a row; each makes the pause longer. */
  level: integer().notNull(),
  blockedUntil: integer('blocked_until').notNull(),
});
