import { mkdirSync, rmSync } from 'node:fs';
import { cpus, release } from 'node:os';
import { join } from 'node:path';
import { buildPrograms, copyProduct, project } from './build-programs.ts';
import { type Load, type Loaded, loadGenerator } from './load.ts';
import { answerOf, killAll, serve, type Served } from './processes.ts';

const LONGEST_PROGRAM_MS = 150_000;

/** What measurements are made with. Everything it starts and writes is gone when it is closed. */
export interface Workshop {
  say(line: string): void;
  /** A new folder on the disk the project is on: an fsync must be a real one. */
  folder(name: string): string;
  /** Runs a program to its end; gives its answer. */
  run<Result>(name: string, args?: object): Promise<Result>;
  /** Starts a program that serves. */
  serve(name: string, args?: object): Promise<Served>;
  /** Starts the built product on a database. */
  product(database: string): Promise<Served>;
  load(load: Load): Promise<Loaded>;
  about(): string[];
  close(): Promise<void>;
}

/** Builds the product and the programs, and finds a load generator. */
export async function workshop(say: (line: string) => void): Promise<Workshop> {
  const place = join(project, 'node_modules/.cache/patchbay', `bench-${process.pid}`);
  const programs = join(place, 'programs');
  const product = join(place, 'product');
  const clear = () => {
    killAll();
    rmSync(place, { recursive: true, force: true });
  };
  process.once('exit', clear).once('SIGINT', () => process.exit(130));
  mkdirSync(place, { recursive: true });
  say('building …');
  await buildPrograms(programs);
  copyProduct(product);
  const generator = loadGenerator(join(programs, 'load-client.js'));
  const command = (name: string, args: object = {}) => [
    process.execPath,
    '--expose-gc',
    join(programs, `${name}.js`),
    JSON.stringify(args),
  ];
  return {
    say,
    folder(name) {
      const folder = join(place, name);
      mkdirSync(folder, { recursive: true });
      return folder;
    },
    run: (name, args) => answerOf(command(name, args), LONGEST_PROGRAM_MS),
    serve: (name, args) => serve(command(name, args)),
    product: (database) =>
      serve(command('product', { entry: join(product, 'runtime/cli.js') }), {
        PORT: '0',
        HOST: '127.0.0.1',
        DATABASE_URL: database,
        PATCHBAY_DEMO: 'off',
        LOG_LEVEL: 'error',
      }),
    load: (load) => generator.load(load),
    about: () => [
      `Load: ${generator.name}. Node ${process.version}, ${cpus().length} cores, ${process.platform} ${release()}.`,
      'Everything ran on this machine at the same time: trust the ratios, not the rates.',
    ],
    async close() {
      clear();
    },
  };
}
