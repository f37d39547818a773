/**
 * A measurement in a process of its own: fresh heap, compiled as the product is. Files `*.program.ts` are built for plain
 * Node and get one JSON argument; what they give is printed as the last line.
 */
export async function program<Args>(run: (args: Args) => unknown): Promise<void> {
  const args = JSON.parse(process.argv[2] ?? '{}') as Args;
  const result = await run(args);
  process.stdout.write(`\n${JSON.stringify(result ?? null)}\n`);
}

/** Microseconds of processor time this process has used. */
export function cpuUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Bytes in use after everything unused was let go. */
export function heapBytes(): number {
  for (let turn = 0; turn < 3; turn += 1) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
