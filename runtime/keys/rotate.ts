import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import type { Db } from '../../db/client.ts';
import { get as readMeta, remove as removeMeta, set as setMeta } from '../../db/queries/meta.ts';
import {
  allSingleSignOns,
  allTwoFactors,
  resealContact,
  resealSend,
  resealSingleSignOn,
  resealTwoFactor,
  sealedContacts,
  sealedSends,
} from '../../db/queries/sealed.ts';
import type { Statement, Writer } from '../../db/writer.ts';
import { providerSeal } from '../accounts/accounts.ts';
import { sealConnections } from '../channels/connection-secrets.ts';
import { bodyOf, effectIn, shownIn } from '../contacts/sealed-effect.ts';
import { decodeTwins, encodeTwins, type Seals } from '../contacts/twins-text.ts';
import { rotate as rotateCredentials } from '../egress/credentials.ts';
import { SealBroken, type SecretBox } from '../secret-box.ts';
import type { KeyRing } from './key-ring.ts';

/** How many of each were sealed anew; `unreadable` ones no key of ours opens, and are left as they are. */
export type Rotated = {
  connections: number;
  credentials: number;
  identityProviders: number;
  secondFactors: number;
  contacts: number;
  sends: number;
  unreadable: number;
};

interface Storage {
  db: Db;
  writer: Writer;
}

/** Where the id of the key is kept that everything was sealed with, when that was last made sure of. */
const SEALED_WITH = 'sealed-with';
/** Rows that are sealed anew in one unit. */
const AT_ONCE = 500;

/**
 * Seals with today's key whatever an earlier one has sealed, while calls go on: every row opens before and after. Then
 * takes what was there before out of the files.
 */
export async function rotateSeals(storage: Storage, ring: KeyRing): Promise<Rotated> {
  const { db, writer } = storage;
  let unreadable = 0;

  /** The statement for a row; none for one that is sealed with today's key already, or cannot be opened. */
  const anew = (seal: () => Statement | undefined): Statement[] => {
    try {
      const made = seal();
      return made ? [made] : [];
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      unreadable += 1;
      return [];
    }
  };
  const store = async (statements: Statement[]): Promise<number> => {
    if (statements.length > 0) await writer.commit({ statements });
    return statements.length;
  };
  const inPages = async <Row extends { id: string }>(
    read: (after: string) => Row[],
    seal: (row: Row) => Statement | undefined,
  ): Promise<number> => {
    let count = 0;
    for (let after = ''; ;) {
      const rows = read(after);
      count += await store(rows.flatMap((row) => anew(() => seal(row))));
      if (rows.length < AT_ONCE) return count;
      after = rows.at(-1)!.id;
    }
  };

  const connections = await sealConnections(storage, ring.connections);
  const credentials = await rotateCredentials(storage, ring.credentials);
  const { providers } = ring;
  const identityProviders = await store(
    allSingleSignOns(db).flatMap((row) =>
      anew(() =>
        row.keyId === providers.keyId
          ? undefined
          : resealSingleSignOn(
              row,
              providers.seal(providers.open(row, providerSeal(row)), providerSeal(row)),
            ),
      ),
    ),
  );
  const factors = await rotateSecondFactors(db, ring.accounts);
  const contacts = await inPages(
    (after) => sealedContacts(db, after, AT_ONCE),
    (row) => {
      const { seals, wasOld } = noticing(ring.contacts);
      const twins = decodeTwins(row.snapshot, row, seals);
      return wasOld() ? resealContact(row, encodeTwins(twins, seals)) : undefined;
    },
  );
  const sends = await inPages(
    (after) => sealedSends(db, after, AT_ONCE),
    (row) => {
      const { seals, wasOld } = noticing(ring.contacts);
      const effect = effectIn(row, seals);
      return wasOld() ? resealSend(row, bodyOf(effect, shownIn(row.body) ?? effect, seals)) : undefined;
    },
  );
  const rotated = {
    connections: connections.sealed.length,
    credentials: credentials.sealed,
    identityProviders,
    secondFactors: await store(factors.statements),
    contacts,
    sends,
    unreadable: unreadable + connections.unreadable + credentials.unreadable + factors.unreadable,
  };
  if (rotated.unreadable === 0)
    await writer.commit({ statements: [setMeta(SEALED_WITH, ring.connections.keyId)] });
  await writer.emptyWal();
  return rotated;
}

/**
 * Does it when there is an earlier key, and something may be left that it has sealed: a start need not look through every
 * contact each time.
 */
export async function rotateAtStart(storage: Storage, ring: KeyRing): Promise<Rotated | undefined> {
  const sealedWith = readMeta(storage.db, SEALED_WITH);
  if (sealedWith === ring.connections.keyId) return undefined;
  if (ring.accounts.length > 1) return rotateSeals(storage, ring);
  // From now on another key seals: what was made sure of is so no more.
  if (sealedWith !== undefined) await storage.writer.commit({ statements: [removeMeta(SEALED_WITH)] });
  return undefined;
}

/** A box that notices whether what it opened was sealed with a key of before. */
function noticing(box: SecretBox): { seals: Seals; wasOld: () => boolean } {
  let old = false;
  const open: Seals['open'] = (sealed, belonging) => {
    old ||= sealed.keyId !== box.keyId;
    return box.open(sealed, belonging);
  };
  return { seals: { seal: (plain, belonging) => box.seal(plain, belonging), open }, wasOld: () => old };
}

/** Second factors are encrypted by the sign-in library, in its own way: a text does not say with which key. */
async function rotateSecondFactors(
  db: Db,
  [present, ...earlier]: KeyRing['accounts'],
): Promise<{ statements: Statement[]; unreadable: number }> {
  const statements: Statement[] = [];
  let unreadable = 0;
  for (const row of allTwoFactors(db)) {
    if ((await decrypted(row.secret, present)) !== undefined) continue;
    const key = await keyOf(row.secret, earlier);
    const secret = key && (await decrypted(row.secret, key));
    const codes = key && (await decrypted(row.backupCodes, key));
    if (secret === undefined || codes === undefined) {
      unreadable += 1;
      continue;
    }
    const encrypt = (data: string) => symmetricEncrypt({ key: present, data });
    statements.push(
      resealTwoFactor(row, { secret: await encrypt(secret), backupCodes: await encrypt(codes) }),
    );
  }
  return { statements, unreadable };
}

async function keyOf(data: string, keys: readonly string[]): Promise<string | undefined> {
  for (const key of keys) if ((await decrypted(data, key)) !== undefined) return key;
  return undefined;
}

/** Undefined when it is not the key. */
const decrypted = (data: string, key: string): Promise<string | undefined> =>
  symmetricDecrypt({ key, data }).catch(() => undefined);
