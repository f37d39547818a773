import { z } from 'zod';
import {
  type Action,
  defineNode,
  type Destination,
  type Expression,
  expressionSchema,
  LIMITS,
  type NodeState,
  type NodeStates,
  type NodeTransition,
  textsSchema,
  VARIABLE_NAME,
} from '../../runtime/engine/index.ts';
import { durationSchema, secondsOf } from './duration.ts';
import { EXAMPLES } from './examples.ts';
import { waitIssues } from './wait-issues.ts';
import words from './words.json';

const config = z
  .strictObject({
    for: durationSchema.optional(),
    /** Until a date, where it begins, or an instant. */
    until: expressionSchema.optional().meta({ widget: 'expression' }),
    /** What is said meanwhile, counted from the beginning of the wait. */
    reminders: z
      .array(z.strictObject({ after: durationSchema, text: textsSchema.meta({ widget: 'prompt' }) }))
      .max(10)
      .default([]),
    /** Keeps what the customer says when they return. */
    saveTo: z.string().regex(VARIABLE_NAME).optional().meta({ widget: 'variable' }),
  })
  .refine((given) => (given.for === undefined) !== (given.until === undefined), {
    path: ['for'],
    message: 'either how long to wait, or until when',
  })
  .refine((given) => given.for === undefined || secondsOf(given.for) <= LIMITS.waitDays * 86_400, {
    path: ['for'],
    message: `at most ${LIMITS.waitDays} days`,
  });
export type Config = z.infer<typeof config>;

/** Waits for the customer to come back. */
export default defineNode<Config>({
  type: 'wait',
  version: 1,
  group: 'talk',
  words,
  channels: 'any',
  config,
  exits: () => [{ id: 'returned' }, { id: 'expired' }],
  compile({ reminders, saveTo, ...given }): NodeStates {
    const returned = returning(saveTo);
    const nameOf = (index: number) => (index === 0 ? 'start' : `wait${index}`);
    const states: { [state: string]: NodeState } = {};
    let begun = 0;
    for (const [index, { after, text }] of reminders.entries()) {
      const seconds = secondsOf(after) - begun;
      begun += seconds;
      states[nameOf(index)] = waiting({ seconds: { value: seconds } }, returned, { to: `remind${index}` });
      states[`remind${index}`] = {
        entry: [{ type: 'prompt', params: { texts: text } }],
        always: [{ to: nameOf(index + 1) }],
      };
    }
    const rest = given.for ? { seconds: { value: secondsOf(given.for) - begun } } : { until: given.until! };
    states[nameOf(reminders.length)] = waiting(rest, returned, { exit: 'expired' });
    return states as NodeStates;
  },
  check: waitIssues,
  examples: EXAMPLES,
});

/** A wait without an end in seconds is not for the phone; this is what a channel that times silence is told then. */
const SILENT_SECONDS = 60;

type Timing = { seconds: { value: number } } | { until: Expression };

function waiting(timing: Timing, returned: NodeTransition[], next: Destination): NodeState {
  const timeoutSeconds = 'seconds' in timing ? timing.seconds.value : SILENT_SECONDS;
  return {
    entry: [
      { type: 'collect', params: { dtmf: true, speech: true, bargeIn: true, timeoutSeconds } },
      { type: 'startTimer', params: timing },
    ],
    on: { 'input.received': returned, 'input.timedOut': [next], 'timer.fired': [next] },
  };
}

/** Whatever comes ends the wait; a picture or a press without words leaves nothing to keep. */
function returning(saveTo: string | undefined): NodeTransition[] {
  const save = (to: Expression) => (saveTo === undefined ? [] : [{ variable: saveTo, to }]);
  const keep: Action = { type: 'keepInput', params: { as: WORDS } };
  const said = save({ variable: 'input.value' });
  return [
    {
      exit: 'returned',
      guard: { type: 'parses', params: { as: WORDS } },
      actions: said.length === 0 ? [keep] : [keep, { type: 'assign', params: { set: said } }],
    },
    {
      exit: 'returned',
      actions: [{ type: 'assign', params: { set: save({ value: null }), forgetInput: true } }],
    },
  ];
}

const WORDS = { as: 'text' as const };
