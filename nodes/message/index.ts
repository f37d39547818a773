import { z } from 'zod';
import { defineNode, type NodeStates, textsSchema } from '../../runtime/engine/index.ts';
import words from './words.json';

const config = z.strictObject({
  text: textsSchema.meta({ widget: 'prompt' }),
  /** Wait until the channel says whether it was delivered, and draw the exit for "not delivered". */
  confirmDelivery: z.boolean().default(false),
});

/** Seconds a channel has to say whether a message was delivered. */
const DELIVERY_SECONDS = 120;

/** Says or sends a text. */
export default defineNode<z.infer<typeof config>>({
  type: 'message',
  version: 1,
  group: 'talk',
  words,
  channels: 'any',
  config,
  exits: ({ confirmDelivery }) => [{ id: 'done' }, ...(confirmDelivery ? [{ id: 'undeliverable' }] : [])],
  compile({ text, confirmDelivery }): NodeStates {
    const say = {
      type: 'prompt' as const,
      params: { texts: text, ...(confirmDelivery ? { awaited: true } : {}) },
    };
    if (!confirmDelivery) return { start: { entry: [say], always: [{ exit: 'done' }] } };
    return {
      start: {
        entry: [say, { type: 'startTimer', params: { seconds: { value: DELIVERY_SECONDS } } }],
        on: {
          'effect.succeeded': [{ exit: 'done' }],
          'effect.failed': [{ exit: 'undeliverable' }],
          'timer.fired': [{ exit: 'undeliverable' }],
        },
      },
    };
  },
  examples: [
    {
      name: 'A greeting',
      config: {
        text: { en: 'Welcome, {{ customer.name | default: "dear customer" }}.', tr: 'Hoş geldiniz.' },
      },
      transcript: [{ hears: 'Welcome, dear customer.' }, { takes: 'done' }],
    },
    {
      name: 'A message that must arrive',
      config: { text: { en: 'Your code is on its way.' }, confirmDelivery: true },
      transcript: [{ hears: 'Your code is on its way.' }, { effect: 'succeeded' }, { takes: 'done' }],
    },
    {
      name: 'A message that cannot be delivered',
      config: { text: { en: 'Your code is on its way.' }, confirmDelivery: true },
      transcript: [{ hears: 'Your code is on its way.' }, { effect: 'failed' }, { takes: 'undeliverable' }],
    },
    {
      name: 'No word about the delivery',
      config: { text: { en: 'Your code is on its way.' }, confirmDelivery: true },
      transcript: [
        { hears: 'Your code is on its way.' },
        { waits: DELIVERY_SECONDS },
        { takes: 'undeliverable' },
      ],
    },
  ],
});
