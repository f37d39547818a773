import type { Db } from '../../db/client.ts';
import { read as readCalendarRow } from '../../db/queries/calendars.ts';
import { listTests } from '../../db/queries/flow-tests.ts';
import { type FlowVersion, latestVersion, versionOf } from '../../db/queries/flows.ts';
import {
  type Calendar,
  type FlowDefinition,
  type Machine,
  type MachineJson,
  toMachine,
} from '../engine/index.ts';
import {
  type FlowTest,
  flowTestSchema,
  notRun,
  runningTest,
  type TestResult,
  toldFailure,
  variantsOf,
} from '../flow-tests/index.ts';
import type { Source } from '../simulated-world/index.ts';

/** A flow that is tried: a draft, or a version. */
export interface Tried {
  definition: FlowDefinition;
  machine: MachineJson;
  version: number;
}

/** What a flow's tests run on: the flow that is tried, other flows as they are published, calendars as they are kept. */
export function sourceOf(db: Db, organisation: string, tried: Tried): Source {
  const machines = new Map<string, Machine>();
  const published = (
    flow: string,
    version?: number,
  ): Pick<FlowVersion, 'version' | 'definition' | 'machine'> | undefined =>
    flow === tried.definition.id && (version ?? tried.version) === tried.version
      ? tried
      : version === undefined
        ? latestVersion(db, organisation, flow)
        : versionOf(db, organisation, flow, version);
  return {
    machine(flow, wanted) {
      const row = published(flow, wanted);
      if (!row) return undefined;
      const key = `${flow} ${row.version}`;
      const machine = machines.get(key) ?? toMachine(row.machine as MachineJson, row.version);
      machines.set(key, machine);
      return machine;
    },
    drawing: (flow, version) => published(flow, version)?.definition as FlowDefinition | undefined,
    calendar: (id) => readCalendarRow(db, organisation, id)?.definition as Calendar | undefined,
  };
}

/** The tests of a flow as they are kept. */
export const testsOf = (db: Db, organisation: string, flow: string): FlowTest[] =>
  listTests(db, organisation, flow).map(({ definition }) => flowTestSchema.parse(definition));

/** Which of the tests, and on which of their channels and languages. */
export interface Wanted {
  tests?: readonly string[] | undefined;
  channels?: readonly string[] | undefined;
  languages?: readonly string[] | undefined;
}

/** Ms in which the tests of a flow have to be through: somebody waits for them, and others for what they leave of the processor. */
const LONGEST_RUN = 60_000;
/** Ms of work after which others have their turn. */
const LONGEST_TURN = 20;

/** Runs tests, each on every channel and in every language it is for. In between, others have their turn. */
export async function runTests(
  source: Source,
  flow: string,
  tests: readonly FlowTest[],
  wanted: Wanted = {},
  longest = LONGEST_RUN,
): Promise<TestResult[]> {
  const results: TestResult[] = [];
  const began = performance.now();
  let turn = began;
  for (const test of tests.filter(({ id }) => wanted.tests?.includes(id) ?? true))
    for (const variant of variantsOf(test, wanted)) {
      const run = runningTest(source, flow, test, variant);
      let result: TestResult | undefined;
      while (!result) {
        const now = performance.now();
        if (now - began > longest) result = notRun(test, variant, `the tests took longer than ${longest} ms`);
        else {
          if (now - turn > LONGEST_TURN) {
            await new Promise((resolve) => setImmediate(resolve));
            turn = performance.now();
          }
          result = run.next().value;
        }
      }
      results.push(result);
    }
  return results;
}

/** How runs went, for whoever publishes: numbers, and what failed in words. */
export interface Verdict {
  passed: number;
  failed: number;
  red: { test: string; name: string; channel: string; language: string; told: string[] }[];
}

export function verdictOf(results: readonly TestResult[], tests: readonly FlowTest[]): Verdict {
  const failed = results.filter(({ ok }) => !ok);
  const red = failed.map((result) => {
    const { test, name, channel, language } = result;
    const told = toldFailure(
      result,
      tests.find(({ id }) => id === test),
    );
    return { test, name, channel, language, told };
  });
  return { passed: results.length - failed.length, failed: failed.length, red };
}
