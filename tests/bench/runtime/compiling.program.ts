import { start, toMachine } from '../../../runtime/engine/index.ts';
import { roundsOfTen } from '../flows/rounds-of-ten.ts';
import { compiled } from '../flows/world-of.ts';
import { program } from '../kit/program.ts';
import { median } from '../kit/statistics.ts';

/** Milliseconds to compile a flow, to build its machine, and to take its first step; by number of nodes. */
export interface Compiling {
  [nodes: string]: { compileMs: number; machineMs: number; firstStepMs: number; machineBytes: number };
}

const TIMES = 5;

await program((): Compiling => {
  const answer: Compiling = {};
  for (const nodes of [10, 100, 1000]) {
    const flow = roundsOfTen(nodes);
    const runs = Array.from({ length: TIMES + 1 }, () => once(flow)).slice(1);
    const mid = (pick: (run: (typeof runs)[number]) => number) => median(runs.map(pick));
    answer[nodes] = {
      compileMs: mid((run) => run.compileMs),
      machineMs: mid((run) => run.machineMs),
      firstStepMs: mid((run) => run.firstStepMs),
      machineBytes: runs[0]!.machineBytes,
    };
  }
  return answer;
});

function once(flow: ReturnType<typeof roundsOfTen>) {
  const began = performance.now();
  const json = compiled(flow);
  const done = performance.now();
  const stored = JSON.stringify(json);
  const read = performance.now();
  const machine = toMachine(JSON.parse(stored), 1);
  const built = performance.now();
  start(
    { machine: () => machine, calendar: () => undefined },
    { type: 'contact.opened', contact: 'c', channel: 'api', customer: { id: 'u' }, seq: 1, at: 0, seed: 0 },
    flow.id,
  );
  return {
    compileMs: done - began,
    machineMs: built - read,
    firstStepMs: performance.now() - built,
    machineBytes: stored.length,
  };
}
