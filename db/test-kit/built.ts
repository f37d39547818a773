import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';

const project = join(import.meta.dirname, '..', '..');

/** Bundles entries of this folder for plain Node, as the product's build does; answers where they are. */
export const built = async (...entries: string[]): Promise<Record<string, URL>> => {
  const outDir = join(project, 'node_modules', '.cache', 'patchbay', `db-${process.pid}`);
  const name = (entry: string) => entry.replace(/^.*\/|\.ts$/g, '');
  await build({
    configFile: false,
    logLevel: 'error',
    root: project,
    build: {
      outDir,
      target: 'node20',
      ssr: true,
      rolldownOptions: {
        input: Object.fromEntries(entries.map((entry) => [name(entry), join(project, 'db', entry)])),
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  return Object.fromEntries(
    entries.map((entry) => [entry, pathToFileURL(join(outDir, `${name(entry)}.js`))]),
  );
};
