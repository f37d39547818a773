import type { Db } from '../../db/client.ts';
import { deleteSession, readSession, touchSession } from '../../db/queries/sessions.ts';
import type { Writer } from '../../db/writer.ts';
import type { Role } from '../api/access.ts';
import { storedToken } from './session-token.ts';

/** A session is noted as used at most this often. */
const TOUCH_EVERY = 60_000;

/** Whose session it is, as the database knows them at this moment. */
export interface SignedIn {
  session: string;
  user: { id: string; name: string; email: string; organisation: string; role: Role };
  /** How the session began. */
  method: 'password' | 'sso';
  twoFactor: boolean;
  /** The organisation asks this person for a second factor they have not set up. */
  mustEnrol: boolean;
}

const MUST_PROVE_TWICE: readonly string[] = ['admin', 'supervisor'];

/**
 * Finds who a session token belongs to. Reads each time: a changed role, a disabled account or an ended session counts
 * with the next request. `idle`: somebody only looks whether it still lasts, which does not make it last longer.
 */
export function sessionFinder({ db, writer, now }: { db: Db; writer: Writer; now: () => number }) {
  const later = (work: Promise<void>) => void work.catch(() => undefined);
  return (token: string, { idle = false } = {}): SignedIn | undefined => {
    const found = readSession(db, storedToken(token));
    if (!found) return undefined;
    const { session, user, organisation } = found;
    const at = now();
    const over =
      user.disabledAt !== null ||
      at >= session.expiresAt ||
      at - session.createdAt >= organisation.longestMs ||
      at - session.updatedAt >= organisation.idleMs;
    if (over) {
      later(writer.commit({ statements: [deleteSession(user.id, session.id)] }));
      return undefined;
    }
    if (!idle && at - session.updatedAt >= TOUCH_EVERY)
      later(writer.commit({ statements: [touchSession(session.id, at)] }));
    const twoFactor = user.twoFactorEnabled === true;
    const method = session.method === 'sso' ? 'sso' : 'password';
    return {
      session: session.id,
      user: {
        id: user.id,
        name: user.name,
        email: user.email,
        organisation: user.organisation,
        role: user.role as Role,
      },
      method,
      twoFactor,
      mustEnrol:
        organisation.requireTwoFactor &&
        MUST_PROVE_TWICE.includes(user.role) &&
        !twoFactor &&
        method === 'password',
    };
  };
}
