import { z } from 'zod';
import {
  asking,
  defineNode,
  type NodeWords,
  patienceSchema,
  type Registry,
} from '../../runtime/engine/index.ts';

const nothing: NodeWords = { label: '', summary: '', keywords: [], exits: {}, fields: {} };
const words = { en: nothing, tr: nothing, ms: nothing, fa: nothing };

/** Node types of the tests alone, so that a change of a real one does not touch what is tested here. */
const types = [
  /** Asks, says the answer back, and asks again until the answer is "stop". */
  defineNode({
    type: 'kit-echo',
    version: 1,
    group: 'talk',
    words,
    channels: 'any',
    config: z.strictObject({ question: z.string(), sensitive: z.boolean().default(false) }),
    exits: () => [{ id: 'stop' }],
    compile: ({ question, sensitive }) => ({
      start: asking({
        prompts: [{ type: 'prompt', params: { texts: { en: question } } }],
        listen: {
          dtmf: false,
          speech: true,
          timeoutSeconds: 5,
          bargeIn: true,
          ...(sensitive ? { sensitive } : {}),
        },
        patience: patienceSchema.parse({}),
        answers: [
          { exit: 'stop', guard: { type: 'picks', params: { option: 'stop', words: ['stop'] } } },
          { to: 'echo', actions: [{ type: 'keepInput', params: { as: { as: 'text' } } }] },
        ],
        silence: [{ exit: 'stop' }],
      }),
      echo: {
        entry: [{ type: 'prompt', params: { texts: { en: 'You said {{ input.value }}' } } }],
        always: [{ to: 'start' }],
      },
    }),
    examples: [],
  }),
];

export const kitNodes: Registry = (type) => types.find((one) => one.type === type);
