import { readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { createRunnableDevEnvironment, type EnvironmentOptions, type Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { runtimeInDev } from './runtime/dev.ts';
import LongFilesFirst from './tests/kit/long-files-first.ts';

const project = import.meta.dirname;
const at = (path: string): string => join(project, path);

/**
 * What always comes together is one file. By itself the bundler made seventy of what the builder begins with, most of them
 * smaller than what it takes to ask for them.
 */
const TOGETHER = [
  { name: 'app', tags: ['$initial' as const], priority: 2 },
  { name: 'ui', test: /\/editor\/ui\//, minShareCount: 2, priority: 1 },
  {
    name: 'drawing',
    test: /\/editor\/builder\/(canvas|commands|doing|draft|fields|problems)\//,
    minShareCount: 2,
  },
];

/**
 * The editor. What a module of ours is imported for is what it exports (only these few do something by being there): so a
 * chunk has what its pages use of the engine, not all that the engine's public face can reach.
 */
const DOES_SOMETHING =
  /\.css$|\/editor\/(main\.tsx|ui\/(trusted-types|no-compiled-schemas)\.ts)$|-worker\.ts/;
const client: EnvironmentOptions = {
  build: {
    rolldownOptions: {
      output: { codeSplitting: { groups: TOGETHER } },
      treeshake: {
        moduleSideEffects: [
          { test: /\/node_modules\//, sideEffects: true },
          { test: DOES_SOMETHING, sideEffects: true },
          { external: false, sideEffects: false },
        ],
      },
    },
  },
};

/** The server side. */
const runtime: EnvironmentOptions = {
  consumer: 'server',
  dev: {
    // The plugin below reloads the runtime as a whole; module by module would leave half of it old.
    createEnvironment: (name, config) =>
      createRunnableDevEnvironment(name, config, { hot: false, runnerOptions: { hmr: false } }),
  },
  build: {
    outDir: at('dist/runtime'),
    emptyOutDir: true,
    copyPublicDir: false,
    target: 'node20',
    ssr: true,
    sourcemap: true,
    rolldownOptions: {
      input: {
        main: at('runtime/main.ts'),
        cli: at('runtime/cli/cli.ts'),
        writer: at('db/writer-thread.ts'),
        sandbox: at('runtime/sandbox/thread.js'),
      },
      // Flat, so that `new URL('../editor', import.meta.url)` means the same in every chunk.
      output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
};

/** Packages that bring a binary or a file beside their code: they stay in node_modules. */
const UNBUNDLED = ['libsql', '@node-rs/argon2', 'quickjs-emscripten'];

/**
 * Built, the server side is a few files with the packages in them. As 1,500 files below node_modules they were most of a
 * start; in development they stay where they are, so that they need no building.
 */
const packagesInside: Plugin = {
  name: 'packages-inside',
  apply: 'build',
  configEnvironment: (name) =>
    name === 'runtime' ? { resolve: { noExternal: true, external: UNBUNDLED } } : null,
};

/** The chat widget: one self-contained file for other people's pages. */
const widget: EnvironmentOptions = {
  consumer: 'client',
  build: {
    outDir: at('dist/widget'),
    emptyOutDir: true,
    copyPublicDir: false,
    target: 'es2020',
    lib: {
      entry: at('runtime/channels/chat/widget/widget.ts'),
      formats: ['iife'],
      name: 'PatchbayChat',
      fileName: () => 'widget.js',
    },
  },
};

/** Files that run at once: as many as a small machine has cores. Vitest would leave one core to itself, which has little to do. */
const AT_ONCE = 2;
/** One group of what starts servers and browsers, so that no core idles while the last file of one project ends. */
const slow = {
  testTimeout: 60_000,
  hookTimeout: 120_000,
  maxWorkers: AT_ONCE,
  sequence: { groupOrder: 1 },
};

/** Puts a compressed file beside each that is worth it: the server sends it to whoever takes it. */
function zipBeside(folder: string): void {
  for (const name of readdirSync(folder)) {
    const plain = /\.(js|css|svg)$/.test(name) ? readFileSync(join(folder, name)) : undefined;
    if (plain && plain.length > 1_000)
      writeFileSync(join(folder, `${name}.gz`), gzipSync(plain, { level: 9 }));
  }
}

export default defineConfig({
  root: at('editor'),
  cacheDir: at('node_modules/.vite'),
  plugins: [react(), runtimeInDev(project), packagesInside],
  worker: { format: 'es' },
  server: {
    port: 5173,
    // Only what the browser runs: the database and the settings beside it must not be served.
    fs: {
      allow: [
        'editor',
        'nodes',
        'runtime/engine',
        'runtime/simulated-world',
        'runtime/flow-tests',
        'runtime/shared-draft',
        'runtime/channels/chat',
        'runtime/channels/http',
        'node_modules',
      ].map(at),
    },
  },
  build: { outDir: at('dist/editor'), emptyOutDir: true, target: 'es2023' },
  environments: { client, runtime, widget },
  builder: {
    buildApp: async (builder) => {
      const began = new Date();
      for (const name of ['client', 'runtime', 'widget']) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
      zipBeside(at('dist/editor/assets'));
      // Tells the launcher how old the build is: as old as its beginning, for a file may change meanwhile.
      writeFileSync(at('dist/.built'), `${began.toISOString()}\n`);
      utimesSync(at('dist/.built'), began, began);
    },
  },
  test: {
    root: project,
    sequence: { sequencer: LongFilesFirst },
    reporters: ['default', at('tests/kit/attack-table.ts'), at('tests/kit/tally.ts')],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            '{editor,runtime,nodes,db}/**/*.test.ts',
            'tests/{contracts,kit,scenarios,replays}/**/*.test.ts',
            'tests/*.test.ts',
          ],
          testTimeout: 20_000,
          hookTimeout: 60_000,
          maxWorkers: AT_ONCE,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          globalSetup: at('tests/kit/browser-setup.ts'),
          ...slow,
        },
      },
      {
        extends: true,
        test: {
          name: 'process',
          include: ['tests/process/**/*.test.ts'],
          globalSetup: at('tests/kit/build-setup.ts'),
          ...slow,
        },
      },
      {
        extends: true,
        test: {
          name: 'attacks',
          include: ['tests/attacks/**/*.test.ts'],
          globalSetup: at('tests/kit/browser-setup.ts'),
          ...slow,
        },
      },
    ],
  },
});
