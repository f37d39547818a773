import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'vite';

export const project = join(import.meta.dirname, '../../..');

const ending = '.program.ts';

/** Builds every `*.program.ts` of the benchmarks into one folder, with the writer's thread beside them. */
export async function buildPrograms(outDir: string): Promise<void> {
  const bench = join(project, 'tests/bench');
  const files = readdirSync(bench, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith(ending),
  );
  const input = Object.fromEntries(files.map((path) => [basename(path, ending), join(bench, path)]));
  await build({
    configFile: false,
    logLevel: 'error',
    root: project,
    build: {
      outDir,
      emptyOutDir: false,
      target: 'node20',
      ssr: true,
      rolldownOptions: {
        input: { ...input, writer: join(project, 'db/writer-thread.ts') },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  });
}

/** A copy of the built product, built first if its sources are newer: nobody rebuilds it while it is measured. */
export function copyProduct(target: string): void {
  const launcher = join(project, 'runtime/cli/patchbay.js');
  const done = spawnSync(process.execPath, [launcher, '--help'], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`The product does not build: ${done.stderr.slice(-400)}`);
  cpSync(join(project, 'dist'), target, { recursive: true });
}
