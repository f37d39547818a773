import {
  type FlowTest,
  runningTest,
  type TestResult,
  variantsOf,
} from '../../../runtime/flow-tests/index.ts';
import type { Library } from '../library.ts';
import type { Playable } from '../library.ts';

/** Ms of work after which the page may draw. */
const LONGEST_TURN = 12;

/** Runs tests on a drawing as it is, here in the page; flows and calendars are loaded as they are looked up. */
export async function runHere(
  library: Library,
  { flow, version }: Playable,
  tests: readonly FlowTest[],
  only: Parameters<typeof variantsOf>[1] = {},
): Promise<TestResult[]> {
  const { source } = library;
  // A test names no version: what it means is the drawing.
  const here = (of: string, wanted?: number) => wanted ?? (of === flow.id ? version : undefined);
  const own: Library['source'] = {
    ...source,
    machine: (of, wanted) => source.machine(of, here(of, wanted)),
    drawing: (of, wanted) => source.drawing(of, here(of, wanted)),
  };
  const results: TestResult[] = [];
  let turn = performance.now();
  const breathe = async () => {
    if (performance.now() - turn < LONGEST_TURN) return;
    await new Promise((resolve) => setTimeout(resolve));
    turn = performance.now();
  };
  for (const test of tests)
    for (const variant of variantsOf(test, only))
      for (let result: TestResult | undefined; !result;) {
        const run = runningTest(own, flow.id, test, variant);
        for (let next = run.next(); !result; next = run.next()) {
          if (next.done) result = next.value;
          await breathe();
        }
        if (!library.lacks()) results.push(result);
        else {
          await library.complete();
          result = undefined;
        }
      }
  return results;
}
