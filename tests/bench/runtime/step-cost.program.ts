import { cpuUs, program } from '../kit/program.ts';
import { interleaved } from '../kit/statistics.ts';
import { inputAt, interpreted, ours, stock, type Walker } from './step-subjects.ts';

/** Microseconds of processor time per step, by subject, one number per round. */
export interface StepCosts {
  ours10: number[];
  ours100: number[];
  ours1000: number[];
  stock100: number[];
  interpreter100: number[];
}

const STEPS = 4_000;

await program(async ({ rounds }: { rounds: number }): Promise<StepCosts> => {
  let n = 0;
  const timed = (walk: Walker, steps: number) => () => {
    const before = cpuUs();
    for (let index = 0; index < steps; index += 1) walk(inputAt(n++));
    return (cpuUs() - before) / steps;
  };
  agree();
  const [small, middle, large, theirs] = [ours(10), ours(100), ours(1000), stock(100)];
  return interleaved(rounds, {
    ours100: timed(middle, STEPS),
    stock100: timed(theirs, STEPS / 4),
    interpreter100: timed(interpreted(100), STEPS),
    ours10: timed(small, STEPS),
    ours1000: timed(large, STEPS),
  });
});

/** Both must be at the same place after every step, or the comparison means nothing. */
function agree(): void {
  const [mine, theirs] = [ours(100), stock(100)];
  for (let n = 0; n < 100; n += 1) {
    mine(inputAt(n));
    theirs(inputAt(n));
    const [state, other] = [mine.snapshot().frames[0]!.state, String(theirs.state())];
    if (state !== other) throw new Error(`After ${n + 1} steps we are at ${state}, XState at ${other}.`);
  }
}
