import type { Db } from '../../db/client.ts';
import { readSingleSignOn } from '../../db/queries/organisations.ts';
import { deleteOldSessions } from '../../db/queries/sessions.ts';
import { deleteOldThrottles } from '../../db/queries/throttles.ts';
import type { Writer } from '../../db/writer.ts';
import type { GuardedCall } from '../egress/guarded-call.ts';
import type { Log } from '../log.ts';
import type { SecretBox } from '../secret-box.ts';
import { apiTokenFinder } from './api-tokens.ts';
import { type Audit, auditLog } from './audit.ts';
import { type Library, library, type LibraryParts } from './library.ts';
import { providerLogin } from './provider-login.ts';
import { sessionFinder } from './sessions.ts';
import { discover } from './single-sign-on.ts';
import { type Throttle, throttle } from './throttle.ts';

/** A letter to one person. */
export interface Mail {
  to: string;
  subject: string;
  text: string;
}
export type SendMail = (mail: Mail) => Promise<void>;

export interface AccountsParts {
  db: Db;
  writer: Writer;
  now: () => number;
  newId: () => string;
  log: Log;
  /** Signs cookies and encrypts second factors. */
  cookieSecret: string;
  /** Seals what we prove ourselves with to identity providers. */
  box: SecretBox;
  /** Where browsers find us, without a trailing slash. */
  url: string;
  /** Asks identity providers. */
  call: GuardedCall;
  /** Brings letters; without it, links are shown to admins to be handed on. */
  sendMail?: SendMail;
  /** Hear of sign-ins with something wrong, and of limits that were met. */
  signInRefused?: () => void;
  limitMet?: (limit: string) => void;
}

/** Who may come in, and what they have proven. */
export interface Accounts {
  library: Library;
  /** Signs cookies. */
  cookieSecret: string;
  /** The library for people from an organisation's identity provider; undefined when it has none. Throws `ProviderProblem`. */
  libraryOf(organisation: string): Promise<Library | undefined>;
  /** The organisation's provider was changed or taken out. */
  providerChanged(organisation: string): void;
  findSession: ReturnType<typeof sessionFinder>;
  findToken: ReturnType<typeof apiTokenFinder>;
  throttle: Throttle;
  /** Call when something was wrong with a password or a code. */
  signInRefused(): void;
  audit: Audit;
  /** Keeps providers' secrets. */
  box: SecretBox;
}

/** What a provider's secret is sealed to: it cannot be used for another organisation or sent to another address. */
export const providerSeal = (row: { organisation: string; issuer: string; clientId: string }): string[] => [
  row.organisation,
  row.issuer,
  row.clientId,
];

/** A provider's description is read again after this long. */
const DISCOVER_EVERY = 60 * 60_000;

/** Attempts older than this count for nothing any more. */
const REMEMBERED = 24 * 60 * 60_000;

export function accounts(parts: AccountsParts): Accounts {
  const { db, now, call, sendMail, url, cookieSecret, box } = parts;
  const libraryParts: LibraryParts = {
    ...parts,
    secret: cookieSecret,
    ...(sendMail
      ? {
          sendReset: ({ email }, token) =>
            sendMail({
              to: email,
              subject: 'A new password for Patchbay',
              text: `Choose a new password within ten minutes:\n${url}/reset?token=${token}\n\nIf you did not ask for it, nothing has to be done.`,
            }),
        }
      : {}),
  };
  // What can no longer be used; nothing waits for it.
  const old = [deleteOldSessions(now()), deleteOldThrottles(now() - REMEMBERED)];
  parts.writer
    .commit({ statements: old })
    .catch((error: unknown) => parts.log('warn', 'tidying up failed', { error }));
  const providers = new Map<string, { since: number; library: Promise<Library> }>();

  return {
    library: library(libraryParts),
    cookieSecret,
    async libraryOf(organisation) {
      const row = readSingleSignOn(db, organisation);
      if (!row) return undefined;
      const known = providers.get(organisation);
      if (known && now() - known.since < DISCOVER_EVERY) return known.library;
      const build = async () => {
        const secret = box.open(row, providerSeal(row));
        const provider = await discover({ ...row, secret }, call);
        return library(libraryParts, providerLogin(row, secret, provider));
      };
      const entry = { since: now(), library: build() };
      providers.set(organisation, entry);
      // A provider that could not be reached is asked again with the next sign-in.
      entry.library.catch(() => providers.delete(organisation));
      return entry.library;
    },
    providerChanged: (organisation) => void providers.delete(organisation),
    findSession: sessionFinder(parts),
    findToken: apiTokenFinder(parts),
    throttle: throttle(parts),
    signInRefused: () => parts.signInRefused?.(),
    audit: auditLog(parts),
    box,
  };
}
