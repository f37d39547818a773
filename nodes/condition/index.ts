import { z } from 'zod';
import {
  defineNode,
  doubledExits,
  exitNameSchema,
  LIMITS,
  type NodeStates,
  ruleSchema,
} from '../../runtime/engine/index.ts';
import { covers } from './covers.ts';
import words from './words.json';

const config = z.strictObject({
  /** In order: the first that holds is taken. */
  rules: z
    .array(
      z.strictObject({
        id: exitNameSchema('else'),
        label: z.string().min(1).max(100),
        when: ruleSchema.meta({ widget: 'rule' }),
      }),
    )
    .min(1)
    .max(LIMITS.rulesPerCondition)
    .meta({ widget: 'rules' }),
});

/** Goes one way or another, by what is known. */
export default defineNode<z.infer<typeof config>>({
  type: 'condition',
  version: 1,
  group: 'decide',
  words,
  channels: 'any',
  config,
  exits: ({ rules }) => [...rules.map(({ id, label }) => ({ id, label })), { id: 'else' }],
  compile: ({ rules }): NodeStates => ({
    start: {
      always: [
        ...rules.map(({ id, when }) => ({ exit: id, guard: { type: 'holds' as const, params: when } })),
        { exit: 'else' },
      ],
    },
  }),
  check: ({ rules }) => [
    ...doubledExits(
      'condition.double-rule',
      'rules',
      rules.map((rule) => rule.id),
    ),
    ...rules.flatMap(({ label, when }, index) => {
      const above = rules.slice(0, index).find((one) => covers(one.when, when));
      if (!above) return [];
      const message = `"${label}" can never be taken: whenever it holds, "${above.label}" above it holds too.`;
      const path = ['config', 'rules', index, 'when'];
      return [{ code: 'condition.never', severity: 'warning' as const, path, message }];
    }),
  ],
  examples: [
    {
      name: 'A balance decides',
      config: byBalance(),
      variables: { balance: 25_000 },
      transcript: [{ takes: 'wealthy' }],
    },
    {
      name: 'A number in a text is still a number',
      config: byBalance(),
      variables: { balance: '9' },
      transcript: [{ takes: 'low' }],
    },
    {
      name: 'No rule holds',
      config: byBalance(),
      variables: { balance: 500 },
      transcript: [{ takes: 'else' }],
    },
    {
      name: 'One of several is enough',
      config: {
        rules: [
          {
            id: 'weekend',
            label: 'Weekend',
            when: {
              match: 'any',
              comparisons: [
                { left: { variable: 'day' }, operator: 'equals', right: { value: 'saturday' } },
                { left: { variable: 'day' }, operator: 'equals', right: { value: 'sunday' } },
              ],
            },
          },
        ],
      },
      variables: { day: 'Sunday' },
      transcript: [{ takes: 'weekend' }],
    },
  ],
});

function byBalance() {
  const balance = { variable: 'balance' };
  const rule = (id: string, label: string, operator: string, value: number) => ({
    id,
    label,
    when: { comparisons: [{ left: balance, operator, right: { value } }] },
  });
  return {
    rules: [rule('wealthy', 'More than 10,000', 'greater', 10_000), rule('low', 'Less than 10', 'less', 10)],
  };
}
