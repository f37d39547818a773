#!/usr/bin/env node
// Usage: node tests/kit/run-typescript.js <file.ts> [arguments]
//
// Plain JavaScript, because Node 20 cannot run TypeScript: loads the file through Vite, as everything else here is, and
// calls its `main` with the arguments. What `main` gives is the exit code. The file must import statically what it needs.
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const project = join(dirname(fileURLToPath(import.meta.url)), '../..');
const [file, ...argv] = process.argv.slice(2);
if (!file) {
  process.stderr.write('Usage: node tests/kit/run-typescript.js <file.ts> [arguments]\n');
  process.exit(2);
}
const { module } = await runnerImport(resolve(file), { root: project, logLevel: 'error' });
process.exitCode = (await module.main(argv)) ?? 0;
