import { openReader } from '../../db/client.ts';
import { dueContacts } from '../../db/queries/contacts.ts';
import { counts } from '../../db/queries/outbox.ts';
import type { Load } from './senders.ts';
import { type Grave, startVictim, type Victim } from './victim.ts';

const PATIENCE_MS = 60_000;
/** Timers that fire in this many stops are no chance. */
const MOST_STARTS = 5;

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

/**
 * The last starts: lets the senders finish and the server send what is left, then stops it as an operator would. A timer
 * may fire between the last look and the stop, and leaves what the next start sends; so there is one, and seldom a third.
 */
export async function drain(
  grave: Grave,
  load: Load,
  stillUnsettled: () => string | undefined,
): Promise<string[]> {
  const faults: string[] = [];
  for (let starts = 1; ; starts += 1) {
    const victim = await startVictim(grave);
    await load.stop();
    const left = await settled(stillUnsettled);
    if (left !== undefined) faults.push(left);
    if (!(await stops(victim))) faults.push('the server does not stop when asked');
    if (faults.length > 0 || starts === MOST_STARTS || stillUnsettled() === undefined) return faults;
  }
}

/** Waits until nothing is on its way; what still is when patience ends. */
async function settled(stillUnsettled: () => string | undefined): Promise<string | undefined> {
  const giveUp = Date.now() + PATIENCE_MS;
  for (;;) {
    const left = stillUnsettled();
    if (left === undefined || Date.now() > giveUp) return left;
    await pause(100);
  }
}

async function stops(victim: Victim): Promise<boolean> {
  victim.tell({ stop: true });
  if ((await Promise.race([victim.dead, pause(15_000)])) === 'left') return true;
  victim.kill();
  await victim.dead;
  return false;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms).unref());
