import { MASKED } from '../document/masked.ts';
import { asFailure, StepFailure } from './failure.ts';

/** What a step decided, in order: guards as 1 or 0, failures as their code and node. */
export type Decided = (0 | 1 | [code: string, node?: string])[];

/**
 * Every question a step answers by looking at values. Recorded, the same step can be taken again with the sensitive values
 * masked: it goes the same way, because it is told the answers.
 */
export interface Decisions {
  /** A guard. */
  decide(guard: () => boolean): boolean;
  /** Work that may fail. Never one inside another. */
  attempt<Result>(work: () => Result, otherwise?: () => Result): Result;
}

/** Nothing is sensitive: questions are just answered. */
export const PLAIN: Decisions = { decide: (guard) => guard(), attempt: (work) => work() };

/** Answers, and remembers the answers. */
export function recording(): Decisions & { decided: Decided } {
  const decided: Decided = [];
  return {
    decided,
    decide(guard) {
      const holds = guard();
      decided.push(holds ? 1 : 0);
      return holds;
    },
    attempt(work) {
      try {
        return work();
      } catch (error) {
        const { code, node } = asFailure(error, undefined);
        decided.push(node === undefined ? [code] : [code, node]);
        throw error;
      }
    },
  };
}

/**
 * Repeats the answers of a recorded step.
 * `astray` tells, afterwards, that they were not enough: with masked values something failed that did not fail with the real ones.
 */
export function repeating(decided: Decided): Decisions & { astray(): boolean } {
  let at = 0;
  let astray = false;
  return {
    astray: () => astray || at !== decided.length,
    decide() {
      const answer = decided[at];
      if (answer !== 0 && answer !== 1) throw new Error('The guard failed, or was never asked.');
      at += 1;
      return answer === 1;
    },
    attempt(work, otherwise) {
      let done: { result: ReturnType<typeof work> } | undefined;
      try {
        done = { result: work() };
      } catch {
        // Either it failed the first time too, or it does only because of the mask.
      }
      const failure = decided[at];
      if (Array.isArray(failure)) {
        at += 1;
        const [code, node] = failure;
        throw new StepFailure(code, MASKED, node);
      }
      if (done) return done.result;
      if (otherwise) return otherwise();
      astray = true;
      throw new StepFailure('step.masked', MASKED, undefined);
    },
  };
}
