import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const project = join(import.meta.dirname, '../..');

/** A process of the built product. */
export interface Spawned {
  child: ChildProcess;
  /** What it has printed so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves with its exit code; a signal that ended it counts as -1. */
  exited: Promise<number>;
}

/** A built server under its own database. */
export interface RunningServer extends Spawned {
  url: string;
  /** Path of the database file. */
  database: string;
  /** Ends it the way a service manager does; gives its exit code. */
  stop(): Promise<number>;
}

export interface RunOptions {
  env?: { [name: string]: string };
  /** Another copy of the project. */
  project?: string;
  /** Takes what ends it; without this it ends with the test. */
  until?: Until;
}

export type Until = (end: () => void | Promise<void>) => void;

/** Ms a process has to say what is waited for. */
const LONGEST_WAIT = 30_000;

/** A folder that goes with the test. */
export function temporaryFolder(until: Until = onTestFinished): string {
  const path = mkdtempSync(join(tmpdir(), 'patchbay-'));
  until(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Starts `patchbay ...argv` as a person would. Whatever is left of it ends with the test. */
export function patchbay(
  argv: string[],
  { env = {}, project: at = project, until = onTestFinished }: RunOptions = {},
): Spawned {
  const child = spawn(process.execPath, [join(at, 'runtime/cli/patchbay.js'), ...argv], {
    cwd: at,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const text = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text.stdout += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (text.stderr += part));
  const exited = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : -1));
  until(async () => {
    child.kill('SIGKILL');
    await exited;
  });
  return { child, stdout: () => text.stdout, stderr: () => text.stderr, exited };
}

/** Runs `patchbay ...argv` to its end. */
export async function patchbayDone(
  argv: string[],
  options: RunOptions = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const done = patchbay(argv, options);
  const code = await done.exited;
  return { code, stdout: done.stdout(), stderr: done.stderr() };
}

/** Starts a server on a free port and waits until it says where it is. */
export async function runningServer({ env = {}, ...options }: RunOptions = {}): Promise<RunningServer> {
  const database = env['DATABASE_URL'] ?? join(temporaryFolder(options.until), 'patchbay.db');
  const started = patchbay(['start'], { ...options, env: { PORT: '0', ...env, DATABASE_URL: database } });
  const url = await said(started, /running at (http:\S+)/);
  return {
    ...started,
    url,
    database,
    stop() {
      started.child.kill('SIGTERM');
      return started.exited;
    },
  };
}

/** Waits until the process has printed something; gives the part in brackets. */
export async function said(process: Spawned, pattern: RegExp): Promise<string> {
  let ended = false;
  void process.exited.then(() => (ended = true));
  for (const began = performance.now(); ;) {
    const found = pattern.exec(process.stdout());
    if (found) return found[1] ?? found[0];
    if (ended || performance.now() - began > LONGEST_WAIT)
      throw new Error(`It did not say ${String(pattern)}:\n${process.stdout()}${process.stderr()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
