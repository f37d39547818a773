import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CycleFigures, runCycles } from './cycles.ts';
import { judge } from './judge.ts';
import { chanceFrom, type CrashOptions, readOptions } from './options.ts';
import { readStored } from './read-stored.ts';
import { report } from './report.ts';
import { startLoad } from './senders.ts';
import { isSent, seed, SECRET, startProviders } from './surroundings.ts';
import { drain, unsettled } from './drain.ts';
import { copyOfBuild, freePort } from './victim.ts';

/** The crash test. Exit code 0 when nothing was lost and nothing doubled that may not be. */
export async function main(argv: string[]): Promise<number> {
  const options = readOptions(argv);
  if (typeof options === 'string') {
    process.stderr.write(`${options}\n`);
    return 2;
  }
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-crash-'));
  const ok = await crash(options, folder);
  if (ok && !options.keep) rmSync(folder, { recursive: true, force: true });
  else process.stdout.write(`database, books and transcript are in ${folder}\n`);
  return ok ? 0 : 1;
}

async function crash(options: CrashOptions, folder: string): Promise<boolean> {
  const began = performance.now();
  const databaseFile = join(folder, 'patchbay.db');
  const transcript = join(folder, 'acknowledged.jsonl');
  writeFileSync(transcript, '');
  const chance = chanceFrom(options.seed);
  const providers = await startProviders(folder);
  await seed(databaseFile, providers);
  const kept = copyOfBuild();
  const port = await freePort();
  const grave = { build: kept.build, port, databaseUrl: databaseFile, broken: options.break };
  const load = startLoad({
    port,
    chance,
    transcript,
    secret: SECRET,
    connections: providers.map(({ personality }) => personality),
    senders: options.senders,
    conversations: options.conversations,
  });
  try {
    const figures: CycleFigures = await runCycles({ grave, load, chance, cycles: options.cycles });
    const cycling = performance.now() - began;
    const undrained = await drain(grave, load, () => unsettled(databaseFile));
    const stored = readStored(databaseFile, isSent);
    const verdict = judge({
      acked: load.acked,
      stored: {
        ...stored,
        faults: [...stored.faults, ...undrained, ...unsigned(providers), ...missed(figures)],
      },
      providers: providers.map((provider) => ({
        connection: provider.personality,
        personality: provider.personality,
        ledger: provider.ledger(),
      })),
    });
    process.stdout.write(report({ options, figures, verdict, cycling, total: performance.now() - began }));
    return verdict.ok;
  } finally {
    await Promise.all(providers.map((provider) => provider.close()));
    kept.remove();
  }
}

const unsigned = (providers: { personality: string; unsigned: number }[]): string[] =>
  providers
    .filter((provider) => provider.unsigned > 0)
    .map((provider) => `${provider.unsigned} requests to ${provider.personality} were not signed`);

const missed = ({ missed: points }: CycleFigures): string[] =>
  points.map((point) => `the server was brought to "${point}" and did not pass it`);
