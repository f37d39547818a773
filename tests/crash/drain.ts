import { openReader } from '../../db/client.ts';
import { counts } from '../../db/queries/outbox.ts';
import type { Load } from './senders.ts';
import { type Grave, startVictim } from './victim.ts';

const PATIENCE_MS = 60_000;

/** Nothing is on its way any more: all is sent, failed, held or admitted unknown. */
export function settled(file: string): boolean {
  const { db, close } = openReader(file);
  const { pending, sending } = counts(db);
  close();
  return pending + sending === 0;
}

/** The last start: lets the senders finish and the server send what is left, then stops it as an operator would. */
export async function drain(grave: Grave, load: Load, isSettled: () => boolean): Promise<string[]> {
  const victim = await startVictim(grave);
  await load.stop();
  const faults: string[] = [];
  const giveUp = Date.now() + PATIENCE_MS;
  while (!isSettled()) {
    if (Date.now() > giveUp) {
      faults.push('the outbox does not empty');
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
