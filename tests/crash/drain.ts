import { openReader } from '../../db/client.ts';
import { dueContacts } from '../../db/queries/contacts.ts';
import { counts } from '../../db/queries/outbox.ts';
import type { Load } from './senders.ts';
import { type Grave, startVictim } from './victim.ts';

const PATIENCE_MS = 60_000;

/** A timer may be this late while the server is busy. */
const LATE_MS = 3_000;

/** What is still on its way; undefined when all is sent, failed, held or admitted unknown, and no timer was forgotten. */
export function unsettled(file: string): string | undefined {
  const { db, close } = openReader(file);
  const { pending, sending } = counts(db);
  const late = dueContacts(db, Date.now() - LATE_MS, 1_000).length;
  close();
  if (pending + sending > 0) return `the outbox does not empty: ${pending} pending, ${sending} being sent`;
  return late > 0 ? `${late} timers were forgotten` : undefined;
}

/** The last start: lets the senders finish and the server send what is left, then stops it as an operator would. */
export async function drain(
  grave: Grave,
  load: Load,
  stillUnsettled: () => string | undefined,
): Promise<string[]> {
  const victim = await startVictim(grave);
  await load.stop();
  const faults: string[] = [];
  const giveUp = Date.now() + PATIENCE_MS;
  for (let left = stillUnsettled(); left !== undefined; left = stillUnsettled()) {
    if (Date.now() > giveUp) {
      faults.push(left);
      break;
    }
    await pause(100);
  }
  victim.tell({ stop: true });
  const end = await Promise.race([victim.dead, pause(15_000)]);
  if (end !== 'left') {
    faults.push('the server does not stop when asked');
    victim.kill();
    await victim.dead;
  }
  return faults;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms).unref());
