import { program } from './program.ts';

type Cli = { run(argv: string[]): Promise<number | undefined> };

/** Starts a built product where it lies. */
await program(async ({ entry }: { entry: string }) => {
  const cli = (await import(/* @vite-ignore */ entry)) as Cli;
  await cli.run(['start']);
});
