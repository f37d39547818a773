import { amount, ratio } from '../figure.ts';
import { median, medianRatio } from '../kit/statistics.ts';
import type { Measurement } from '../part.ts';
import type { TestRunCosts } from './test-run.program.ts';

const WHOLE = 'flow-test-500-steps-ms';
const AGAINST_STEPS = 'flow-test-vs-bare-steps';

/** What a test of 500 steps costs on a flow of 100 nodes. */
export const testRun: Measurement = {
  names: [WHOLE, AGAINST_STEPS],
  async measure(shop) {
    const { test, steps } = await shop.run<TestRunCosts>('test-run', { rounds: 9 });
    return [
      amount(median(test), 'ms', {
        name: WHOLE,
        what: 'Processor time of a test of 500 steps on a flow of 100 nodes.',
        gate: { atMost: 500 },
        target: { atMost: 200 },
      }),
      ratio(medianRatio(test, steps), {
        name: AGAINST_STEPS,
        what: 'The same against the bare engine with the same inputs: what the simulated world and its story cost.',
        gate: { atMost: 15 },
        details: { 'test ms': median(test), 'bare steps ms': median(steps) },
      }),
    ];
  },
};
