import { spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { CrashPoint } from '../../db/crash-point.ts';
import { questionFlow } from './flows.ts';
import type { Load } from './senders.ts';
import { type Grave, startVictim, type Victim } from './victim.ts';

const POINTS: readonly CrashPoint[] = [
  'before-commit',
  'after-commit',
  'before-ack',
  'before-dispatch',
  'after-request',
  'before-mark',
  'timer-firing',
  'publishing',
  'in-checkpoint',
  'in-backup',
];

/** Every so many cycles the server dies at a named point instead of a random instant. */
const NAMED_EVERY = 3;
/** Longest wait for a named point; a timer needs its six seconds, counted from the first conversations. */
const PATIENCE_MS = 1_500;
/** The same where we ask for it: it comes at once, unless the machine is busy. */
const PROVOKED_MS = 10_000;
/** A server that takes nothing for so long never will. */
const STUCK_MS = 30_000;
const KILL_MS = { least: 60, most: 300 };

export interface CycleFigures {
  kills: number;
  /** How often each named point was died at. */
  points: Map<CrashPoint, number>;
  /** Ms from start to answering, per start. */
  readyAfter: number[];
  /** Points that were asked for and not met: the test would not test them. */
  missed: CrashPoint[];
}

export interface CycleParts {
  grave: Grave;
  load: Load;
  chance: () => number;
  cycles: number;
}

/** Starts and kills the server, again and again, while the senders send. */
export async function runCycles(parts: CycleParts): Promise<CycleFigures> {
  const { cycles, chance, grave, load } = parts;
  const figures: CycleFigures = { kills: 0, points: new Map(), readyAfter: [], missed: [] };
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const point = pointOf(cycle);
    const crashAt = point && point !== 'in-backup' ? `${point}:${passing(point, chance)}` : undefined;
    const victim = await startVictim(grave, crashAt);
    figures.readyAfter.push(victim.readyAfter);
    if ((await Promise.race([load.next(), victim.dead, stuck()])) === 'stuck') await giveUp(victim);
    if (point === 'in-backup') await backUpUntilKilled(grave, cycle, figures);
    if (point) await atPoint(victim, point, figures);
    else await pause(KILL_MS.least + chance() * (KILL_MS.most - KILL_MS.least));
    victim.kill();
    if ((await victim.dead) === 'killed') figures.kills += 1;
  }
  return figures;
}

const pointOf = (cycle: number): CrashPoint | undefined =>
  cycle % NAMED_EVERY === NAMED_EVERY - 1
    ? POINTS[Math.floor(cycle / NAMED_EVERY) % POINTS.length]
    : undefined;

/** At which passing to die: the first, where we ask for it; timers are rare. */
function passing(point: CrashPoint, chance: () => number): number {
  const most = { publishing: 1, 'in-checkpoint': 1, 'timer-firing': 3 } as { [point: string]: number };
  return 1 + Math.floor(chance() * (most[point] ?? 12));
}

async function atPoint(victim: Victim, point: CrashPoint, figures: CycleFigures): Promise<void> {
  if (point === 'publishing') victim.tell({ publish: questionFlow('question', `Once more? ${Date.now()}`) });
  if (point === 'in-checkpoint') victim.tell({ stop: true });
  const provoked = point === 'publishing' || point === 'in-checkpoint';
  const patience = provoked ? PROVOKED_MS : PATIENCE_MS;
  const died = await Promise.race([victim.dead, pause(point === 'in-backup' ? 0 : patience)]);
  if (died === 'killed') figures.points.set(point, (figures.points.get(point) ?? 0) + 1);
  else if (provoked) figures.missed.push(point);
}

/** A backup is a process of its own, the product's command; it dies with its copy almost complete. */
function backUpUntilKilled(grave: Grave, cycle: number, figures: CycleFigures): Promise<void> {
  const cli = pathToFileURL(join(grave.build, 'cli.js')).href;
  const target = `${grave.databaseUrl}.backup-${cycle}`;
  const code = `import { run } from '${cli}'; process.exitCode = await run(['backup', '${target}']);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: grave.databaseUrl,
      PATCHBAY_CRASH_POINTS: '1',
      CRASH_AT: 'in-backup:1',
    },
  });
  return new Promise((resolve) =>
    child.once('exit', (_code, signal) => {
      if (signal === 'SIGKILL') figures.points.set('in-backup', (figures.points.get('in-backup') ?? 0) + 1);
      resolve();
    }),
  );
}

const stuck = () =>
  new Promise<'stuck'>((resolve) => void setTimeout(() => resolve('stuck'), STUCK_MS).unref());

async function giveUp(victim: Victim): Promise<never> {
  victim.kill();
  await victim.dead;
  throw new Error(`the server runs, and takes no message for ${STUCK_MS / 1_000} s`);
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
