// @ts-check
// Plain JavaScript, because Node 20 cannot run TypeScript in a worker: the same file serves the built product and tests.
import { parentPort } from 'node:worker_threads';
import { newQuickJSWASMModule, shouldInterruptAfterDeadline } from 'quickjs-emscripten';

/** Bytes a script may use for itself, and of its stack. */
const MEMORY = 16 * 1024 * 1024;
const STACK = 256 * 1024;

const ready = newQuickJSWASMModule();
if (!parentPort) throw new Error('This file runs in a worker.');
const port = parentPort;
void ready.then(() => port.postMessage('ready'));

/**
 * Runs one script in a runtime of its own: JSON in, JSON out, no host function, no clock that could be waited on.
 * Jobs of promises are never run: QuickJS can abort on them, and a script has nothing to wait for.
 */
port.on('message', async (/** @type {{ source: string, input: string, ms: number }} */ job) => {
  const runtime = (await ready).newRuntime();
  runtime.setMemoryLimit(MEMORY);
  runtime.setMaxStackSize(STACK);
  runtime.setInterruptHandler(shouldInterruptAfterDeadline(Date.now() + job.ms));
  const context = runtime.newContext();
  const text = context.newString(job.input);
  context.setProp(context.global, 'patchbayInput', text);
  text.dispose();
  const head = '"use strict"; const input = JSON.parse(patchbayInput); const patchbayResult = (() => {';
  const result = context.evalCode(
    `${head}\n${job.source}\n})(); JSON.stringify(patchbayResult === undefined ? null : patchbayResult)`,
    'code.js',
  );
  /** @type {{ output?: unknown, error?: { name?: string, message?: string, line?: number } }} */
  const answer = result.error
    ? { error: describe(context.dump(result.error)) }
    : { output: context.dump(result.value) };
  (result.error ?? result.value).dispose();
  port.postMessage(answer);
  // May abort the module after odd scripts: the worker then dies, and the pool replaces it.
  context.dispose();
  runtime.dispose();
});

/** @param {unknown} thrown what the script threw */
function describe(thrown) {
  if (typeof thrown !== 'object' || thrown === null) return { name: 'Error', message: String(thrown) };
  const { name, message, stack } = /** @type {{ name?: string, message?: string, stack?: string }} */ (
    thrown
  );
  const line = /code\.js:(\d+)/.exec(String(stack ?? ''))?.[1];
  // The first line is ours.
  return {
    name: String(name ?? 'Error'),
    message: String(message ?? ''),
    ...(line ? { line: Number(line) - 1 } : {}),
  };
}
