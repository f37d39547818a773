import { z } from 'zod';
import {
  type Action,
  asText,
  defineNode,
  type Expression,
  expressionSchema,
  type NodeIssue,
  type NodeStates,
  textsSchema,
} from '../../runtime/engine/index.ts';
import words from './words.json';

const config = z.strictObject({
  /** Number that is dialled. */
  to: expressionSchema.meta({ widget: 'expression' }),
  /** Number that is shown to who is called; without one the customer's own. */
  callerId: expressionSchema.optional().meta({ widget: 'expression' }),
  timeoutSeconds: z.number().int().min(5).max(300).default(30),
  /** Said before dialling. */
  text: textsSchema.default({}).meta({ widget: 'prompt' }),
});

/** Longest call after which a channel that says nothing more is given up: four hours, as carriers have it. */
const LONGEST_CALL_SECONDS = 4 * 3600;
/** What a dialled call comes back with; anything else is a failure. */
const OUTCOMES = ['completed', 'busy', 'noAnswer'] as const;

/** Connects the caller to a telephone number. */
export default defineNode<z.infer<typeof config>>({
  type: 'transfer',
  version: 1,
  group: 'route',
  words,
  channels: ['voice'],
  config,
  exits: () => [...OUTCOMES, 'failed'].map((id) => ({ id })),
  compile({ to, callerId, timeoutSeconds, text }): NodeStates {
    const say: Action[] = Object.keys(text).length > 0 ? [{ type: 'prompt', params: { texts: text } }] : [];
    const dial: Action = { type: 'dial', params: { to, timeoutSeconds, ...(callerId ? { callerId } : {}) } };
    const net: Action = {
      type: 'startTimer',
      params: { seconds: { value: timeoutSeconds + LONGEST_CALL_SECONDS } },
    };
    const keep: Action[] = [{ type: 'keepResult', params: {} }];
    return {
      start: {
        entry: [...say, dial, net],
        on: {
          'effect.succeeded': [
            ...OUTCOMES.map((exit) => ({
              exit,
              guard: { type: 'returns' as const, params: { field: 'status', value: exit } },
              actions: keep,
            })),
            { exit: 'failed', actions: keep },
          ],
          'effect.failed': [{ exit: 'failed', actions: keep }],
          'timer.fired': [{ exit: 'failed' }],
        },
      },
    };
  },
  check: ({ to, callerId }) => [...notDialable('to', to), ...notDialable('callerId', callerId)],
  examples: [
    {
      name: 'Through to a colleague, and back in the flow when they have hung up',
      config: { ...EXAMPLE(), text: { en: 'One moment, we are connecting you.' } },
      channel: 'voice',
      transcript: [
        { hears: 'One moment, we are connecting you.' },
        { effect: 'succeeded', result: { status: 'completed' } },
        { takes: 'completed' },
      ],
    },
    {
      name: 'Engaged',
      config: EXAMPLE(),
      channel: 'voice',
      transcript: [{ effect: 'succeeded', result: { status: 'busy' } }, { takes: 'busy' }],
    },
    {
      name: 'Nobody picks up',
      config: EXAMPLE(),
      channel: 'voice',
      transcript: [{ effect: 'succeeded', result: { status: 'noAnswer' } }, { takes: 'noAnswer' }],
    },
    {
      name: 'A number from a variable that cannot be reached',
      config: { to: { variable: 'branch' }, callerId: { value: '+442079460001' } },
      variables: { branch: '+442079460002' },
      channel: 'voice',
      transcript: [{ effect: 'failed' }, { takes: 'failed' }],
    },
    {
      name: 'No word from the carrier',
      config: EXAMPLE(),
      channel: 'voice',
      transcript: [{ waits: 30 + LONGEST_CALL_SECONDS }, { takes: 'failed' }],
    },
  ],
});

function EXAMPLE() {
  return { to: { value: '+442079460000' } };
}

/** A number that is written down must be complete: what it would be short for depends on where one dials. */
function notDialable(field: 'to' | 'callerId', from: Expression | undefined): NodeIssue[] {
  if (!from || !('value' in from) || /^\+[1-9]\d{6,14}$/.test(asText(from.value))) return [];
  return [
    {
      code: 'transfer.number',
      severity: 'error',
      path: ['config', field],
      message: `"${asText(from.value)}" is no full telephone number; write it like +442079460000.`,
    },
  ];
}
