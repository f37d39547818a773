import { amount } from '../figure.ts';
import type { Measurement } from '../part.ts';
import type { Compiling } from './compiling.program.ts';

const sizes = [10, 100, 1000];

/** What publishing a flow and meeting it for the first time cost. */
export const compiling: Measurement = {
  names: [...sizes.map((nodes) => `compile-${nodes}`), ...sizes.map((nodes) => `build-machine-${nodes}`)],
  async measure(shop) {
    const seen = await shop.run<Compiling>('compiling');
    return [
      ...sizes.map((nodes) =>
        amount(seen[nodes]!.compileMs, 'ms', {
          name: `compile-${nodes}`,
          what: `Checking and compiling a flow of ${nodes} nodes.`,
          details: { 'stored bytes': seen[nodes]!.machineBytes },
        }),
      ),
      ...sizes.map((nodes) =>
        amount(seen[nodes]!.machineMs, 'ms', {
          name: `build-machine-${nodes}`,
          what: `Reading a published version of ${nodes} nodes and building its machine; once per version.`,
          details: { 'first step ms': seen[nodes]!.firstStepMs },
        }),
      ),
    ];
  },
};
