import { ratio, type Figure } from '../figure.ts';
import type { Served } from '../kit/processes.ts';
import { interleaved, median, medianRatio } from '../kit/statistics.ts';
import type { Measurement } from '../part.ts';
import type { LogFacts } from './log-facts.program.ts';
import { say, seeded, type Sample, turns, warmUp } from './turns.ts';

const levels = [
  { connections: 64, rounds: 5, seconds: 3, name: 'durable-turns-vs-noop' },
  { connections: 1, rounds: 3, seconds: 2, name: 'durable-turns-vs-noop-1' },
  { connections: 256, rounds: 3, seconds: 2, name: 'durable-turns-vs-noop-256' },
];

/** Turns of contacts, each on disk before it is answered, against a route that only reads and answers JSON. */
export const durableTurns: Measurement = {
  names: [...levels.map(({ name }) => name), 'durable-turn-cpu-vs-noop'],
  async measure(shop) {
    const file = await seeded(shop, 'durable-turns');
    const product = await shop.product(file);
    const answerBytes = await answerSize(product);
    const noOp = await shop.serve('no-op', { answerBytes });
    const figures: Figure[] = [];
    await warmUp(shop, product);
    let cpu: Figure | undefined;
    let answered = 0;
    for (const { name, connections, rounds, seconds } of levels) {
      const { durable, bare } = await interleaved(rounds, {
        durable: () => turns(shop, product, { connections, seconds }),
        bare: () => turns(shop, noOp, { connections, seconds, path: '/no-op' }),
      });
      answered += durable.reduce((sum, { requests }) => sum + requests, 0);
      figures.push(
        ratio(ratioOf(durable, bare, 'perSecond'), {
          name,
          what: `Durable turns per second over HTTP against a no-op Hono route, ${connections} connections.`,
          ...(connections === 64 ? { gate: { atLeast: 0.45 }, target: { atLeast: 0.6 } } : {}),
          details: { ...told('turns', durable), ...told('no-op', bare) },
        }),
      );
      if (connections === 64)
        cpu = ratio(ratioOf(durable, bare, 'cpuUs'), {
          name: 'durable-turn-cpu-vs-noop',
          what: 'Processor time of the server per durable turn against a no-op request, 64 connections.',
          gate: { atMost: 2.8 },
          target: { atMost: 2 },
          details: { 'turn µs': mid(durable, 'cpuUs'), 'no-op µs': mid(bare, 'cpuUs') },
        });
    }
    await Promise.all([product.stop(), noOp.stop()]);
    const log = await shop.run<LogFacts>('log-facts', { file });
    if (log.rows < answered || log.ignored > log.rows / 100)
      throw new Error(`${answered} turns were answered, ${log.rows} logged, ${log.ignored} of them ignored.`);
    figures[0]!.details = { ...figures[0]!.details, 'log bytes/turn': log.bytesPerTurn };
    return [...figures, cpu!];
  },
};

const ratioOf = (above: Sample[], below: Sample[], key: keyof Sample) =>
  medianRatio(
    above.map((one) => one[key]),
    below.map((one) => one[key]),
  );
const mid = (samples: Sample[], key: keyof Sample) => median(samples.map((one) => one[key]));

const told = (name: string, samples: Sample[]) => ({
  [`${name}/s`]: Math.round(mid(samples, 'perSecond')),
  [`${name} p50 ms`]: mid(samples, 'p50'),
  [`${name} p99 ms`]: mid(samples, 'p99'),
});

/** Bytes of an average answer in the conversations that are measured. */
async function answerSize(server: Served): Promise<number> {
  const texts = ['hello', '2', 'Monday at ten'];
  let bytes = 0;
  for (const text of texts) bytes += (await say(server, 'three', 'size', text)).length;
  for (const text of texts) bytes += (await say(server, 'long', 'size', text)).length;
  return Math.round(bytes / (2 * texts.length));
}
