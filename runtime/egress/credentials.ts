import { z } from 'zod';
import type { Db } from '../../db/client.ts';
import {
  allCredentials,
  type CredentialRow,
  readCredential,
  resealCredential,
  saveCredential,
} from '../../db/queries/egress.ts';
import type { Statement, Writer } from '../../db/writer.ts';
import { SealBroken, type SecretBox } from '../secret-box.ts';
import { allowedHostSchema, covers } from './allow-list.ts';
import { EgressRefused } from './check-url.ts';

/** A credential as an admin gives it: usable by its name from then on, and never shown again. */
export const credentialSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'small letters, digits and -, beginning with a letter'),
    /** Hosts it may be sent to; a designer cannot send it anywhere else. */
    hosts: z.array(allowedHostSchema.shape.host).min(1).max(20),
    scheme: z.enum(['bearer', 'basic', 'header']),
    /** For the scheme `header`. */
    header: z
      .string()
      .regex(/^[A-Za-z0-9-]{1,64}$/)
      .optional(),
    /** A token; `user:password` for the scheme `basic`. */
    secret: z
      .string()
      .min(1)
      .max(4_000)
      .regex(/^[\x20-\x7e]+$/, 'printable characters without accents'),
  })
  .refine(({ scheme, header }) => (scheme === 'header') === (header !== undefined), {
    path: ['header'],
    message: 'the scheme "header" needs the name of a header, the others have their own',
  });
export type GivenCredential = z.infer<typeof credentialSchema>;

/** Everything that decides where a secret goes is part of its seal: whoever changes a row cannot redirect it. */
const belonging = ({
  organisation,
  name,
  hosts,
  scheme,
  header,
}: Omit<CredentialRow, 'secret' | 'keyId'>) => [
  'credential',
  organisation,
  name,
  JSON.stringify(hosts),
  scheme,
  header ?? '',
];

/** Seals a credential for the database. */
export function storing(
  box: SecretBox,
  organisation: string,
  { secret, ...given }: GivenCredential,
  at: number,
): Statement {
  const row = { organisation, ...given, header: given.header ?? null, updatedAt: at };
  return saveCredential({ ...row, ...box.seal(secret, belonging(row)) });
}

/** Secret headers for a host. Throws `EgressRefused` when there is no such credential, or it is not meant for the host. */
export function headersFor(
  db: Db,
  box: SecretBox,
  organisation: string,
  name: string,
  url: URL,
): { [name: string]: string } {
  const row = readCredential(db, organisation, name);
  if (!row) throw new EgressRefused('egress.credential-unknown', `There is no credential "${name}".`);
  if (!row.hosts.some((host) => covers(host, url.hostname.replace(/\.$/, ''))))
    throw new EgressRefused(
      'egress.credential-host',
      `The credential "${name}" is not meant for "${url.hostname}".`,
    );
  const secret = opened(box, row);
  if (row.scheme === 'header') return { [row.header!.toLowerCase()]: secret };
  const proof = row.scheme === 'basic' ? Buffer.from(secret).toString('base64') : secret;
  return { authorization: `${row.scheme === 'basic' ? 'Basic' : 'Bearer'} ${proof}` };
}

function opened(box: SecretBox, row: CredentialRow): string {
  try {
    return box.open(row, belonging(row));
  } catch (error) {
    if (!(error instanceof SealBroken)) throw error;
    throw new EgressRefused('egress.credential-sealed', `The credential "${row.name}" must be given anew.`);
  }
}

/**
 * Seals every credential with today's key, while calls go on: each row opens before and after.
 * @returns how many were sealed anew, and how many no key of ours opens
 */
export async function rotate(
  { db, writer }: { db: Db; writer: Writer },
  box: SecretBox,
): Promise<{ sealed: number; unreadable: number }> {
  const old = allCredentials(db).filter(({ keyId }) => keyId !== box.keyId);
  const statements = old.flatMap((row) => {
    try {
      return [resealCredential(row, box.seal(box.open(row, belonging(row)), belonging(row)))];
    } catch (error) {
      if (error instanceof SealBroken) return [];
      throw error;
    }
  });
  if (statements.length > 0) await writer.commit({ statements });
  return { sealed: statements.length, unreadable: old.length - statements.length };
}
