import { z } from 'zod';
import {
  type Action,
  defineNode,
  idSchema,
  type NodeStates,
  textsSchema,
} from '../../runtime/engine/index.ts';
import words from './words.json';

const config = z.strictObject({
  /** Last words. */
  text: textsSchema.default({}).meta({ widget: 'prompt' }),
  /** What reports count the contact under. */
  reason: idSchema
    .refine((reason) => !['left', 'failed'].includes(reason), 'the product uses this reason itself')
    .default('completed'),
  /** What a calling flow goes on by; without one `completed`. */
  outcome: idSchema.optional(),
});

/** Ends the contact, or gives back to the flow that called this one. */
export default defineNode<z.infer<typeof config>>({
  type: 'end',
  version: 1,
  group: 'route',
  words,
  channels: 'any',
  config,
  exits: () => [],
  compile({ text, reason, outcome }): NodeStates {
    const say: Action[] = Object.keys(text).length > 0 ? [{ type: 'prompt', params: { texts: text } }] : [];
    const end: Action = { type: 'end', params: { reason, ...(outcome === undefined ? {} : { outcome }) } };
    return { start: { entry: [...say, end], final: true } };
  },
  examples: [
    {
      name: 'A goodbye',
      config: { text: { en: 'Thank you, goodbye.', tr: 'Teşekkürler, hoşça kalın.' } },
      transcript: [{ hears: 'Thank you, goodbye.' }, { ends: 'completed' }],
    },
    {
      name: 'Without words, with a reason for the reports',
      config: { reason: 'wrong-number' },
      transcript: [{ ends: 'wrong-number' }],
    },
    {
      name: 'The outcome of a sub-flow',
      config: { outcome: 'identified' },
      transcript: [{ ends: 'completed' }],
    },
  ],
});
