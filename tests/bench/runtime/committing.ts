import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { amount, ratio } from '../figure.ts';
import type { Served } from '../kit/processes.ts';
import { interleaved, median, medianRatio } from '../kit/statistics.ts';
import type { Workshop } from '../kit/workshop.ts';
import type { Measurement } from '../part.ts';
import { seeded, turns, warmUp } from './turns.ts';
import type { Way } from './variant.program.ts';

const connections = 64;

/** What committing in groups, and in a thread of its own, is worth. */
export const committing: Measurement = {
  names: ['group-commit-vs-commit-per-event', 'p99-worker-vs-main-thread', 'events-per-fsync'],
  async measure(shop) {
    const server = async (way: Way) => shop.serve('variant', { file: await seeded(shop, way), way });
    const grouped = await server('grouped');
    const single = await server('one-by-one');
    const main = await server('main-thread');
    for (const one of [grouped, main]) await warmUp(shop, one);
    const run = (one: Served) => () => turns(shop, one, { connections, seconds: 2 });
    const seen = await interleaved(4, { grouped: run(grouped), single: run(single), main: run(main) });
    const traced = await eventsPerFsync(shop, grouped);
    await Promise.all([single.stop(), main.stop()]);
    const stats = (await grouped.stop()) as { units: number; transactions: number } | undefined;
    const rates = (name: keyof typeof seen) => seen[name].map(({ perSecond }) => perSecond);
    const p99 = (name: keyof typeof seen) => seen[name].map((one) => one.p99);
    return [
      ratio(medianRatio(rates('grouped'), rates('single')), {
        name: 'group-commit-vs-commit-per-event',
        what: 'Durable turns per second with events committed in groups against a commit per event, 64 connections.',
        gate: { atLeast: 3 },
        target: { atLeast: 4 },
        details: { 'grouped/s': median(rates('grouped')), 'one by one/s': median(rates('single')) },
      }),
      ratio(medianRatio(p99('grouped'), p99('main')), {
        name: 'p99-worker-vs-main-thread',
        what: 'p99 at saturation with the writer in its own thread against in the main thread, 64 connections.',
        details: {
          'worker p99 ms': median(p99('grouped')),
          'main p99 ms': median(p99('main')),
          'worker/s': median(rates('grouped')),
          'main/s': median(rates('main')),
        },
      }),
      amount(traced ?? (stats ? stats.units / stats.transactions : Number.NaN), 'events', {
        name: 'events-per-fsync',
        what: traced
          ? 'Turns per fsync of the process, counted by strace, 64 connections.'
          : 'Turns per transaction (strace is not there), 64 connections.',
        ...(stats ? { details: { 'units per transaction': stats.units / stats.transactions } } : {}),
      }),
    ];
  },
};

/** Counts the server's fsyncs during a run; undefined where strace is not there or may not look. */
async function eventsPerFsync(shop: Workshop, server: Served): Promise<number | undefined> {
  const args = ['-f', '-c', '-e', 'trace=fsync,fdatasync', '-p', String(server.pid)];
  const strace = spawn('strace', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const failed = new Promise<boolean>((resolve) => strace.once('error', () => resolve(true)));
  let counted = '';
  strace.stderr.on('data', (text: Buffer) => (counted += String(text)));
  if (await Promise.race([failed, new Promise<boolean>((resolve) => setTimeout(resolve, 300, false))]))
    return undefined;
  const { requests } = await turns(shop, server, { connections, seconds: 2 });
  strace.kill('SIGINT');
  if (strace.exitCode === null) await once(strace, 'close');
  const calls = [...counted.matchAll(/^\s*[\d.]+\s+[\d.]+\s+\d+\s+(\d+).*f(?:data)?sync$/gm)];
  const syncs = calls.reduce((sum, [, count]) => sum + Number(count), 0);
  return syncs > 0 ? requests / syncs : undefined;
}
