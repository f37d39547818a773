import { z } from 'zod';
import { hasAdmin, readOrganisation } from '../../db/queries/organisations.ts';
import { MAIN_ORGANISATION } from '../settings.ts';
import type { Audit } from './audit.ts';
import { type JoiningParts, makeFirstLink } from './joining.ts';

export const organisationNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/[a-z0-9]/i, 'at least one letter from a to z, or a digit');

/**
 * Makes an organisation, or, as long as it has no admin, a new link for its first one. Undefined when it has an admin:
 * then nobody comes in this way.
 */
export async function createOrganisation(
  parts: JoiningParts & { audit: Audit },
  name: string,
): Promise<{ id: string; path: string } | undefined> {
  const id = idOf(name);
  if (hasAdmin(parts.db, id)) return undefined;
  const isNew = readOrganisation(parts.db, id) === undefined;
  const token = await makeFirstLink(parts, { id, name });
  const machine = { kind: 'machine', id: 'machine', name: 'command line', organisation: id } as const;
  await parts.audit(machine, isNew ? 'organisation.made' : 'organisation.first-link', `organisation/${id}`, {
    name,
  });
  return { id, path: `/welcome?token=${token}` };
}

/** The way in for the first admin of a new installation; undefined once there is one. */
export async function firstAdminPath(parts: JoiningParts): Promise<string | undefined> {
  if (hasAdmin(parts.db, MAIN_ORGANISATION)) return undefined;
  const token = await makeFirstLink(parts, { id: MAIN_ORGANISATION, name: 'Patchbay' });
  return `/welcome?token=${token}`;
}

const idOf = (name: string): string =>
  name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
