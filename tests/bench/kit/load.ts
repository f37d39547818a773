import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Talk } from './messages.ts';
import { answerOf } from './processes.ts';

/** How a server is called: closed loop, one request at a time on each connection, all on loopback. */
export interface Load extends Talk {
  url: string;
  connections: number;
  seconds: number;
}

/** What came back; percentiles in milliseconds. */
export interface Loaded {
  requests: number;
  seconds: number;
  p50: number;
  p99: number;
  /** Answers other than 2xx, and what broke. */
  failed: number;
}

/** wrk where there is one or Debian can bring it, else a small client of our own, in a process of its own either way. */
export function loadGenerator(client: string): { name: string; load(load: Load): Promise<Loaded> } {
  const hasWrk = () => spawnSync('wrk', ['--version']).error === undefined;
  if (!hasWrk() && process.getuid?.() === 0)
    spawnSync('apt-get', ['install', '-y', '-qq', 'wrk'], { stdio: 'ignore', timeout: 60_000 });
  return hasWrk()
    ? { name: 'wrk, one thread', load: withWrk }
    : {
        name: 'own client (wrk is not there)',
        load: (load) => answerOf<Loaded>([process.execPath, client, JSON.stringify(load)], limitOf(load)),
      };
}

const limitOf = ({ seconds }: Load) => seconds * 1000 + 20_000;

async function withWrk(load: Load): Promise<Loaded> {
  const { url, connections, seconds, path = 'channel', run, slots, share, secret } = load;
  const script = join(import.meta.dirname, 'turns.lua');
  const about = [path, run, slots, share, secret].map(String);
  const options = ['-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s', '-s', script];
  return answerOf<Loaded>(['wrk', ...options, url, '--', ...about], limitOf(load));
}
