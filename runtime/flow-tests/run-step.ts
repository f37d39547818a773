import { CHANNEL_TRAITS } from '../engine/index.ts';
import * as expected from './expect.ts';
import { type FlowTestStep, msOf } from './flow-test.ts';
import { doing, type Walk, type Walked, wordingFor } from './walk.ts';

type Steps = {
  [Kind in keyof Required<FlowTestStep>]: (walk: Walk, what: NonNullable<FlowTestStep[Kind]>) => Walked;
};

/** What each kind of step does or asks. */
const STEPS: Steps = {
  hears: (walk, wording) => expected.hears(walk, wording, false),
  hearsExactly: (walk, wording) => expected.hears(walk, wording, true),
  offers: expected.offers,
  presses: (walk, keys) =>
    doing(walk, `presses ${keys}`, { type: 'gives', input: { kind: 'dtmf', value: keys } }),
  says(walk, wording) {
    const value = wordingFor(wording, walk.language);
    if (value === undefined) return expected.wordless(walk);
    const kind = CHANNEL_TRAITS[walk.channel].spoken ? 'speech' : 'text';
    return doing(walk, `says ${value}`, { type: 'gives', input: { kind, value } });
  },
  chooses: (walk, option) => doing(walk, `chooses ${option}`, { type: 'chooses', option }),
  staysSilent: (walk) => doing(walk, 'stays silent', { type: 'staysSilent' }),
  waits: (walk, duration) => doing(walk, `waits ${duration}`, { type: 'timePasses', ms: msOf(duration) }),
  leaves: (walk) => doing(walk, 'leaves', { type: 'leaves' }),
  world: (walk, setting) => doing(walk, 'the world changes', { type: 'changes', setting }),
  at: expected.isAt,
  visited: expected.visited,
  takes: expected.takes,
  variables: expected.variables,
  customer: expected.customer,
  speaks: expected.speaks,
  ends: expected.ends,
};

/** The kind of a step, and what it is about. */
export function kindOf(step: FlowTestStep): keyof FlowTestStep {
  const [kind] = Object.entries(step).find(([, value]) => value !== undefined) ?? [];
  return (kind ?? 'leaves') as keyof FlowTestStep;
}

/** Does one step of a test. */
export function runStep(walk: Walk, step: FlowTestStep): Walked {
  const kind = kindOf(step);
  return (STEPS[kind] as (walk: Walk, what: unknown) => Walked)(walk, step[kind]);
}
