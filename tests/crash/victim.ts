import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Break } from './options.ts';

const project = join(import.meta.dirname, '../..');

/** A running server that can be told to do things, and killed. */
export interface Victim {
  tell(message: object): void;
  kill(): void;
  /** Resolves when it is dead, by whatever hand. */
  dead: Promise<'killed' | 'left'>;
  /** It answers; false when it died of its point before that. */
  ready: boolean;
  /** Ms from the start of the process until it answered. */
  readyAfter: number;
}

/** What every start of the server shares. */
export interface Grave {
  /** A copy of the build: a new build during the run must not pull it away. */
  build: string;
  port: number;
  databaseUrl: string;
  broken: Break | undefined;
}

/** Builds if need be, the way a person would, and keeps the build aside. */
export function copyOfBuild(): { build: string; remove(): void } {
  const launcher = join(project, 'runtime/cli/patchbay.js');
  const done = spawnSync(process.execPath, [launcher, '--help'], { stdio: ['ignore', 'ignore', 'inherit'] });
  if (done.status !== 0) throw new Error('the project does not build');
  // Below node_modules, so that packages are found.
  const build = join(project, 'node_modules/.cache/patchbay', `crash-${process.pid}`);
  cpSync(join(project, 'dist/runtime'), build, { recursive: true });
  return { build, remove: () => rmSync(build, { recursive: true, force: true }) };
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** Starts the server; `crashAt` names a point at which it ends itself. Resolves when it answers, or has died of the point. */
export async function startVictim(grave: Grave, crashAt?: string): Promise<Victim> {
  const began = performance.now();
  const child = fork(join(project, 'tests/crash/server.js'), [JSON.stringify(grave)], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      ...(crashAt === undefined ? {} : { PATCHBAY_CRASH_POINTS: '1', CRASH_AT: crashAt }),
    },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-4_000)));
  const dead = new Promise<'killed' | 'left'>((resolve) =>
    child.once('exit', (_code, signal) => resolve(signal === 'SIGKILL' ? 'killed' : 'left')),
  );
  const ready = new Promise<'ready'>((resolve) => child.once('message', () => resolve('ready')));
  const first = await Promise.race([ready, dead]);
  if (first === 'left') throw new Error(`the server does not start:\n${errors}`);
  return {
    tell: (message) => tell(child, message),
    kill: () => void child.kill('SIGKILL'),
    dead,
    ready: first === 'ready',
    readyAfter: performance.now() - began,
  };
}

function tell(child: ChildProcess, message: object): void {
  // It may die while it is being told.
  if (child.connected) child.send(message, () => undefined);
}
