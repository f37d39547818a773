import { start, step, type World } from '../../../runtime/engine/index.ts';
import { flowTestSchema, runTest } from '../../../runtime/flow-tests/index.ts';
import { roundsOfTen } from '../flows/rounds-of-ten.ts';
import { worldOf } from '../flows/world-of.ts';
import { cpuUs, program } from '../kit/program.ts';
import { interleaved } from '../kit/statistics.ts';

/** Milliseconds of processor time, by subject, one number per round. */
export interface TestRunCosts {
  /** A test of 500 steps, as the panel and publishing run it. */
  test: number[];
  /** The same inputs through the engine, and nothing else. */
  steps: number[];
}

const STEPS = 500;
const NODES = 100;
const AT = Date.parse('2026-03-02T09:00:00Z');

await program(async ({ rounds }: { rounds: number }): Promise<TestRunCosts> => {
  const flow = roundsOfTen(NODES);
  const world: World & ReturnType<typeof worldOf> = worldOf(flow);
  const said = Array.from({ length: STEPS }, (_none, index) => String((index % 3) + 1));
  const test = flowTestSchema.parse({
    id: 'long',
    name: 'Five hundred answers',
    channels: ['api'],
    languages: ['en'],
    steps: said.map((says) => ({ says })),
  });
  const source = { machine: () => world.the, drawing: () => flow, calendar: () => undefined };
  const timed = (work: () => void) => () => {
    const before = cpuUs();
    work();
    return (cpuUs() - before) / 1000;
  };
  return interleaved(rounds, {
    test: timed(() => {
      const result = runTest(source, flow.id, test, { channel: 'api', language: 'en' });
      if (!result.ok || result.story.length <= STEPS) throw new Error('The test did not run to its end.');
    }),
    steps: timed(() => {
      const stamp = { at: AT, seed: 1 };
      const opened = { type: 'contact.opened', contact: 'c', channel: 'api', customer: { id: 'u' } } as const;
      let { snapshot } = start(world, { ...opened, ...stamp, seq: 1 }, flow.id);
      for (const [index, value] of said.entries()) {
        const input = { kind: 'text', value } as const;
        ({ snapshot } = step(world, snapshot, { type: 'input.received', input, ...stamp, seq: index + 2 }));
      }
    }),
  });
});
