import { z } from 'zod';
import {
  defineNode,
  idSchema,
  inputsSchema,
  type NodeStates,
  otherFlowIssues,
} from '../../runtime/engine/index.ts';
import words from './words.json';

const config = z.strictObject({
  flow: idSchema.meta({ widget: 'flow' }),
  /** A pinned version; without one the latest that is published. */
  version: z.number().int().min(1).optional(),
  /** Values for variables of the other flow that are marked as inputs. */
  inputs: inputsSchema.default({}).meta({ widget: 'inputs' }),
});

/** Goes on in another flow and does not come back. */
export default defineNode<z.infer<typeof config>>({
  type: 'go-to-flow',
  version: 1,
  group: 'route',
  words,
  channels: 'any',
  config,
  exits: () => [],
  compile({ flow, version, inputs }): NodeStates {
    const params = { flow, ...(version === undefined ? {} : { version }), inputs };
    return { start: { entry: [{ type: 'goToFlow', params }], final: true } };
  },
  check: (given, context) => otherFlowIssues('go-to-flow', given, context),
  examples: [
    {
      name: 'On to payments',
      config: { flow: 'payments' },
      transcript: [{ goesTo: 'payments' }],
    },
    {
      name: 'A pinned version, with a value for it',
      config: { flow: 'payments', version: 3, inputs: { amount: { variable: 'due' } } },
      variables: { due: 120 },
      transcript: [{ goesTo: 'payments' }],
    },
  ],
});
