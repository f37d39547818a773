import type { OrganisationSettingsRow } from '../../db/queries/organisation-settings.ts';

const DAY = 86_400_000;

/** Classes of data, and before which instant each goes (epoch ms); what has none stays. */
export interface Cutoffs {
  log?: number;
  contacts?: number;
  deadLetters?: number;
}

/** What an organisation no longer keeps. A contact never outlives by its log what was decided for the contact. */
export function cutoffsOf(
  settings: Pick<OrganisationSettingsRow, 'logDays' | 'contactDays' | 'deadLetterDays'>,
  now: number,
): Cutoffs {
  const before = (days: number | null) => (days === null ? undefined : now - days * DAY);
  const [log, contacts, deadLetters] = [
    before(settings.logDays),
    before(settings.contactDays),
    before(settings.deadLetterDays),
  ];
  return {
    ...(log === undefined ? {} : { log }),
    ...(contacts === undefined ? {} : { contacts }),
    ...(deadLetters === undefined ? {} : { deadLetters }),
  };
}

/**
 * Before which instant rows of the audit go. They are one chain over all organisations, so only its beginning can be cut off,
 * and only what no organisation wants to keep.
 */
export function auditCutoff(
  settings: readonly Pick<OrganisationSettingsRow, 'auditDays'>[],
  now: number,
): number | undefined {
  const days = settings.map(({ auditDays }) => auditDays ?? Infinity);
  const longest = Math.max(...days);
  return days.length > 0 && Number.isFinite(longest) ? now - longest * DAY : undefined;
}
