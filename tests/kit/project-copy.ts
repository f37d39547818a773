import { cpSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { temporaryFolder } from './running-server.ts';

const project = join(import.meta.dirname, '../..');
const LEFT_OUT = new Set(['node_modules', 'dist', 'data', '.git']);

/** A copy of the project that a test may change, with the packages of this one. It goes with the test. */
export function projectCopy(): string {
  const copy = join(realpathSync(temporaryFolder()), 'patchbay');
  cpSync(project, copy, {
    recursive: true,
    preserveTimestamps: true,
    filter: (path) => path === project || !LEFT_OUT.has(basename(path)),
  });
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** Adds a node type the way the README says: a copied folder in which nothing but the name of the type is changed. */
export function addNodeType(at: string, from: string, to: string): void {
  const folder = join(at, 'nodes', to);
  cpSync(join(at, 'nodes', from), folder, { recursive: true });
  edit(join(folder, 'index.ts'), `type: '${from}'`, `type: '${to}'`);
}

/** Replaces a text in a file; it must be there. */
export function edit(file: string, what: string, by: string): void {
  const before = readFileSync(file, 'utf8');
  if (!before.includes(what)) throw new Error(`${file} does not have ${what}`);
  writeFileSync(
    file,
    before.replace(what, () => by),
  );
}
