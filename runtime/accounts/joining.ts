import { z } from 'zod';
import type { Db } from '../../db/client.ts';
import {
  deleteFirstLinks,
  deleteInvitation,
  insertInvitation,
  invitationByHash,
  type InvitationRow,
} from '../../db/queries/invitations.ts';
import {
  insertOrganisation,
  type OrganisationRow,
  readOrganisation,
} from '../../db/queries/organisations.ts';
import { insertPassword, insertUser, userByEmail } from '../../db/queries/users.ts';
import { CommitConflict, type Statement, type Writer } from '../../db/writer.ts';
import type { Role } from '../api/access.ts';
import type { Audit } from './audit.ts';
import { hashPassword } from './password.ts';
import { hashOfToken, newToken } from './token.ts';

export interface JoiningParts {
  db: Db;
  writer: Writer;
  now: () => number;
  newId: () => string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const INVITATION_LASTS = 7 * 24 * HOUR;

/** An address in the one spelling it is kept and looked up in. */
export const emailSchema = z
  .email('an e-mail address, such as ada@example.com')
  .max(200)
  .transform((email) => email.toLowerCase());

/** What a new organisation begins with. */
export const newOrganisation = (id: string, name: string, at: number): OrganisationRow => ({
  id,
  name,
  requireTwoFactor: false,
  idleMs: 30 * MINUTE,
  longestMs: 12 * HOUR,
  createdAt: at,
});

/**
 * Makes the link with which an organisation's first admin comes in, and the organisation if it is new. Only its hash is
 * kept, so an earlier link cannot be shown again: it is replaced.
 */
export async function makeFirstLink(
  { db, writer, now, newId }: JoiningParts,
  organisation: { id: string; name: string },
): Promise<string> {
  const token = newToken();
  const at = now();
  const { id, name } = organisation;
  await writer.commit({
    statements: [
      ...(readOrganisation(db, id) ? [] : [insertOrganisation(newOrganisation(id, name, at))]),
      deleteFirstLinks(id),
      invite({ id: newId(), organisation: id, email: null, role: 'admin', by: 'patchbay' }, token, at, null),
    ],
  });
  return token;
}

/** An invitation, and the statement that stores it. */
export function makeInvitation(
  given: { id: string; organisation: string; email: string; role: Role; by: string },
  at: number,
): { token: string; expiresAt: number; statement: Statement } {
  const token = newToken();
  const expiresAt = at + INVITATION_LASTS;
  return { token, expiresAt, statement: invite(given, token, at, expiresAt) };
}

const invite = (
  { by, ...given }: { id: string; organisation: string; email: string | null; role: string; by: string },
  token: string,
  at: number,
  expiresAt: number | null,
): Statement =>
  insertInvitation({ ...given, tokenHash: hashOfToken(token), invitedBy: by, createdAt: at, expiresAt });

/** The invitation behind a link, unless it was used, taken back or is too old. */
export function findInvitation(db: Db, token: string, at: number): InvitationRow | undefined {
  const found = invitationByHash(db, hashOfToken(token));
  return found && (found.expiresAt === null || found.expiresAt > at) ? found : undefined;
}

export type Joined =
  | { ok: true; user: { id: string; email: string; organisation: string } }
  | { ok: false; why: 'link' | 'email-missing' | 'email-taken' };

/** Makes the bearer of a link a user. The link is used up in the same unit: of two who try, one comes in. */
export async function join(
  parts: JoiningParts & { audit: Audit },
  given: { token: string; name: string; email?: string | undefined; password: string },
): Promise<Joined> {
  const { db, now, newId } = parts;
  const invitation = findInvitation(db, given.token, now());
  if (!invitation) return { ok: false, why: 'link' };
  const email = invitation.email ?? given.email;
  if (email === undefined) return { ok: false, why: 'email-missing' };
  if (userByEmail(db, email)) return { ok: false, why: 'email-taken' };
  const { organisation, role } = invitation;
  const id = newId();
  const at = now();
  const user = {
    id,
    organisation,
    name: given.name,
    email,
    // Whoever handed the link on vouches for the address.
    emailVerified: true,
    image: null,
    role,
    twoFactorEnabled: false,
    disabledAt: null,
    createdAt: at,
    updatedAt: at,
  };
  const hash = await hashPassword(given.password);
  try {
    await parts.audit(
      { kind: 'user', id, name: given.name, organisation },
      'member.joined',
      `member/${id}`,
      { role },
      [
        deleteInvitation(organisation, invitation.id),
        insertUser(user),
        insertPassword({ id: newId(), user: id, hash, at }),
      ],
    );
  } catch (error) {
    if (error instanceof CommitConflict)
      return { ok: false, why: error.constraint === 'user_email' ? 'email-taken' : 'link' };
    throw error;
  }
  return { ok: true, user: { id, email, organisation } };
}
