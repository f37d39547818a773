import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Replaceable, type Running, start } from '../../runtime/main.ts';
import type { Settings } from '../../runtime/settings.ts';
import { type Ask, firstLink, joined, type Person } from './people.ts';

/** The real runtime on a file of its own, without a port. */
export interface Started {
  running: Running;
  file: string;
  ask: Ask;
  /** Ms its clock is ahead of ours. */
  clock: { ahead: number };
  /** Stops it and starts it again on the same file. */
  restart(): Promise<void>;
  /** Comes in with the link of the first start. */
  firstAdmin(): Promise<Person>;
}

export async function started(
  settings: Partial<Settings> = {},
  replace: Replaceable = {},
  until: (end: () => Promise<void>) => void = onTestFinished,
): Promise<Started> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-accounts-'));
  const file = join(folder, 'patchbay.db');
  const clock = { ahead: 0 };
  const begin = () =>
    start(
      {
        port: 0,
        host: '127.0.0.1',
        databaseUrl: file,
        demo: false,
        hotContacts: 1_000,
        logLevel: 'error',
        ...settings,
      },
      { now: () => Date.now() + clock.ahead, ...replace },
    );
  let running = await begin();
  until(async () => {
    await running.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const ask: Ask = (request) => running.fetch(request);
  return {
    get running() {
      return running;
    },
    file,
    ask,
    clock,
    async restart() {
      await running.stop();
      running = await begin();
    },
    firstAdmin: () =>
      joined(
        ask,
        firstLink(
          running
            .welcome('http://127.0.0.1')
            .map(([, where]) => where)
            .join('\n'),
        ),
        { name: 'Ada', email: 'ada@example.com' },
        settings.publicUrl,
      ),
  };
}
