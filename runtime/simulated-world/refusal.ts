/** Why something cannot be done in a simulated world. Codes stay; words are for whoever shows them. */
export type RefusalCode =
  | 'nobody'
  | 'over'
  | 'notOffered'
  | 'openAlready'
  | 'noFlow'
  | 'noKeys'
  | 'noButtons'
  | 'untimed'
  | 'notAwaited'
  | 'endlessAnswers'
  | 'endlessTimers';

/** A refusal: its code, and the one thing it is about (an option, a flow, a kind of channel, a reason). */
export interface Refusal<Code extends string = RefusalCode> {
  code: Code;
  about: string;
}

export const refusal = (code: RefusalCode, about = ''): Refusal => ({ code, about });
