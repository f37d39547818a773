import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { save as saveConnection } from '../../../db/queries/connections.ts';
import { writerInProcess } from '../../../db/writer.ts';
import { MAIN_ORGANISATION } from '../../../runtime/settings.ts';
import { firstLink, joined, type Person } from '../../kit/people.ts';
import { type RunningServer, runningServer, temporaryFolder, type Until } from '../../kit/running-server.ts';

/** The secret of the HTTP connection `answer`. */
export const HTTP_SECRET = `whsec_${Buffer.from('bytes of an attacked secret').toString('base64')}`;
/** The token of the demo's phone connection. */
export const PHONE_TOKEN = 'token-of-the-attacked-phone';
/** The secret the installation is given. */
export const INSTALLATION_SECRET = 'installation-secret-of-the-attacked-server-0123456789';

/** The built server as a process, with the demo, a connection for HTTP and its first admin. */
export interface Target extends RunningServer {
  port: number;
  admin: Person;
  folder: string;
  /** Kilobytes it has in memory. */
  memory(): number;
}

/** Starts one for the tests of a file. */
export function useTarget(env: { [name: string]: string } = {}): () => Target {
  const ends: Parameters<Until>[0][] = [];
  let target: Target;
  beforeAll(async () => {
    target = await startTarget(env, (end) => ends.push(end));
  });
  afterAll(async () => {
    for (const end of ends.toReversed()) await end();
  });
  return () => target;
}

async function startTarget(env: { [name: string]: string }, until: Until): Promise<Target> {
  const folder = temporaryFolder(until);
  const database = join(folder, 'patchbay.db');
  const writer = await writerInProcess(database);
  const connection = {
    id: 'answer',
    organisation: MAIN_ORGANISATION,
    channel: 'http',
    name: 'Attacked',
    address: null,
    flow: 'clinic',
    config: { mode: 'answer' },
    secret: HTTP_SECRET,
    enabled: true,
  };
  await writer.commit({ statements: [saveConnection(connection)] });
  await writer.close();
  const server = await runningServer({
    until,
    env: {
      DATABASE_URL: database,
      PATCHBAY_SECRET: INSTALLATION_SECRET,
      PATCHBAY_DEMO_TWILIO_TOKEN: PHONE_TOKEN,
      ...env,
    },
  });
  const admin = await joined(
    (request) => fetch(request),
    firstLink(server.stdout()),
    { name: 'Ada', email: 'ada@example.com' },
    server.url,
  );
  return {
    ...server,
    folder,
    admin,
    port: Number(new URL(server.url).port),
    memory() {
      const status = readFileSync(`/proc/${server.child.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
    },
  };
}
