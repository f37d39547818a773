import { auditLog } from '../accounts/audit.ts';
import { formerSecrets, installationSecret } from '../installation-secret.ts';
import { keyRing } from '../keys/key-ring.ts';
import { type Rotated, rotateSeals } from '../keys/rotate.ts';
import { MAIN_ORGANISATION, readSettings } from '../settings.ts';
import { askRuntime, configuredDatabase, withDatabase } from './verb/place-of-work.ts';
import { defineVerb, Refusal } from './verb/verb.ts';

const WORDS: readonly (readonly [keyof Rotated, string])[] = [
  ['connections', 'connections'],
  ['credentials', 'credentials'],
  ['identityProviders', 'identity providers'],
  ['secondFactors', 'second factors'],
  ['contacts', 'contacts'],
  ['sends', 'sends'],
];

export default defineVerb({
  summary: 'seal every secret anew, after PATCHBAY_SECRET was replaced',
  synopsis: '[--json]',
  details: `
To replace the secret of an installation:

  1. PATCHBAY_FORMER_SECRET=<the old one>  PATCHBAY_SECRET=<the new one>, and start again.
     An old one that Patchbay has made itself is in <database>.secret, and needs not be given.
  2. rotate-keys. It is done at that start as well; here you see that nothing is left.
  3. Take PATCHBAY_FORMER_SECRET away (and <database>.secret), and start again.

Nothing stops meanwhile, but people have to sign in again, and visitors of the chat begin anew. A running Patchbay is asked
to do it, else the database of DATABASE_URL is opened.

  --json   how many of each were sealed anew, and how many no key opens

Exit code: 1 when some cannot be opened by either secret.`,
  words: [0, 0],
  async run({ json }) {
    const database = configuredDatabase();
    const rotated = (await byRuntime(database)) ?? (await alone(database));
    if (json) process.stdout.write(`${JSON.stringify(rotated)}\n`);
    else {
      const told = WORDS.filter(([kind]) => rotated[kind] > 0).map(
        ([kind, word]) => `${rotated[kind]} ${word}`,
      );
      process.stdout.write(
        told.length === 0
          ? 'Everything is sealed with the present key.\n'
          : `Sealed anew: ${told.join(', ')}.\n`,
      );
      if (rotated.unreadable > 0)
        process.stderr.write(
          `${rotated.unreadable} cannot be opened: is PATCHBAY_FORMER_SECRET the right one?\n`,
        );
    }
    return rotated.unreadable > 0 ? 1 : 0;
  },
});

async function byRuntime(database: string): Promise<Rotated | undefined> {
  const asked = await askRuntime(database, '/api/keys/rotate', {});
  if (!asked || asked.status === 200) return asked?.body as Rotated | undefined;
  const { code, detail } = asked.body;
  throw new Refusal(String(code), `The running Patchbay refused: ${String(detail)}`);
}

const alone = (database: string): Promise<Rotated> =>
  withDatabase(database, async (storage) => {
    const { secret: given, formerSecret } = readSettings(process.env);
    const secret = installationSecret(database, given);
    const rotated = await rotateSeals(
      storage,
      keyRing(secret, formerSecrets(database, secret, formerSecret)),
    );
    const machine = {
      kind: 'machine',
      id: 'machine',
      name: 'command line',
      organisation: MAIN_ORGANISATION,
    } as const;
    await auditLog({ ...storage, now: Date.now })(machine, 'keys.rotated', 'installation', rotated);
    return rotated;
  });
