import { existsSync } from 'node:fs';
import { z } from 'zod';
import type { Db } from '../../db/client.ts';
import { get, set } from '../../db/queries/meta.ts';
import type { Statement } from '../../db/writer.ts';

/** Where the list is kept. */
const KEY = 'backups';
/** Older ones are dropped from the list: by then nobody should keep them. */
const MOST = 1_000;

const backupSchema = z.object({ file: z.string(), at: z.number(), bytes: z.number() });

/** A copy of the database that was made. */
export type KnownBackup = z.infer<typeof backupSchema>;

/** The copies that were made, the newest first; `present` where the file is still where it was put. */
export function listBackups(db: Db): (KnownBackup & { present: boolean })[] {
  return stored(db).map((one) => ({ ...one, present: existsSync(one.file) }));
}

/** Notes that a copy was made, for whoever must know where erased data may still be. */
export const noteBackup = (db: Db, made: KnownBackup): Statement =>
  set(KEY, JSON.stringify([made, ...stored(db).filter(({ file }) => file !== made.file)].slice(0, MOST)));

/** The copies that may hold what was erased: made while it was there, and not known to be gone. */
export const backupsWith = (
  backups: readonly (KnownBackup & { present: boolean })[],
  { since, at }: { since: number; at: number },
): (KnownBackup & { present: boolean })[] =>
  backups.filter((one) => one.present && one.at >= since && one.at < at);

function stored(db: Db): KnownBackup[] {
  const text = get(db, KEY);
  return text === undefined ? [] : z.array(backupSchema).parse(JSON.parse(text));
}
