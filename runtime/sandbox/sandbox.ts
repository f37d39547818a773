import { Worker } from 'node:worker_threads';
import type { Value } from '../engine/index.ts';

/** What a script gave, or why it did not. */
export type ScriptResult =
  | { ok: true; output: Value }
  | { ok: false; code: ScriptFailure; message: string; line?: number };

/** `error`: it threw. `timeout`: it was stopped. `memory`: it wanted too much. `output`, `input`: not JSON, or too large. */
export type ScriptFailure =
  | 'script.error'
  | 'script.timeout'
  | 'script.memory'
  | 'script.output'
  | 'script.input'
  | 'script.not-allowed'
  | 'script.busy';

/** Runs a designer's own code, apart from everything: JSON in, JSON out. */
export interface Sandbox {
  /** Never throws. `input` is what the script reads as `input`; it gives its result with `return`. */
  run(source: string, input: { [name: string]: Value }): Promise<ScriptResult>;
  close(): Promise<void>;
}

/** Ms a script may take; QuickJS looks at the clock between its instructions. */
export const SCRIPT_MS = 250;
/** Ms after which the worker is ended from outside, whatever it does. */
const HARD_MS = 1_500;
/** Characters of input, output and source. */
export const SCRIPT_BYTES = 64 * 1024;
/** Scripts that may wait for a worker. */
const LONGEST_QUEUE = 500;
/** Scripts after which a worker is replaced: what leaks in the module does not grow. */
const JOBS_PER_WORKER = 500;

interface Job {
  source: string;
  input: string;
  done(result: ScriptResult): void;
}

/** Answers of a worker to one job. */
type Answer = { output?: unknown; error?: { name?: string; message?: string; line?: number } };

/** A pool of workers. `entry` is `thread.js`, in the sources or as built. */
export function sandbox(entry: URL, size = 2): Sandbox {
  const waiting: Job[] = [];
  const idle: Worker[] = [];
  const used = new WeakMap<Worker, number>();
  let alive = 0;
  let closed = false;

  const hire = (): void => {
    alive += 1;
    // An empty environment: whatever got out of the sandbox would find nothing in it.
    const worker = new Worker(entry, {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: 64 },
      stderr: true,
    });
    const lost = () => {
      alive -= 1;
      remove(idle, worker);
      next();
    };
    worker.once('exit', lost);
    worker.on('error', () => {});
    worker.once('message', () => {
      idle.push(worker);
      next();
    });
  };

  const next = (): void => {
    if (closed) return;
    const worker = waiting.length > 0 ? idle.pop() : undefined;
    if (worker) work(worker, waiting.shift()!);
    else if (alive < size && waiting.length > 0) hire();
  };

  function work(worker: Worker, job: Job): void {
    const settle = (result: ScriptResult, keep: boolean): void => {
      clearTimeout(deadline);
      worker.off('message', answered).off('exit', died);
      const jobs = (used.get(worker) ?? 0) + 1;
      used.set(worker, jobs);
      if (keep && jobs < JOBS_PER_WORKER) idle.push(worker);
      else void worker.terminate();
      job.done(result);
      next();
    };
    const answered = (answer: Answer) => settle(resultOf(answer), true);
    const died = () => settle(failed('script.memory', 'The code used more memory than it may.'), false);
    const deadline = setTimeout(
      () => settle(failed('script.timeout', 'The code took too long.'), false),
      HARD_MS,
    );
    worker.on('message', answered).once('exit', died);
    worker.postMessage({ source: job.source, input: job.input, ms: SCRIPT_MS });
  }

  return {
    run(source, input) {
      const text = JSON.stringify(input);
      if (source.length > SCRIPT_BYTES || text.length > SCRIPT_BYTES)
        return Promise.resolve(failed('script.input', `Code and input may have ${SCRIPT_BYTES} characters.`));
      if (closed || waiting.length >= LONGEST_QUEUE)
        return Promise.resolve(failed('script.busy', 'Too much code is waiting to run.'));
      return new Promise((done) => {
        waiting.push({ source, input: text, done });
        next();
      });
    },
    async close() {
      closed = true;
      for (const job of waiting.splice(0)) job.done(failed('script.busy', 'The runtime is stopping.'));
      await Promise.all(idle.splice(0).map((worker) => worker.terminate()));
    },
  };
}

const failed = (code: ScriptFailure, message: string, line?: number): ScriptResult => ({
  ok: false,
  code,
  message: message.slice(0, 500),
  ...(line === undefined ? {} : { line }),
});

function resultOf({ output, error }: Answer): ScriptResult {
  if (error) {
    const { name, message = '', line } = error;
    if (name === 'InternalError' && message === 'interrupted')
      return failed('script.timeout', 'The code took too long.');
    if (name === 'InternalError' && message === 'out of memory')
      return failed('script.memory', 'The code used more memory than it may.');
    return failed('script.error', `${name}: ${message}`, line);
  }
  // A result JSON knows no form for, such as a function, is `undefined` here.
  if (typeof output !== 'string')
    return failed('script.output', 'The code must return something JSON can hold.');
  if (output.length > SCRIPT_BYTES)
    return failed('script.output', `The result is longer than ${SCRIPT_BYTES} characters.`);
  return { ok: true, output: JSON.parse(output) as Value };
}

function remove<Item>(list: Item[], item: Item): void {
  const index = list.indexOf(item);
  if (index >= 0) list.splice(index, 1);
}
