import { z } from 'zod';
import {
  defineNode,
  doubledExits,
  exitNameSchema,
  type NodeIssue,
  type NodeStates,
} from '../../runtime/engine/index.ts';
import words from './words.json';

const config = z.strictObject({
  arms: z
    .array(
      z.strictObject({
        id: exitNameSchema(),
        label: z.string().min(1).max(100),
        percent: z.number().int().min(0).max(100),
      }),
    )
    .min(2)
    .max(10),
  /** The same customer always goes the same way, as long as the shares stay. */
  sticky: z.boolean().default(true),
});
type Config = z.infer<typeof config>;

/** A draw is one of this many. */
const DRAWS_PER_PERCENT = 100;

/** Sends shares of the contacts different ways. */
export default defineNode<Config>({
  type: 'split',
  version: 1,
  group: 'decide',
  words,
  channels: 'any',
  config,
  exits: ({ arms }) => arms.map(({ id, label, percent }) => ({ id, label: `${label} (${percent} %)` })),
  compile({ arms, sticky }, { id, flow }): NodeStates {
    let from = 0;
    const always = arms.map((arm, index) => {
      const to = from + arm.percent * DRAWS_PER_PERCENT;
      const params = { salt: `${flow.id}/${id}`, sticky, from, to };
      from = to;
      // Whatever is drawn, somebody takes it.
      const last = index === arms.length - 1;
      return { exit: arm.id, ...(last ? {} : { guard: { type: 'draws' as const, params } }) };
    });
    return { start: { always } };
  },
  check: ({ arms }) => [
    ...doubledExits(
      'split.double-arm',
      'arms',
      arms.map((arm) => arm.id),
    ),
    ...wrongSum(arms),
  ],
  examples: [
    {
      name: 'Everyone to the new menu',
      config: { arms: arms(100, 0) },
      transcript: [{ takes: 'new_menu' }],
    },
    {
      name: 'The new menu switched off',
      config: { arms: arms(0, 100) },
      transcript: [{ takes: 'old_menu' }],
    },
    {
      name: 'Half of the customers, each always the same way',
      config: { arms: arms(50, 50), sticky: true },
      transcript: [{ takes: 'new_menu' }],
    },
  ],
});

function wrongSum(arms: Config['arms']): NodeIssue[] {
  const sum = arms.reduce((total, arm) => total + arm.percent, 0);
  if (sum === 100) return [];
  return [
    {
      code: 'split.sum',
      severity: 'error',
      path: ['config', 'arms'],
      message: `The shares come to ${sum} %; they must come to 100 %.`,
      values: { sum },
    },
  ];
}

function arms(tested: number, kept: number) {
  return [
    { id: 'new_menu', label: 'New menu', percent: tested },
    { id: 'old_menu', label: 'Old menu', percent: kept },
  ];
}
