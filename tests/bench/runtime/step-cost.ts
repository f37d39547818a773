import { ratio } from '../figure.ts';
import { median, medianRatio } from '../kit/statistics.ts';
import type { Measurement } from '../part.ts';
import type { StepCosts } from './step-cost.program.ts';

/** What one input costs in the engine, next to other ways of walking the same graph. */
export const stepCost: Measurement = {
  names: ['step-vs-stock-transition', 'step-vs-interpreter', 'step-1000-vs-10-nodes'],
  async measure(shop) {
    const costs = await shop.run<StepCosts>('step-cost', { rounds: 9 });
    const us = (name: keyof StepCosts) => median(costs[name]);
    return [
      ratio(medianRatio(costs.ours100, costs.stock100), {
        name: 'step-vs-stock-transition',
        what: "Processor time of a whole step (effects too) against xstate's transition() on the unfolded machine, 100 nodes.",
        gate: { atMost: 0.45 },
        target: { atMost: 0.25 },
        details: { 'step µs': us('ours100'), 'transition() µs': us('stock100') },
      }),
      ratio(medianRatio(costs.ours100, costs.interpreter100), {
        name: 'step-vs-interpreter',
        what: 'Processor time of a whole step against a hand-written interpreter that only finds the way, 100 nodes.',
        details: { 'step µs': us('ours100'), 'interpreter µs': us('interpreter100') },
      }),
      ratio(medianRatio(costs.ours1000, costs.ours10), {
        name: 'step-1000-vs-10-nodes',
        what: 'Processor time of a step in a flow of 1,000 nodes against one of 10.',
        gate: { atMost: 2.5 },
        target: { atMost: 1.3 },
        details: { '1000 nodes µs': us('ours1000'), '10 nodes µs': us('ours10') },
      }),
    ];
  },
};
