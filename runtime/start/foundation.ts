import { randomBytes } from 'node:crypto';
import { databaseFile, openReader } from '../../db/client.ts';
import { lockDatabase } from '../../db/lock.ts';
import { newIds } from '../ids.ts';
import { formerSecrets, installationSecret } from '../installation-secret.ts';
import { keyRing } from '../keys/key-ring.ts';
import { jsonLog } from '../log.ts';
import { discretion } from '../logging/discretion.ts';
import { metrics } from '../metrics/metrics.ts';
import type { Replaceable } from '../running.ts';
import type { Settings } from '../settings.ts';
import { openWriter } from './entries.ts';

export type Foundation = Awaited<ReturnType<typeof foundation>>;

/** What everything stands on: time and ids, the log, figures, the locked database with its one writer, and the keys. */
export async function foundation(settings: Settings, replace: Replaceable) {
  const now = replace.now ?? Date.now;
  const discreet = discretion();
  const log = replace.log ?? jsonLog({ from: settings.logLevel, now, discreet });
  const figures = metrics();
  const file = databaseFile(settings.databaseUrl);
  const lock = lockDatabase(file);
  const writer = await (replace.writer ?? openWriter)(file, figures.group);
  const { db, close: closeReader } = openReader(file);
  const secret = installationSecret(file, settings.secret);
  const formerOnes = formerSecrets(file, secret, settings.formerSecret);
  const localToken = randomBytes(24).toString('base64url');
  for (const one of [secret, ...formerOnes, localToken]) discreet.register(one);
  return {
    settings,
    replace,
    now,
    log,
    /** Hears of what nobody is left to tell. */
    failed: (what: string) => (error: unknown) => log('error', what, { error }),
    debugging: settings.logLevel === 'debug',
    figures,
    file,
    writer,
    db,
    secret,
    localToken,
    keys: keyRing(secret, formerOnes, (plain) => discreet.register(plain)),
    newId: newIds(now),
    /** Settles what is queued, then lets go of the database. */
    async close() {
      await writer.close();
      closeReader();
      lock.release();
    },
  };
}
