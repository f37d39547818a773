import { join } from 'node:path';
import type { Loaded } from '../kit/load.ts';
import { cpuOf, type Served } from '../kit/processes.ts';
import { secret } from '../kit/secret.ts';
import type { Workshop } from '../kit/workshop.ts';

/** What one run of load showed. */
export interface Sample extends Loaded {
  perSecond: number;
  /** Microseconds of the server's processor time per request. */
  cpuUs: number;
}

/** A new database with the flows of the benchmark in it. */
export async function seeded(shop: Workshop, name: string): Promise<string> {
  const file = join(shop.folder(name), 'patchbay.db');
  await shop.run('seed', { file });
  return file;
}

let runs = 0;

export interface Turns {
  connections: number;
  seconds: number;
  /** Without one, the channel's own. */
  path?: string;
  /** Share of conversations with three turns; the rest go on for ever. */
  share?: number;
}

/** One run of turns against a server. Throws when not every turn was answered well. */
export async function turns(shop: Workshop, server: Served, about: Turns): Promise<Sample> {
  const { connections, seconds, path, share = 0.5 } = about;
  runs += 1;
  const before = cpuOf(server.pid);
  const loaded = await shop.load({
    url: server.url,
    connections,
    seconds,
    run: `run${runs}`,
    slots: Math.max(20, connections * 4),
    share,
    secret,
    ...(path === undefined ? {} : { path }),
  });
  const cpu = cpuOf(server.pid) - before;
  if (loaded.requests === 0) throw new Error('No turn was answered.');
  if (loaded.failed > 0) throw new Error(`${loaded.failed} of ${loaded.requests} turns failed.`);
  return { ...loaded, perSecond: loaded.requests / loaded.seconds, cpuUs: cpu / loaded.requests };
}

/** Turns nobody counts, until the server is as fast as it gets: what runs most is compiled by then. */
export const warmUp = (shop: Workshop, server: Served, share?: number): Promise<Sample> =>
  turns(shop, server, { connections: 64, seconds: 6, ...(share === undefined ? {} : { share }) });

/** Says one thing as the load does; gives the answer's text. */
export async function say(
  server: Served,
  connection: string,
  conversation: string,
  text: string,
): Promise<string> {
  const response = await fetch(`${server.url}/channels/http/${connection}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify({ id: `${conversation} ${text}`, conversation, text }),
  });
  const answer = await response.text();
  if (response.status !== 200) throw new Error(`${response.status}: ${answer}`);
  return answer;
}
