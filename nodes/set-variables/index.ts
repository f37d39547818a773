import { z } from 'zod';
import {
  defineNode,
  expressionSchema,
  misfit,
  type NodeStates,
  VARIABLE_NAME,
} from '../../runtime/engine/index.ts';
import words from './words.json';

const config = z.strictObject({
  /** In order: a later one may read what an earlier one has set. */
  set: z
    .array(
      z.strictObject({
        variable: z.string().regex(VARIABLE_NAME).meta({ widget: 'variable' }),
        to: expressionSchema.meta({ widget: 'expression' }),
      }),
    )
    .min(1)
    .max(50),
});

/** Gives variables new values. */
export default defineNode<z.infer<typeof config>>({
  type: 'set-variables',
  version: 1,
  group: 'integrate',
  words,
  channels: 'any',
  config,
  exits: () => [{ id: 'done' }],
  compile: ({ set }): NodeStates => ({
    start: { entry: [{ type: 'assign', params: { set } }], always: [{ exit: 'done' }] },
  }),
  check: ({ set }, { flow }) =>
    set.flatMap(({ variable, to }, index) =>
      misfit(
        'set-variables.type',
        ['config', 'set', index, 'to'],
        flow.variables.find((one) => one.name === variable),
        to,
      ),
    ),
  examples: [
    {
      name: 'A value written down, one read and one put together',
      config: {
        set: [
          { variable: 'priority', to: { value: 5 } },
          { variable: 'caller', to: { variable: 'customer.name' } },
          { variable: 'greeting', to: { template: 'Hello {{ caller | default: "there" }}' } },
        ],
      },
      variables: { priority: 0, caller: '', greeting: '' },
      transcript: [{ takes: 'done' }],
    },
    {
      name: 'Emptying a variable',
      config: { set: [{ variable: 'cart', to: { value: null } }] },
      variables: { cart: ['book', 'pen'] },
      transcript: [{ takes: 'done' }],
    },
  ],
});
