import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const project = join(import.meta.dirname, '..', '..');

/** Bundles two entries for plain Node, side by side, as the product's build does; answers where they are. */
export const built = async (...entries: [URL, URL]): Promise<[URL, URL]> => {
  const outDir = join(project, 'node_modules', '.cache', 'patchbay', `db-${process.pid}`);
  const name = (entry: URL) => basename(entry.pathname, '.ts');
  await build({
    configFile: false,
    logLevel: 'error',
    root: project,
    build: {
      outDir,
      target: 'node20',
      ssr: true,
      rolldownOptions: {
        input: Object.fromEntries(entries.map((entry) => [name(entry), fileURLToPath(entry)])),
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  const place = (entry: URL) => pathToFileURL(join(outDir, `${name(entry)}.js`));
  return [place(entries[0]), place(entries[1])];
};
