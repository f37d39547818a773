import { z } from 'zod';
import {
  type Action,
  defineNode,
  expressionSchema,
  type Guard,
  LIMITS,
  type NodeIssue,
  type NodeStates,
  ruleSchema,
  VARIABLE_NAME,
} from '../../runtime/engine/index.ts';
import { EXAMPLES } from './examples.ts';
import words from './words.json';

const rounds = z.number().int().min(1).max(LIMITS.loopRounds);

const config = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('count'), times: rounds }),
  z.strictObject({
    mode: z.literal('until'),
    until: ruleSchema.meta({ widget: 'rule' }),
    maxRounds: rounds.default(10),
  }),
  z.strictObject({
    mode: z.literal('forEach'),
    list: expressionSchema.meta({ widget: 'expression' }),
    item: z.string().regex(VARIABLE_NAME).meta({ widget: 'variable' }),
    maxRounds: rounds.default(LIMITS.loopRounds),
  }),
]);
type Config = z.infer<typeof config>;

/** Goes a way again and again: a number of times, until something holds, or for each item of a list. */
export default defineNode<Config>({
  type: 'loop',
  version: 1,
  group: 'decide',
  words,
  channels: 'any',
  config,
  exits: ({ mode }) => [
    { id: 'loop', bounded: true },
    { id: 'done' },
    ...(mode === 'count' ? [] : [{ id: 'limit' }]),
  ],
  compile(given, context): NodeStates {
    const counter = context.counter();
    const below = (limit: Extract<Guard, { type: 'countBelow' }>['params']['limit']): Guard => ({
      type: 'countBelow',
      params: { counter, limit },
    });
    const count: Action = { type: 'count', params: { counter } };
    // Whoever comes back later begins anew.
    const actions: Action[] = [{ type: 'count', params: { counter, reset: true } }];
    const done = { exit: 'done', actions };
    const limit = { exit: 'limit', actions };
    switch (given.mode) {
      case 'count':
        return {
          start: {
            always: [{ exit: 'loop', guard: below({ value: given.times }), actions: [count] }, done],
          },
        };
      case 'until':
        return {
          start: {
            always: [
              { ...done, guard: { type: 'holds', params: given.until } },
              { exit: 'loop', guard: below({ value: given.maxRounds }), actions: [count] },
              limit,
            ],
          },
        };
      case 'forEach': {
        const { list, item, maxRounds } = given;
        const next: Action = { type: 'assignItem', params: { variable: item, list, counter } };
        return {
          start: { always: [{ to: 'more', guard: below(list) }, done] },
          more: {
            always: [{ exit: 'loop', guard: below({ value: maxRounds }), actions: [next, count] }, limit],
          },
        };
      }
    }
  },
  check(given, { flow }): NodeIssue[] {
    if (given.mode !== 'forEach' || !('variable' in given.list)) return [];
    const { variable } = given.list;
    const type = flow.variables.find((one) => one.name === variable)?.type;
    if (type === undefined || type === 'list') return [];
    const message = `"${variable}" is no list, so there is nothing to go through.`;
    return [{ code: 'loop.no-list', severity: 'error', path: ['config', 'list'], message }];
  },
  examples: EXAMPLES,
});
