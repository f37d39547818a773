import { ratio, type Figure } from '../figure.ts';
import { interleaved, median, medianRatio } from '../kit/statistics.ts';
import { installedNodeRed } from '../node-red/install.ts';
import type { Measurement } from '../part.ts';
import { seeded, turns, warmUp } from './turns.ts';

const levels = [8, 32];

/** The same conversation of three turns, every turn on disk, against Node-RED that keeps it in memory. */
export const againstNodeRed: Measurement = {
  names: levels.map((connections) => `durable-turns-vs-node-red-${connections}`),
  async measure(shop) {
    const nodeRed = await shop.serve('node-red', { folder: installedNodeRed((line) => shop.say(line)) });
    const product = await shop.product(await seeded(shop, 'against-node-red'));
    const figures: Figure[] = [];
    await expectTalk(nodeRed.url);
    await warmUp(shop, product, 1);
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

/** Throws unless the bot in Node-RED leads through all three turns: a fast wrong answer would be no comparison. */
async function expectTalk(url: string): Promise<void> {
  const said: string[] = [];
  for (const text of ['hello', '2', 'Monday at ten']) {
    const body = JSON.stringify({ id: text, conversation: 'talk', text });
    const headers = { 'content-type': 'application/json' };
    said.push(await (await fetch(`${url}/bot`, { method: 'POST', headers, body })).text());
  }
  const wanted = ['Welcome to the clinic', 'a cleaning 60', 'We have noted Monday at ten'];
  const wrong = wanted.findIndex((text, turn) => !said[turn]!.includes(text));
  if (wrong >= 0) throw new Error(`Node-RED's bot said ${said[wrong]} where "${wanted[wrong]}" was due.`);
}
