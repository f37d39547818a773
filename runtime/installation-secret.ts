import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** The secret of the settings, or one made at the first start and kept in `<database>.secret`, readable by the owner only. */
export function installationSecret(databaseFile: string, given: string | undefined): string {
  if (given !== undefined) return given;
  const file = `${databaseFile}.secret`;
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  const secret = randomBytes(32).toString('hex');
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}

/**
 * Secrets of before, which still open what they have sealed: the one that is given, and the one that was made here before
 * another was set.
 */
export function formerSecrets(databaseFile: string, present: string, given: string | undefined): string[] {
  const file = `${databaseFile}.secret`;
  const made = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  return [given, made].flatMap((one) => (one === undefined || one === present ? [] : [one]));
}

/** A key of 32 bytes for one purpose: knowing one key tells nothing of another. */
export const keyFor = (secret: string, purpose: string): Uint8Array =>
  createHmac('sha256', secret).update(`patchbay ${purpose}`).digest();
