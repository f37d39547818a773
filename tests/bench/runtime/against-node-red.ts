import { ratio, type Figure } from '../figure.ts';
import { interleaved, median, medianRatio } from '../kit/statistics.ts';
import { installedNodeRed } from '../node-red/install.ts';
import type { Measurement } from '../part.ts';
import { seeded, turns } from './turns.ts';

const levels = [8, 32];

/** The same conversation of three turns, every turn on disk, against Node-RED that keeps it in memory. */
export const againstNodeRed: Measurement = {
  names: levels.map((connections) => `durable-turns-vs-node-red-${connections}`),
  async measure(shop) {
    const nodeRed = await shop.serve('node-red', { folder: installedNodeRed((line) => shop.say(line)) });
    const product = await shop.product(await seeded(shop, 'against-node-red'));
    const figures: Figure[] = [];
    for (const connections of levels) {
      const { durable, red } = await interleaved(4, {
        durable: () => turns(shop, product, { connections, seconds: 2, share: 1 }),
        red: () => turns(shop, nodeRed, { connections, seconds: 2, share: 1, path: '/bot' }),
      });
      const of = (samples: typeof red, key: 'perSecond' | 'cpuUs' | 'p99') => samples.map((one) => one[key]);
      figures.push(
        ratio(medianRatio(of(durable, 'perSecond'), of(red, 'perSecond')), {
          name: `durable-turns-vs-node-red-${connections}`,
          what: `Turns per second of a three-turn bot, durable, against Node-RED 4.1 in memory, ${connections} connections.`,
          gate: { atLeast: 1.2 },
          target: { atLeast: 2 },
          details: {
            'turns/s': median(of(durable, 'perSecond')),
            'Node-RED/s': median(of(red, 'perSecond')),
            'p99 ms': median(of(durable, 'p99')),
            'Node-RED p99 ms': median(of(red, 'p99')),
            'CPU ratio': medianRatio(of(durable, 'cpuUs'), of(red, 'cpuUs')),
          },
        }),
      );
    }
    await Promise.all([product.stop(), nodeRed.stop()]);
    return figures;
  },
};
