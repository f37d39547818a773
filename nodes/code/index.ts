import { z } from 'zod';
import {
  defineNode,
  type Exit,
  expressionSchema,
  type FromResult,
  type NodeIssue,
  type NodeStates,
  pointerInto,
  VARIABLE_NAME,
} from '../../runtime/engine/index.ts';
import words from './words.json';

/** Seconds after which the node gives up: code is stopped long before, this is the net for a restart in between. */
const NET_SECONDS = 15;

const name = z.string().regex(VARIABLE_NAME, 'a small letter, then letters, digits and _');

const config = z.strictObject({
  /** What the code reads as `input.<name>`. */
  inputs: z.record(name, expressionSchema).default({}).meta({ widget: 'inputs' }),
  source: z.string().min(1).max(20_000).meta({ widget: 'code' }),
  /** Members of what the code returns, and the variables that take them. */
  outputs: z
    .array(z.strictObject({ member: name, variable: name.meta({ widget: 'variable' }) }))
    .max(20)
    .default([]),
});
type Config = z.infer<typeof config>;

/** Runs a few lines of JavaScript, apart from everything: JSON in, JSON out. */
export default defineNode<Config>({
  type: 'code',
  version: 1,
  group: 'integrate',
  words,
  channels: 'any',
  config,
  exits: (): Exit[] => [{ id: 'ok' }, { id: 'failed' }],
  compile({ inputs, source, outputs }): NodeStates {
    const set: FromResult[] = outputs.map(({ member, variable }) => ({
      variable,
      from: pointerInto('output', member),
    }));
    return {
      start: {
        entry: [
          { type: 'runCode', params: { source, inputs } },
          { type: 'startTimer', params: { seconds: { value: NET_SECONDS } } },
        ],
        on: {
          'effect.succeeded': [
            {
              exit: 'ok',
              guard: { type: 'fits', params: { set } },
              actions: [{ type: 'assignResult', params: { set } }],
            },
            { exit: 'failed' },
          ],
          'effect.failed': [
            { exit: 'failed', actions: [{ type: 'keepResult', params: { only: ['code', 'message'] } }] },
          ],
          'timer.fired': [{ exit: 'failed' }],
        },
      },
    };
  },
  check({ outputs }, { codeAllowed }): NodeIssue[] {
    const doubled = outputs.flatMap(({ variable }, index) =>
      outputs.slice(0, index).some((one) => one.variable === variable)
        ? [
            {
              code: 'code.double-output',
              severity: 'error' as const,
              path: ['config', 'outputs', index, 'variable'],
              message: `The variable "${variable}" is filled by an output above.`,
            },
          ]
        : [],
    );
    if (codeAllowed !== false) return doubled;
    return [
      ...doubled,
      {
        code: 'code.not-allowed',
        severity: 'error',
        path: ['config', 'source'],
        message: 'Code is turned off. An admin can turn it on in the settings.',
      },
    ];
  },
  examples: [
    {
      name: 'The dearest item of an order',
      config: EXAMPLE(),
      variables: { prices: [12, 80, 45], highest: 0 },
      transcript: [{ effect: 'succeeded', result: { output: { highest: 80 } } }, { takes: 'ok' }],
    },
    {
      name: 'A result that does not fit',
      config: EXAMPLE(),
      variables: { prices: [12], highest: 0 },
      transcript: [{ effect: 'succeeded', result: { output: { highest: 'much' } } }, { takes: 'failed' }],
    },
    {
      name: 'Code that throws',
      config: EXAMPLE(),
      variables: { prices: null, highest: 0 },
      transcript: [{ effect: 'failed' }, { takes: 'failed' }],
    },
    {
      name: 'No word from the code',
      config: EXAMPLE(),
      variables: { prices: [1], highest: 0 },
      transcript: [{ waits: NET_SECONDS }, { takes: 'failed' }],
    },
  ],
});

function EXAMPLE() {
  return {
    inputs: { prices: { variable: 'prices' } },
    source: 'return { highest: Math.max(...input.prices) };',
    outputs: [{ member: 'highest', variable: 'highest' }],
  };
}
