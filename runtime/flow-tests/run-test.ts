import { Temporal } from 'temporal-polyfill';
import type { ChannelKind, CustomerFacts } from '../engine/index.ts';
import { newWorld, type Refusal, type Source, type Turn } from '../simulated-world/index.ts';
import { placeOf } from './expect.ts';
import type { FlowTest } from './flow-test.ts';
import { kindOf, runStep } from './run-step.ts';
import type { Found } from './found.ts';
import { doing, type Walk, type Walked } from './walk.ts';

const MONDAY_MORNING = '2026-03-02T09:00:00Z';
/** Channels on which a customer comes from a number. */
const WITH_NUMBER: readonly ChannelKind[] = ['voice', 'sms', 'whatsapp'];

/** On what and in which language a test is run. */
export interface Variant {
  channel: ChannelKind;
  language: string;
}

/** What became of one step. Those behind the first that failed were not run. */
export interface StepResult {
  /** Position in the test; -1 is the coming of the customer. */
  step: number;
  kind: string;
  ok: boolean;
  expected?: string;
  actual?: string;
  /** Where the world refused what was to be done: the same as `actual`, in no language. */
  refusal?: Refusal;
  /** What is there where there was nothing to compare: the same as `actual`, in no language. */
  found?: Found;
  /** Node where the contact was after it. */
  node?: string;
}

/** A way through a flow: a node that was entered, or an exit it was left by. */
export interface Way {
  flow: string;
  node: string;
  exit?: string;
}

export interface TestResult extends Variant {
  test: string;
  name: string;
  ok: boolean;
  steps: StepResult[];
  /** What was covered, each once. */
  ways: Way[];
  /** Everything that happened, for whoever wants to see it played. */
  story: Turn[];
}

/** The runs of a test: every channel in every language, as far as `only` lets through. */
export const variantsOf = (
  { channels, languages }: FlowTest,
  only: { channels?: readonly string[] | undefined; languages?: readonly string[] | undefined } = {},
): Variant[] =>
  channels
    .filter((channel) => only.channels?.includes(channel) ?? true)
    .flatMap((channel) =>
      languages
        .filter((language) => only.languages?.includes(language) ?? true)
        .map((language) => ({ channel, language })),
    );

/** Runs a test of a flow. Pure: what it runs on comes in, and its result is data. */
export function runTest(source: Source, flow: string, test: FlowTest, variant: Variant): TestResult {
  const run = runningTest(source, flow, test, variant);
  for (;;) {
    const { done, value } = run.next();
    if (done) return value;
  }
}

/** The same, step by step: whoever has others to serve can do so in between. */
export function* runningTest(
  source: Source,
  flow: string,
  test: FlowTest,
  variant: Variant,
): Generator<undefined, TestResult> {
  const steps: StepResult[] = [];
  let walk = beginning(source, flow, test, variant);
  const note = (step: number, kind: string, walked: ReturnType<typeof doing>): boolean => {
    walk = walked.walk;
    const node = placeOf(walk);
    const told = walked.ok ? {} : failureOf(walked);
    steps.push({ step, kind, ok: walked.ok, ...told, ...(node === undefined ? {} : { node }) });
    return walked.ok;
  };
  let ok = note(-1, 'opens', doing(walk, `comes by ${variant.channel}`, opening(test, variant)));
  for (const [index, step] of test.steps.entries()) {
    if (!ok) break;
    yield;
    ok = note(index, kindOf(step), runStep(walk, step));
  }
  return { ...headOf(test, variant), ok, steps, ways: waysOf(walk), story: walk.world.story };
}

const failureOf = ({ expected, actual, found, refusal }: Extract<Walked, { ok: false }>) => ({
  expected,
  actual,
  ...(found ? { found } : {}),
  ...(refusal ? { refusal } : {}),
});

const headOf = ({ id, name }: FlowTest, variant: Variant) => ({ test: id, name, ...variant });

/** The result of a run there was no time for: nobody may take it for passed. */
export const notRun = (test: FlowTest, variant: Variant, why: string): TestResult => ({
  ...headOf(test, variant),
  ok: false,
  steps: [{ step: -1, kind: 'opens', ok: false, expected: 'that it is run', actual: why }],
  ways: [],
  story: [],
});

function beginning(source: Source, flow: string, test: FlowTest, { channel, language }: Variant): Walk {
  const { customer: { name, language: kept = language, attributes } = {}, start = MONDAY_MORNING } = test;
  const customer: CustomerFacts = {
    id: 'customer',
    ...(name === undefined ? {} : { name }),
    ...(kept === null ? {} : { language: kept }),
    ...(attributes ? { attributes } : {}),
  };
  const world = newWorld({
    flow,
    at: Temporal.Instant.from(start).epochMilliseconds,
    customer,
    ...(test.seed === undefined ? {} : { seed: test.seed }),
    ...(test.world ? { setting: test.world } : {}),
  });
  return { source, channel, language, world, heard: [], ways: [] };
}

function opening({ customer, opens = {} }: FlowTest, { channel }: Variant): Parameters<typeof doing>[2] {
  const from = WITH_NUMBER.includes(channel) ? customer?.phone : undefined;
  const { to, text, inputs } = opens;
  return {
    type: 'opens',
    channel,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(text === undefined ? {} : { text }),
    ...(inputs ? { inputs } : {}),
  };
}

function waysOf({ world }: Walk): Way[] {
  const ways = new Map<string, Way>();
  for (const { trace } of world.story)
    for (const { flow, node, exit } of trace)
      ways.set(`${flow} ${node} ${exit ?? ''}`, { flow, node, ...(exit === undefined ? {} : { exit }) });
  return [...ways.values()];
}
