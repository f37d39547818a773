import type { Db } from '../../db/client.ts';
import { byContact, markFailed, markSent } from '../../db/queries/outbox.ts';
import type { Writer } from '../../db/writer.ts';

/**
 * Notes a provider's word on something we sent. It moves forward only: what was delivered stays delivered.
 * Gives the contact the effect belongs to, or undefined when it was never sent by this connection.
 */
export async function noteDelivery(
  { db, writer, now }: { db: Db; writer: Writer; now: () => number },
  connection: string,
  effect: string,
  state: 'sent' | 'delivered' | 'failed',
  code: string | undefined,
): Promise<string | undefined> {
  const contact = effect.split('/', 1)[0] ?? '';
  const row = byContact(db, contact).find((one) => one.id === effect && one.connection === connection);
  if (!row) return undefined;
  if (row.state !== 'sent' && state !== 'failed')
    await writer.commit({ statements: [markSent(effect, { at: now() })] });
  if (row.state !== 'sent' && row.state !== 'failed' && state === 'failed')
    await writer.commit({ statements: [markFailed(effect, now(), code)] });
  return contact;
}
