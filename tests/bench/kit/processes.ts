import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';

/** A server under measurement, in a process of its own. */
export interface Served {
  url: string;
  pid: number;
  /** Milliseconds from the start of the process until it said where it listens. */
  startedMs: number;
  /** Stops it; gives what it printed last, if that is JSON. */
  stop(): Promise<unknown>;
}

const LONGEST_START_MS = 60_000;
const LONGEST_STOP_MS = 10_000;
const alive = new Set<ChildProcess>();

/** No measured process outlives the benchmark. */
export const killAll = (): void => alive.forEach((child) => void child.kill('SIGKILL'));

function launch(command: string[], env: NodeJS.ProcessEnv): { child: ChildProcess; output: () => string } {
  const [file, ...argv] = command;
  const child = spawn(file!, argv, {
    env: { ...process.env, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  alive.add(child);
  child.once('close', () => alive.delete(child));
  let output = '';
  const keep = (text: Buffer) => (output = `${output}${String(text)}`.slice(-20_000));
  child.stdout!.on('data', keep);
  child.stderr!.on('data', keep);
  return { child, output: () => output };
}

/** Runs a command to its end and reads its last line as JSON. */
export async function answerOf<Result>(
  command: string[],
  limitMs: number,
  env: NodeJS.ProcessEnv = {},
): Promise<Result> {
  const { child, output } = launch(command, env);
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  await once(child, 'close');
  clearTimeout(timer);
  if (child.exitCode !== 0)
    throw new Error(`${basename(command[2] ?? '')} ended with ${child.exitCode}: ${complaintIn(output())}`);
  return lastJson(output()) as Result;
}

/** Starts a server and waits until it prints an address. */
export async function serve(command: string[], env: NodeJS.ProcessEnv = {}): Promise<Served> {
  const began = performance.now();
  const { child, output } = launch(command, env);
  const closed = once(child, 'close');
  const url = await new Promise<string>((resolve, reject) => {
    const fail = () => reject(new Error(`A server did not start: ${complaintIn(output())}`));
    const timer = setTimeout(fail, LONGEST_START_MS);
    child.once('close', fail);
    child.stdout!.on('data', () => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output());
      if (!found) return;
      clearTimeout(timer);
      resolve(found[0]);
    });
  });
  return {
    url,
    pid: child.pid!,
    startedMs: performance.now() - began,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_STOP_MS);
      await closed;
      clearTimeout(timer);
      return lastJson(output());
    },
  };
}

/** The line that names the error, where there is one. */
function complaintIn(output: string): string {
  const lines = output.trim().split('\n');
  return (
    lines.find((line) => /^\s*(\w+: )?\w*(Error|Defect|Conflict|Failed)\b.*:/.test(line))?.trim() ??
    lines.slice(-3).join(' ')
  );
}

function lastJson(output: string): unknown {
  const line = output.trimEnd().split('\n').at(-1) ?? '';
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

const TICKS_PER_SECOND = 100;

/** Microseconds of processor time a process has used, in steps of ten milliseconds; NaN where the system does not tell. */
export function cpuOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return ((Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND) * 1_000_000;
  } catch {
    return Number.NaN;
  }
}

/** Resident bytes of a process; NaN where the system does not tell. */
export function residentOf(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * 1024;
  } catch {
    return Number.NaN;
  }
}
