import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

const localRuntimeSchema = z.object({ url: z.url(), token: z.string().min(1), pid: z.number().int() });

/** Where the runtime of a database can be asked, and what proves that one may: kept in `<database>.runtime.json`. */
export type LocalRuntime = z.infer<typeof localRuntimeSchema>;

const fileOf = (databaseFile: string): string => `${databaseFile}.runtime.json`;

/** Tells the command line where this process is. Whoever can read the file may act for it, so only its owner can. */
export function announce(databaseFile: string, runtime: LocalRuntime): { withdraw(): void } {
  const file = fileOf(databaseFile);
  const partial = `${file}.${runtime.pid}`;
  // As another file first: one that is there already would keep its mode, and could be read half-written.
  rmSync(partial, { force: true });
  writeFileSync(partial, `${JSON.stringify(runtime)}\n`, { mode: 0o600 });
  renameSync(partial, file);
  return {
    withdraw() {
      if (read(file)?.pid === runtime.pid) rmSync(file, { force: true });
    },
  };
}

/** The runtime that announced itself, unless its process is gone. Another process may have its number by now: ask it. */
export function announced(databaseFile: string): LocalRuntime | undefined {
  const runtime = read(fileOf(databaseFile));
  return runtime && isAlive(runtime.pid) ? runtime : undefined;
}

function read(file: string): LocalRuntime | undefined {
  try {
    return localRuntimeSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
