import {
  type Action,
  defineNode,
  type NodeStates,
  type NodeTransition,
  pointerInto,
  REQUEST_NET_SECONDS,
} from '../../runtime/engine/index.ts';
import { checks } from './checks.ts';
import { type Config, config } from './config.ts';
import { examples } from './examples.ts';
import words from './words.json';

/** Ranges of statuses and where they lead; 404 is looked at before. Redirects that were not followed are no answer. */
const RANGES = [
  { exit: 'failed', from: 300, below: 400 },
  { exit: 'clientError', from: 400, below: 500 },
  { exit: 'serverError', from: 500, below: 600 },
];

/** Asks another service and goes on with its answer. */
export default defineNode<Config>({
  type: 'http-request',
  version: 1,
  group: 'integrate',
  words,
  channels: 'any',
  config,
  exits: () =>
    ['success', 'notFound', 'clientError', 'serverError', 'timeout', 'failed'].map((id) => ({ id })),
  compile(given): NodeStates {
    const { timeoutSeconds, mapping, repeatable, sensitive, mock: _mock, ...request } = given;
    const ask: Action = {
      type: 'request',
      params: {
        ...request,
        timeoutMs: timeoutSeconds * 1000,
        ...(repeatable ? { repeatable } : {}),
        ...(sensitive ? { sensitive } : {}),
      },
    };
    const net: Action = {
      type: 'startTimer',
      params: { seconds: { value: timeoutSeconds + REQUEST_NET_SECONDS } },
    };
    const set = mapping.map(({ from, variable }) => ({ variable, from: pointerInto('body', from) }));
    // The body may be large, and what is wanted of it is in variables: the contact carries on without it.
    const keep: Action[] = [{ type: 'keepResult', params: { only: ['status', 'ok'] } }];
    const why: Action[] = [{ type: 'keepResult', params: {} }];
    const byStatus = RANGES.map(({ exit, from, below }): NodeTransition => ({
      exit,
      guard: { type: 'returnsWithin', params: { field: 'status', from, below } },
      actions: keep,
    }));
    return {
      start: {
        entry: [ask, net],
        on: {
          'effect.succeeded': [
            {
              exit: 'notFound',
              guard: { type: 'returns', params: { field: 'status', value: '404' } },
              actions: keep,
            },
            ...byStatus,
            {
              exit: 'success',
              guard: { type: 'fits', params: { set } },
              actions: [{ type: 'assignResult', params: { set } }, ...keep],
            },
            { exit: 'failed', actions: keep },
          ],
          'effect.failed': [
            {
              exit: 'timeout',
              guard: { type: 'returns', params: { field: 'code', value: 'http.timeout' } },
              actions: why,
            },
            { exit: 'failed', actions: why },
          ],
          'timer.fired': [{ exit: 'timeout' }],
        },
      },
    };
  },
  check: checks,
  examples,
});
