import type { Db } from '../../db/client.ts';
import { allConnections, type ConnectionRow, resealConnection } from '../../db/queries/connections.ts';
import type { Writer } from '../../db/writer.ts';
import { type SecretBox, SealBroken } from '../secret-box.ts';

type Owner = Pick<ConnectionRow, 'organisation' | 'id' | 'channel'>;
type Kept = Pick<
  ConnectionRow,
  'secret' | 'keyId' | 'formerSecret' | 'formerKeyId' | 'formerUntil' | 'organisation' | 'id' | 'channel'
>;

/** What a connection's secret is sealed to: it does not open in another row. */
const belonging = ({ organisation, id, channel }: Owner): string[] => [
  'connection',
  organisation,
  channel,
  id,
];

/** A secret as it is stored; none as none. */
export function sealed(
  box: SecretBox,
  owner: Owner,
  secret: string | null,
): Pick<ConnectionRow, 'secret' | 'keyId'> {
  return secret === null ? { secret: null, keyId: null } : box.seal(secret, belonging(owner));
}

/**
 * The secrets a connection's other side may prove itself with, the present one first. What cannot be opened is not there:
 * a connection that needs a secret is closed then.
 */
export function secretsOf(box: SecretBox, row: Kept, at: number): string[] {
  const { secret, keyId, formerSecret, formerKeyId, formerUntil } = row;
  const present = opened(box, row, secret, keyId);
  const former =
    formerUntil !== null && formerUntil > at ? opened(box, row, formerSecret, formerKeyId) : undefined;
  return [present, former].filter((one) => one !== undefined);
}

function opened(
  box: SecretBox,
  owner: Owner,
  secret: string | null,
  keyId: string | null,
): string | undefined {
  if (secret === null || keyId === null) return secret ?? undefined;
  try {
    return box.open({ secret, keyId }, belonging(owner));
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}

/** What becomes of a secret that is replaced: it counts for a while longer, or no more. */
export const formerOf = (
  { secret, keyId }: Kept,
  until: number | undefined,
): Pick<ConnectionRow, 'formerSecret' | 'formerKeyId' | 'formerUntil'> =>
  until === undefined || secret === null
    ? { formerSecret: null, formerKeyId: null, formerUntil: null }
    : { formerSecret: secret, formerKeyId: keyId, formerUntil: until };

/** What sealing came to. */
export interface SealedConnections {
  /** Ids of those that changed. */
  sealed: string[];
  /** How many no key of ours opens. */
  unreadable: number;
}

/**
 * Seals with today's key what is plain or sealed with an earlier one, while calls go on. What was plain is in no file
 * afterwards: the log of the database would keep it until it is written back.
 */
export async function sealConnections(
  { db, writer }: { db: Db; writer: Writer },
  box: SecretBox,
): Promise<SealedConnections> {
  const stale = allConnections(db).filter(
    ({ secret, keyId, formerSecret, formerKeyId }) =>
      (secret !== null && keyId !== box.keyId) || (formerSecret !== null && formerKeyId !== box.keyId),
  );
  const sealedIds: string[] = [];
  const statements = stale.flatMap((row) => {
    const present = opened(box, row, row.secret, row.keyId);
    // What no key of ours opens stays as it is: the key may come back.
    if (present === undefined) return [];
    const former = opened(box, row, row.formerSecret, row.formerKeyId) ?? null;
    const kept = sealed(box, row, former);
    sealedIds.push(row.id);
    return [
      resealConnection(row, {
        ...sealed(box, row, present),
        formerSecret: kept.secret,
        formerKeyId: kept.keyId,
      }),
    ];
  });
  if (statements.length > 0) {
    await writer.commit({ statements });
    await writer.emptyWal();
  }
  return { sealed: sealedIds, unreadable: stale.length - sealedIds.length };
}
