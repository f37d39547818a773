import { z } from 'zod';
import {
  type Action,
  defineNode,
  exitNameSchema,
  idSchema,
  inputsSchema,
  type NodeStates,
  type NodeTransition,
  VARIABLE_NAME,
} from '../../runtime/engine/index.ts';
import { callIssues } from './call-issues.ts';
import { EXAMPLES } from './examples.ts';
import words from './words.json';

const variable = z.string().regex(VARIABLE_NAME);

const config = z.strictObject({
  flow: idSchema.meta({ widget: 'flow' }),
  /** A pinned version; without one the latest that is published. */
  version: z.number().int().min(1).optional(),
  /** Values for variables of the called flow that are marked as inputs. */
  inputs: inputsSchema.default({}).meta({ widget: 'inputs' }),
  /** Variables of the called flow that are marked as outputs, and where they are kept here. */
  outputs: z
    .array(
      z.strictObject({
        from: variable.meta({ widget: 'text' }),
        to: variable.meta({ widget: 'variable' }),
      }),
    )
    .max(50)
    .default([]),
  /** How the called flow may end; each becomes an exit. */
  outcomes: z.array(exitNameSchema('failed')).max(20).default([]),
});
export type Config = z.infer<typeof config>;

/** Runs another flow and goes on by how that ends. */
export default defineNode<Config>({
  type: 'sub-flow',
  version: 1,
  group: 'route',
  words,
  channels: 'any',
  config,
  exits: ({ outcomes }) => [
    ...(outcomes.length > 0
      ? outcomes.map((id) => ({ id, ...(id === COMPLETED ? {} : { label: id }) }))
      : [{ id: COMPLETED }]),
    { id: 'failed' },
  ],
  compile({ flow, version, inputs, outputs, outcomes }, { id }): NodeStates {
    const call: Action = {
      type: 'callFlow',
      params: { flow, ...(version === undefined ? {} : { version }), inputs },
    };
    const set = outputs.map(({ from, to }) => ({ variable: to, to: { variable: `result.${from}` } }));
    const actions: Action[] = [
      { type: 'keepResult', params: {} },
      ...(set.length > 0 ? [{ type: 'assign' as const, params: { set } }] : []),
    ];
    const returned: NodeTransition[] = outcomes.map((outcome) => ({
      exit: outcome,
      guard: { type: 'returns', params: { field: 'outcome', value: outcome } },
      actions,
    }));
    return {
      start: {
        entry: [call],
        on: {
          'flow.returned': [...returned, { exit: outcomes.length > 0 ? 'failed' : COMPLETED, actions }],
          // Only what went wrong in the called flow: an error in a later node has its own exit.
          'flow.error': [{ exit: 'failed', guard: { type: 'failedIn', params: { node: id } } }],
        },
      },
    };
  },
  check: callIssues,
  examples: EXAMPLES,
});

/** What a flow ends with that names no outcome. */
const COMPLETED = 'completed';
