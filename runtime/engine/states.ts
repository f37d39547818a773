import type { Action, Guard } from './machine.ts';
import type { NodeState, NodeTransition } from './node-type.ts';
import { z } from 'zod';

/** How long a customer may be silent: seconds after the prompt on the phone, minutes in writing. */
export const patienceSchema = z.strictObject({
  voiceSeconds: z.number().int().min(1).max(120).default(8),
  textMinutes: z
    .number()
    .min(0.1)
    .max(60 * 24)
    .default(30),
});
export type Patience = z.infer<typeof patienceSchema>;

/** What a waiting question does with what comes. */
export interface Question {
  prompts: Action[];
  listen: Extract<Action, { type: 'collect' }>['params'];
  patience: Patience;
  /** Transitions for an input, first match wins. */
  answers: NodeTransition[];
  /** Transitions for silence, first match wins. */
  silence: NodeTransition[];
}

/** A state that asks and waits: prompts, listening, one timer; silence is the channel's word or the timer's. */
export function asking(question: Question): NodeState {
  const { patience } = question;
  return {
    entry: [
      ...question.prompts,
      { type: 'collect', params: question.listen },
      {
        type: 'startTimer',
        params: { voiceSeconds: patience.voiceSeconds, textSeconds: Math.round(patience.textMinutes * 60) },
      },
    ],
    on: {
      'input.received': question.answers,
      'input.timedOut': question.silence,
      'timer.fired': question.silence,
    },
  };
}

/**
 * Transitions for one more attempt while there are attempts left, else the exit.
 * `again` is the state that says so and asks once more.
 */
export function whileAttemptsLeft(
  counter: string,
  attempts: number,
  again: string,
  exit: string,
): NodeTransition[] {
  const left: Guard = { type: 'countBelow', params: { counter, limit: { value: attempts - 1 } } };
  return [{ to: again, guard: left, actions: [{ type: 'count', params: { counter } }] }, { exit }];
}

/** Guarded transitions for a list of options: exact picks first, then (for speech and text) a word inside the input. */
export function picking(
  options: { id: string; key?: string | undefined; words: string[] }[],
  destination: (option: string) => NodeTransition,
): NodeTransition[] {
  const transition =
    (within: boolean) =>
    (option: (typeof options)[number]): NodeTransition => ({
      ...destination(option.id),
      guard: {
        type: 'picks',
        params: {
          option: option.id,
          ...(option.key && !within ? { key: option.key } : {}),
          words: option.words,
          ...(within ? { within: true } : {}),
        },
      },
    });
  return [
    ...options.map(transition(false)),
    ...options.filter((option) => option.words.length > 0).map(transition(true)),
  ];
}
